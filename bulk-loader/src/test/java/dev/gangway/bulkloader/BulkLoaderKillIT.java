package dev.gangway.bulkloader;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.embedded.Servers;
import dev.gangway.testkit.shop.StepsConfig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** However often a load is killed, it ends with the same rows and never loads a finished chunk again. */
class BulkLoaderKillIT {
    private static final int ROWS = 60_000;
    private static final int POLL_MILLIS = 5;
    private static final int KILLS = 12;
    private static final int LIMIT_SECONDS = 120;

    @TempDir
    Path folder = Path.of("");

    @Test
    void survivesBeingKilledAtRandomTimes() throws Exception {
        // Given
        var shop = LoadFixture.fresh(Servers.mariadb(), folder, StepsConfig.NO_RULES);
        shop.both(
                "CREATE TABLE dense (id INT AUTO_INCREMENT PRIMARY KEY, v VARCHAR(200), n INT)",
                "CREATE TABLE wide (a INT, b VARCHAR(20), v VARCHAR(200), PRIMARY KEY (a, b))",
                "CREATE TABLE keyless (v INT)");
        shop.server()
                .executeIn(
                        shop.source,
                        "INSERT INTO dense SELECT seq, REPEAT(seq, 20), seq FROM seq_1_to_" + ROWS,
                        "INSERT INTO wide SELECT seq % 100, seq, REPEAT(seq, 20) FROM seq_1_to_" + ROWS,
                        "INSERT INTO keyless SELECT seq % 7 FROM seq_1_to_5000");
        shop.server()
                .executeIn(
                        shop.target, "CREATE TRIGGER trg_dense AFTER INSERT ON dense FOR EACH ROW SET @inserted = 1");
        var random = new Random(17);
        var done = new HashSet<List<@Nullable String>>();
        // When
        int kills = 0;
        while (kills < KILLS) {
            if (!runUntil(shop, done.size() + 1 + random.nextInt(2))) {
                break;
            }
            kills++;
            Set<List<@Nullable String>> now = doneChunks(shop);
            assertThat(now).containsAll(done);
            done.addAll(now);
        }
        boolean killed = runUntil(shop, Integer.MAX_VALUE);
        // Then
        assertThat(kills).isPositive();
        assertThat(killed).isFalse();
        for (String table : List.of("dense", "wide", "keyless")) {
            assertThat(checksum(shop, shop.target, table)).isEqualTo(checksum(shop, shop.source, table));
        }
        assertThat(shop.server()
                        .query("SELECT TRIGGER_NAME FROM information_schema.TRIGGERS WHERE TRIGGER_SCHEMA = '"
                                + shop.target + "'"))
                .containsExactly(List.of("trg_dense"));
    }

    /** Kills the load when so many chunks are done, or when time is up; false when it ended well by itself before. */
    private boolean runUntil(LoadFixture shop, int chunks) throws Exception {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                LoadProcess.class.getName()));
        LoadFixture.Login login = shop.login;
        command.addAll(List.of(
                login.host(), String.valueOf(login.port()), login.user(), login.password(), shop.source, shop.target));
        command.add(folder.toString());
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("out.log").toFile())
                .start();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
        while (!process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
            if (doneChunks(shop).size() >= chunks || System.nanoTime() > end) {
                process.destroyForcibly().waitFor();
                return true;
            }
        }
        assertThat(process.exitValue())
                .describedAs(() -> "see " + folder.resolve("out.log"))
                .isZero();
        return false;
    }

    private static Set<List<@Nullable String>> doneChunks(LoadFixture shop) {
        if (!shop.state().exists()
                || shop.server()
                        .query("SELECT 1 FROM information_schema.TABLES WHERE TABLE_SCHEMA = '"
                                + shop.state().name() + "' AND TABLE_NAME = 'load_chunk'")
                        .isEmpty()) {
            return Set.of();
        }
        return new HashSet<>(shop.server()
                .query("SELECT table_name, chunk_no, rows_written FROM "
                        + shop.state().table("load_chunk") + " WHERE done = 1"));
    }

    private static @Nullable String checksum(LoadFixture shop, String database, String table) {
        return shop.server()
                .query("CHECKSUM TABLE " + database + "." + table)
                .get(0)
                .get(1);
    }
}
