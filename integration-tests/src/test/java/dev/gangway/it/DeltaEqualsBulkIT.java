package dev.gangway.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.testkit.compare.ComparisonRules;
import dev.gangway.testkit.compare.DatabaseComparer;
import dev.gangway.testkit.compare.TableDifference;
import dev.gangway.testkit.workload.Workload;
import dev.gangway.testkit.workload.WorkloadConfig;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Property: however the stream was disturbed, the target is what a fresh bulk load of the final source gives. */
@Tag("kills")
class DeltaEqualsBulkIT {
    private static final int KILLS = Integer.getInteger("gangway.kills", 2);

    @ParameterizedTest
    @ValueSource(strings = {"binlog", "triggers"})
    void leadsToWhatAFreshLoadOfTheFinalSourceGives(String capture, @TempDir Path folder) throws Exception {
        long seed = System.nanoTime();
        try (var shop = new LiveShop(capture, folder)) {
            LiveShop.Target streamed = shop.newTarget("streamed");
            streamed.run("settings");
            streamed.run("data");

            // When
            var load = new WorkloadConfig(seed, 3, 0, 10, Duration.ofSeconds(3));
            try (var workload = new Workload(shop.source(), load)) {
                workload.start();
                Kills.kill(streamed, KILLS, new Random(seed));
                workload.stop();
            }
            streamed.run("delta", "--until-drained");
            LiveShop.Target fresh = shop.newTarget("fresh");
            fresh.run("settings");
            fresh.run("data");

            // Then
            assertThat(differences(shop, fresh, streamed))
                    .describedAs("seed " + seed)
                    .isEmpty();
            assertThat(streamed.openAndParked()).containsExactly(0L, 0L);
        }
    }

    private static List<TableDifference> differences(LiveShop shop, LiveShop.Target fresh, LiveShop.Target streamed)
            throws Exception {
        try (Connection reference = shop.server().connect(fresh.database());
                Connection tested = shop.server().connect(streamed.database())) {
            return new DatabaseComparer(ComparisonRules.migratedShops()).compare(reference, tested);
        }
    }
}
