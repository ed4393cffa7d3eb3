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
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * A load of the reference shop that is killed (kill -9) six times, thirty times by night, and a third as often breaks off by an
 * exception, at moments given by how far it is, ends with the reference's rows in every table and the target's triggers as they
 * were.
 */
@Tag("kills")
@EnabledIfSystemProperty(named = "gangway.golden", matches = ".+")
class GoldenKillIT {
    private static final int KILLS = Integer.getInteger("gangway.kills", 6);

    /** Every so many stops the load breaks off by itself, so that its own process rolls the step back. */
    private static final int BREAK_OFF_EVERY = 4;

    private static final int BREAKS = KILLS / (BREAK_OFF_EVERY - 1);
    private static final int STOPS = KILLS + BREAKS;

    /** The load tells about twice as many things; some of them are never told, because a kill came first. */
    private static final int EVENTS = 100;

    private static final int JITTER_MILLIS = 60;

    private static final Predicate<String> TOLD = line -> line.startsWith("stage ") || line.startsWith("chunk ");

    @TempDir
    Path folder = Path.of("");

    @Test
    void endsWithTheReferenceTargetHoweverOftenItIsStopped() throws Exception {
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

            // When
            int stops = stopAgainAndAgain(load, new Random(seed));
            load.finish();

            // Then
            int breaks = stops / BREAK_OFF_EVERY;
            System.out.println("GoldenKillIT: " + (stops - breaks) + " kills, " + breaks + " times broken off");
            // A quick machine does much between two things told, so a load may end before its last kills.
            assertThat(breaks).describedAs("seed %d", seed).isGreaterThanOrEqualTo(BREAKS * 2 / 3);
            assertThat(stops - breaks).describedAs("seed %d", seed).isGreaterThanOrEqualTo(KILLS * 2 / 3);
            assertThat(run.differences("golden-data"))
                    .describedAs("seed %d", seed)
                    .isEmpty();
            assertThat(triggers).hasSizeGreaterThan(70);
            assertThat(triggers(server, target)).isEqualTo(triggers);
        }
    }

    /** Returns how often the load was stopped: fewer times than wanted when it came to its end before. */
    private static int stopAgainAndAgain(KilledLoad load, Random random) throws Exception {
        int left = EVENTS;
        for (int stops = 0; stops < STOPS; stops++) {
            int events = 1 + random.nextInt(Math.max(1, 2 * left / (STOPS - stops) - 1));
            boolean stopped = (stops + 1) % BREAK_OFF_EVERY == 0
                    ? load.breakOffAfter(events)
                    : load.killAfter(TOLD, events, random.nextInt(JITTER_MILLIS)) == events;
            if (!stopped) {
                return stops;
            }
            left -= events;
        }
        return STOPS;
    }

    private static List<List<@Nullable String>> triggers(DatabaseServer server, String database) {
        return server.query(
                "SELECT TRIGGER_NAME, EVENT_MANIPULATION, EVENT_OBJECT_TABLE, ACTION_ORDER, ACTION_STATEMENT,"
                        + " ACTION_TIMING, SQL_MODE, DEFINER, CHARACTER_SET_CLIENT, COLLATION_CONNECTION"
                        + " FROM information_schema.TRIGGERS WHERE TRIGGER_SCHEMA = '" + database
                        + "' ORDER BY TRIGGER_NAME");
    }
}
