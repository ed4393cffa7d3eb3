package dev.gangway.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.core.config.Mode;
import dev.gangway.embedded.DatabaseServer;
import dev.gangway.embedded.Servers;
import dev.gangway.testkit.compare.DatabaseComparer;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A load of a commerce shop that is killed (kill -9) at random moments in steps that only this edition has, ends with the rows
 * of a load that nobody disturbed, in every table. By night it is killed in each of them, in every run in some of them, drawn anew.
 */
@Tag("kills")
class CommerceKillIT {
    /** Beginnings of lines that the load tells, and how many of them may come before the kill. */
    private static final List<Moment> MOMENTS = List.of(
            new Moment("stage Custom Customer Attributes Step, data", 1),
            new Moment("chunk enterprise_customer_sales_flat_", 4),
            new Moment("chunk ", 60),
            new Moment("chunk enterprise_url_rewrite", 30),
            new Moment("chunk enterprise_url_rewrite", 60),
            new Moment("chunk sales_flat_order", 3),
            new Moment("stage OrderGrids Step, data", 1),
            new Moment("stage SalesIncrement Step, data", 1),
            new Moment("stage Inventory Step, data", 1),
            new Moment("stage VisualMerchandiser Step, data", 1),
            new Moment("stage PostProcessing Step, data", 1));

    /** Moments that a run draws; those that are left keep their order. */
    private static final int KILLS = Math.min(MOMENTS.size(), Integer.getInteger("gangway.kills", 5));

    private static final int JITTER_MILLIS = 80;

    private final DatabaseServer server = Servers.mariadb();
    private final CommerceMigration undisturbed =
            CommerceMigration.of(server, "kill_m1", "kill_calm").inChunksOf(25);
    private final CommerceMigration killed =
            CommerceMigration.of(server, "kill_m1", "kill_m2").inChunksOf(25);

    private record Moment(String line, int times) {}

    @BeforeEach
    void create() {
        undisturbed.createSource().createTarget();
        killed.createTarget();
        for (String target : List.of(undisturbed.target(), killed.target())) {
            server.executeIn(
                    target,
                    "SET SESSION sql_mode = ''",
                    "INSERT INTO url_rewrite (url_rewrite_id, request_path, store_id) VALUES (60, 'made-here', 1)",
                    "ALTER TABLE magento_customercustomattributes_sales_flat_order ADD only_here INT DEFAULT 5");
        }
    }

    @AfterEach
    void drop() {
        undisturbed.dropTarget();
        killed.dropTarget();
        undisturbed.dropSource();
    }

    @Test
    void endsWithTheRowsOfAnUndisturbedLoad(@TempDir Path folder) throws Exception {
        // Given
        long seed = Long.getLong("gangway.seed", System.nanoTime());
        System.out.println("CommerceKillIT: -Dgangway.seed=" + seed);
        undisturbed.run(Mode.SETTINGS);
        undisturbed.run(Mode.DATA);
        killed.run(Mode.SETTINGS);
        var load = new KilledLoad(CommerceMigration.file(), killed.variables(), folder);
        var random = new Random(seed);

        // When
        int kills = 0;
        for (Moment moment : drawn(random)) {
            int times = 1 + random.nextInt(moment.times());
            int told = load.killAfter(line -> line.startsWith(moment.line()), times, random.nextInt(JITTER_MILLIS));
            kills += told == times ? 1 : 0;
        }
        load.finish();

        // Then
        System.out.println("CommerceKillIT: " + kills + " kills");
        assertThat(kills).describedAs("seed %d", seed).isGreaterThanOrEqualTo(KILLS / 2);
        try (Connection expected = server.connect(undisturbed.target());
                Connection actual = server.connect(killed.target())) {
            assertThat(new DatabaseComparer(CommerceMigration.SAME_ROWS).compare(expected, actual))
                    .describedAs("seed %d", seed)
                    .isEmpty();
        }
    }

    private static List<Moment> drawn(Random random) {
        var left = new ArrayList<>(MOMENTS);
        while (left.size() > KILLS) {
            left.remove(random.nextInt(left.size()));
        }
        return left;
    }
}
