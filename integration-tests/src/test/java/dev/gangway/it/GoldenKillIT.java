package dev.gangway.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.core.config.Mode;
import dev.gangway.embedded.DatabaseServer;
import dev.gangway.embedded.Servers;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
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
            var random = new Random(seed);
            int left = EVENTS;

            // When
            int kills = 0;
            boolean ended = false;
            while (kills < KILLS && !ended) {
                int events = 1 + random.nextInt(Math.max(1, 2 * left / (KILLS - kills) - 1));
                ended = killAfter(setup, events, random.nextInt(JITTER_MILLIS)) < events;
                kills += ended ? 0 : 1;
                left -= events;
            }
            killAfter(setup, Integer.MAX_VALUE, 0);

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

    /** Starts or goes on with the load, and kills it a moment after so many things told; returns how many it told. */
    private int killAfter(GoldenConfig setup, int events, int millis) throws IOException, InterruptedException {
        var builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dgangway.home=" + System.getProperty("gangway.home", ".."),
                "-cp",
                System.getProperty("java.class.path"),
                GoldenLoad.class.getName(),
                GoldenConfig.file().toString());
        builder.environment().putAll(setup.variables(setup.sourceId()));
        Path errors = folder.resolve("errors");
        builder.redirectError(errors.toFile());
        Process process = builder.start();
        int told = 0;
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            while (told < events) {
                String line = lines.readLine();
                if (line == null) {
                    assertThat(process.waitFor())
                            .describedAs(Files.readString(errors))
                            .isZero();
                    return told;
                }
                told += line.startsWith("stage ") || line.startsWith("chunk ") ? 1 : 0;
            }
            process.waitFor(millis, TimeUnit.MILLISECONDS);
            return told;
        } finally {
            process.destroyForcibly().waitFor();
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
