package dev.gangway.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.core.config.Mode;
import dev.gangway.embedded.DatabaseServer;
import dev.gangway.embedded.Servers;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * A load of the reference shop that is killed (kill -9) thirty times, at moments given by how far it is, ends with the
 * reference's rows in every table and the target's triggers as they were.
 */
@EnabledIfSystemProperty(named = "gangway.golden", matches = ".+")
class GoldenKillIT {
    private static final int KILLS = 30;

    /** A quick machine does much between two things told, so a load may end before its last kills. */
    private static final int FEWEST_KILLS = 25;

    /** The load tells about twice as many things; some of them are never told, because a kill came first. */
    private static final int EVENTS = 100;

    private static final int JITTER_MILLIS = 60;

    private static final Predicate<String> TOLD = line -> line.startsWith("stage ") || line.startsWith("chunk ");

    @TempDir
    Path folder = Path.of("");

    @Test
    void endsWithTheReferenceTargetHoweverOftenItIsKilled() throws Exception {
        // Given
        long seed = Long.getLong("gangway.seed", System.nanoTime());
        System.out.println("GoldenKillIT: -Dgangway.seed=" + seed);
        DatabaseServer server = Servers.mariadb();
        String target = Golden.target(server, "m2-empty");
        var setup = GoldenConfig.strict(server, Golden.sharedSource(server, "m1-sample", ""), server, target);
        try (var run = new GoldenRun(setup)) {
            run.run(Mode.SETTINGS);
            List<List<@Nullable String>> triggers = triggers(server, target);
            var load = new KilledLoad(GoldenConfig.file(), setup.variables(setup.sourceId()), folder);
            var random = new Random(seed);
            int left = EVENTS;

            // When
            int kills = 0;
            boolean ended = false;
            while (kills < KILLS && !ended) {
                int events = 1 + random.nextInt(Math.max(1, 2 * left / (KILLS - kills) - 1));
                ended = load.killAfter(TOLD, events, random.nextInt(JITTER_MILLIS)) < events;
                kills += ended ? 0 : 1;
                left -= events;
            }
            load.finish();

            // Then
            System.out.println("GoldenKillIT: " + kills + " kills");
            assertThat(kills).describedAs("seed %d", seed).isGreaterThanOrEqualTo(FEWEST_KILLS);
            assertThat(run.differences("golden-data"))
                    .describedAs("seed %d", seed)
                    .isEmpty();
            assertThat(triggers).hasSizeGreaterThan(70);
            assertThat(triggers(server, target)).isEqualTo(triggers);
        }
    }

    private static List<List<@Nullable String>> triggers(DatabaseServer server, String database) {
        return server.query(
                "SELECT TRIGGER_NAME, EVENT_MANIPULATION, EVENT_OBJECT_TABLE, ACTION_ORDER, ACTION_STATEMENT,"
                        + " ACTION_TIMING, SQL_MODE, DEFINER, CHARACTER_SET_CLIENT, COLLATION_CONNECTION"
                        + " FROM information_schema.TRIGGERS WHERE TRIGGER_SCHEMA = '" + database
                        + "' ORDER BY TRIGGER_NAME");
    }
}
