package dev.gangway.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.gangway.app.command.ExitCode;
import dev.gangway.core.schema.Side;
import dev.gangway.embedded.DatabaseFlavor;
import dev.gangway.embedded.DatabaseServer;
import dev.gangway.embedded.Servers;
import dev.gangway.testkit.shop.ShopDatabases;
import dev.gangway.testkit.workload.Workload;
import dev.gangway.testkit.workload.WorkloadConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A shop from every source server to every target server: load, changes, stream, and what a fresh load then gives. */
@Tag("matrix")
class ServerPairsIT {
    /** So slow that a stream gets level with it on any machine. */
    private static final int RATE = 20;

    /** What Magento 2.4 runs on. */
    private static final List<DatabaseFlavor> TARGETS = List.of(
            DatabaseFlavor.MYSQL_8_0,
            DatabaseFlavor.MYSQL_9,
            DatabaseFlavor.MARIADB_10_11,
            DatabaseFlavor.MARIADB_11_4,
            DatabaseFlavor.MARIADB_11_8);

    static Stream<Arguments> pairs() {
        return Stream.of(DatabaseFlavor.values())
                .flatMap(source -> TARGETS.stream().map(target -> Arguments.of(source, target)));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void areLevelAfterLoadAndStream(DatabaseFlavor source, DatabaseFlavor target, @TempDir Path folder)
            throws Exception {
        assumeThat(List.of(source, target)).allMatch(DatabaseFlavor::isObtainable);
        migrate(source, target, folder);
    }

    /** Moves a shop while it changes; nothing may differ from a load of what the source has in the end. */
    static void migrate(DatabaseFlavor source, DatabaseFlavor target, Path folder) throws Exception {
        DatabaseServer from = Servers.database(source);
        try (var shop = new CommandShop(folder, "binlog", from, Servers.database(target))) {
            shop.withKafka("<kafka bootstrap-servers=\"" + Servers.kafka().bootstrapServers()
                    + "\" schema-registry-url=\"" + Servers.registry().url() + "\"/>");
            String streamed = shop.newTarget();
            run(shop, streamed, "settings");
            run(shop, streamed, "data");
            long seed = source.ordinal() * 10L + target.ordinal();
            var load = new WorkloadConfig(seed, 2, RATE, 10, Duration.ZERO);
            try (var workload = new Workload(ShopDatabases.open(from, shop.source, Side.SOURCE), load)) {
                workload.start();
                run(shop, streamed, "delta", "--until-drained");
                workload.stop();
            }
            run(shop, streamed, "delta", "--until-drained");
            String fresh = shop.newTarget();
            run(shop, fresh, "settings");
            run(shop, fresh, "data");

            assertThat(shop.differences(fresh, streamed)).isEmpty();
        }
    }

    private static void run(CommandShop shop, String target, String... command) throws Exception {
        assertThat(shop.run(target, command)).as(shop.said()).isEqualTo(ExitCode.DONE);
    }
}
