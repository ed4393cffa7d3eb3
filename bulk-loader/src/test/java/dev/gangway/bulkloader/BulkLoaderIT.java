package dev.gangway.bulkloader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gangway.bulkloader.progress.BulkListener;
import dev.gangway.core.config.Mode;
import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import dev.gangway.embedded.DatabaseFlavor;
import dev.gangway.embedded.Servers;
import dev.gangway.mysql.state.ChunkCheckpointStore;
import dev.gangway.mysql.state.ChunkCheckpointStore.Chunk;
import dev.gangway.mysql.state.LossStore;
import dev.gangway.testkit.shop.StepsConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("servers")
class BulkLoaderIT {
    private static final String SHAPES =
            "CREATE TABLE dense (id INT AUTO_INCREMENT PRIMARY KEY, v VARCHAR(40), n DECIMAL(12,4));"
                    + "CREATE TABLE sparse (id BIGINT UNSIGNED PRIMARY KEY, v VARCHAR(40));"
                    + "CREATE TABLE composite (a INT, b VARCHAR(20), v INT, PRIMARY KEY (a, b));"
                    + "CREATE TABLE textual (code VARCHAR(30) PRIMARY KEY, v TEXT);"
                    + "CREATE TABLE keyless (v INT, w VARCHAR(20));"
                    + "CREATE TABLE many_isam (id INT PRIMARY KEY, v INT) ENGINE = MyISAM;"
                    + "CREATE TABLE `order` (`key` INT PRIMARY KEY, `select` VARCHAR(20));"
                    + "CREATE TABLE nothing (id INT PRIMARY KEY)";

    @TempDir
    Path folder = Path.of("");

    @ParameterizedTest
    @MethodSource("dev.gangway.embedded.Servers#flavors")
    void loadsTablesOfEveryShapeOnce(DatabaseFlavor flavor) throws Exception {
        // Given
        var shop = LoadFixture.fresh(Servers.database(flavor), folder, StepsConfig.NO_RULES);
        shop.both(SHAPES.split(";", -1));
        shop.server()
                .executeIn(
                        shop.target, "INSERT INTO dense VALUES (1, 'left over', 0)", "INSERT INTO nothing VALUES (7)");
        fill(shop);
        // When
        shop.loader(BulkListener.SILENT).run(Mode.DATA);
        // Then
        for (String table : tables()) {
            assertThat(checksum(shop, shop.target, table))
                    .describedAs(table)
                    .isEqualTo(checksum(shop, shop.source, table));
        }
        assertThat(new LossStore(shop.state()).all()).isEmpty();
        assertThat(new ChunkCheckpointStore(shop.state())
                        .find("Map Step", "composite")
                        .orElseThrow()
                        .chunks())
                .hasSizeGreaterThan(1);
    }

    @ParameterizedTest
    @EnumSource(
            value = DatabaseFlavor.class,
            names = {"MARIADB_11_4", "MYSQL_8_0"})
    void letsTheServerCopyWhereTheOptionAllowsIt(DatabaseFlavor flavor) throws Exception {
        // Given
        var shop = LoadFixture.fresh(Servers.database(flavor), folder, StepsConfig.NO_RULES);
        shop.direct = true;
        shop.both(SHAPES.split(";", -1));
        fill(shop);
        // When
        shop.loader(BulkListener.SILENT).run(Mode.DATA);
        // Then
        for (String table : tables()) {
            assertThat(checksum(shop, shop.target, table))
                    .describedAs(table)
                    .isEqualTo(checksum(shop, shop.source, table));
        }
    }

    /** Chunks are of 1,000 rows: only the one with a value that does not fit is read and written. */
    @ParameterizedTest
    @EnumSource(
            value = DatabaseFlavor.class,
            names = {"MARIADB_11_4", "MYSQL_8_0"})
    void losesNothingUnseenWhereTheServerCopies(DatabaseFlavor flavor) throws Exception {
        // Given
        var shop = LoadFixture.fresh(Servers.database(flavor), folder, StepsConfig.NO_RULES);
        shop.direct = true;
        shop.server().executeIn(shop.source, "CREATE TABLE narrowed (id INT PRIMARY KEY, v VARCHAR(40) NULL, n INT)");
        shop.server()
                .executeIn(
                        shop.target, "CREATE TABLE narrowed (id INT PRIMARY KEY, v VARCHAR(8) NOT NULL, n SMALLINT)");
        numbers(shop, 5_000);
        shop.server()
                .executeIn(
                        shop.source,
                        "INSERT INTO narrowed SELECT n, CONCAT('v', n), n FROM numbers",
                        "UPDATE narrowed SET v = 'much too long' WHERE id = 2500",
                        "UPDATE narrowed SET v = NULL, n = 40000 WHERE id = 2501",
                        "DROP TABLE numbers");
        // When
        shop.loader(BulkListener.SILENT).run(Mode.DATA);
        // Then
        assertThat(new LossStore(shop.state()).list(5))
                .extracting(loss -> loss.entry().column() + " " + loss.entry().reason() + " "
                        + loss.entry().occurrences() + " " + loss.keys())
                .containsExactlyInAnyOrder(
                        "v TRUNCATED 1 [id=2500]", "v NULL_REPLACED 1 [id=2501]", "n OUT_OF_RANGE 1 [id=2501]");
        assertThat(shop.server()
                        .query("SELECT id, v, n FROM " + shop.target + ".narrowed"
                                + " WHERE v <> CONCAT('v', id) OR n <> id ORDER BY id"))
                .containsExactly(List.of("2500", "much too", "2500"), List.of("2501", "", "32767"));
        assertThat(shop.server().query("SELECT COUNT(*) FROM " + shop.target + ".narrowed"))
                .containsExactly(List.of("5000"));
    }

    @Test
    void goesOnWithTheMissingChunksAfterAFailure() throws Exception {
        // Given
        var shop = LoadFixture.fresh(Servers.mariadb(), folder, StepsConfig.NO_RULES);
        shop.both("CREATE TABLE dense (id INT AUTO_INCREMENT PRIMARY KEY, v VARCHAR(40), n DECIMAL(12,4))");
        numbers(shop, 20_000);
        shop.server().executeIn(shop.source, "INSERT INTO dense SELECT n + 1, CONCAT('v', n), n / 3 FROM numbers");
        shop.server().executeIn(shop.source, "DROP TABLE numbers");
        // When
        assertThatThrownBy(() -> shop.loader(new FailingAfter(5)).run(Mode.DATA))
                .isInstanceOf(MigrationException.class);
        Set<Integer> doneBefore = done(shop);
        var second = new Counting();
        shop.loader(second).run(Mode.DATA);
        // Then
        int chunks = new ChunkCheckpointStore(shop.state())
                .find("Map Step", "dense")
                .orElseThrow()
                .chunks()
                .size();
        assertThat(doneBefore).hasSizeGreaterThanOrEqualTo(5).hasSizeLessThan(chunks);
        assertThat(second.chunks.get()).isEqualTo(chunks - doneBefore.size());
        assertThat(checksum(shop, shop.target, "dense")).isEqualTo(checksum(shop, shop.source, "dense"));
    }

    @Test
    void restoresTheTargetsTriggersAsTheyWereAlsoAfterAFailure() throws Exception {
        // Given
        var shop = LoadFixture.fresh(Servers.mysql80(), folder, StepsConfig.NO_RULES);
        shop.both(
                "CREATE TABLE dense (id INT AUTO_INCREMENT PRIMARY KEY, v VARCHAR(40))",
                "CREATE TABLE other (id INT PRIMARY KEY)");
        shop.server()
                .executeIn(
                        shop.target,
                        "CREATE TABLE seen_cl (id INT)",
                        "SET sql_mode = 'ANSI_QUOTES'",
                        "CREATE TRIGGER trg_dense_after_insert AFTER INSERT ON dense FOR EACH ROW BEGIN\n  INSERT INTO seen_cl (id) VALUES (NEW.id);\nEND",
                        "CREATE TRIGGER trg_second AFTER INSERT ON dense FOR EACH ROW SET @x = 'caf\u00e9'");
        shop.server()
                .executeIn(shop.source, "INSERT INTO dense VALUES (1, 'a'), (2, 'b')", "CREATE TABLE seen_cl (id INT)");
        List<List<@Nullable String>> before = triggers(shop);
        // When
        assertThatThrownBy(() -> shop.loader(new FailingAfter(1)).run(Mode.DATA))
                .isInstanceOf(MigrationException.class);
        List<List<@Nullable String>> afterFailure = triggers(shop);
        shop.loader(BulkListener.SILENT).run(Mode.DATA);
        // Then
        assertThat(before).hasSize(2);
        assertThat(afterFailure).isEqualTo(before);
        assertThat(triggers(shop)).isEqualTo(before);
        assertThat(shop.server().query("SELECT COUNT(*) FROM " + shop.target + ".seen_cl"))
                .containsExactly(List.of("0"));
    }

    @Test
    void parksARowThatTheTargetRefusesAndLoadsTheRest() throws Exception {
        // Given
        var shop = LoadFixture.fresh(Servers.mariadb(), folder, StepsConfig.NO_RULES);
        shop.server().executeIn(shop.source, "CREATE TABLE dense (id INT PRIMARY KEY, v VARCHAR(40))");
        shop.server().executeIn(shop.target, "CREATE TABLE dense (id INT PRIMARY KEY, v VARCHAR(3), UNIQUE KEY (v))");
        shop.server().executeIn(shop.source, "INSERT INTO dense VALUES (1, 'a'), (2, 'b'), (3, 'A'), (4, 'longer')");
        // When
        shop.loader(BulkListener.SILENT).run(Mode.DATA);
        // Then
        assertThat(shop.server().query("SELECT id, v FROM " + shop.target + ".dense ORDER BY id"))
                .containsExactly(List.of("1", "a"), List.of("2", "b"), List.of("4", "lon"));
        assertThat(shop.server()
                        .query("SELECT table_name, row_key, code FROM "
                                + shop.state().table("parked")))
                .containsExactly(List.of("dense", "id=3", "ROW_REJECTED"));
        assertThat(new LossStore(shop.state()).all())
                .containsExactly(new LossStore.Entry("dense", "v", "TRUNCATED", 1));
    }

    @Test
    void namesEverythingThatTheMapLeavesOpen() throws Exception {
        // Given
        var shop = LoadFixture.fresh(Servers.mariadb(), folder, StepsConfig.NO_RULES);
        shop.both("CREATE TABLE both_have (id INT PRIMARY KEY)");
        shop.server().executeIn(shop.source, "CREATE TABLE vendor_a (id INT)", "CREATE TABLE vendor_b (id INT)");
        // When
        assertThatThrownBy(() -> shop.loader(BulkListener.SILENT).run(Mode.DATA))
                // Then
                .isInstanceOfSatisfying(
                        MigrationException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INTEGRITY_FAILED))
                .hasMessageContaining("Source documents are not mapped: vendor_a, vendor_b");
    }

    private static List<String> tables() {
        return List.of("dense", "sparse", "composite", "textual", "keyless", "many_isam", "`order`", "nothing");
    }

    private static void fill(LoadFixture shop) {
        numbers(shop, 5_000);
        shop.server()
                .executeIn(
                        shop.source,
                        "SET sql_mode = 'NO_AUTO_VALUE_ON_ZERO'",
                        "INSERT INTO dense SELECT n - 3, CONCAT('row ', n), n / 7 FROM numbers",
                        "INSERT INTO sparse SELECT n * n * n * 1000, CONCAT('\u00e9 ', n) FROM numbers",
                        "INSERT INTO sparse VALUES (18446744073709551615, NULL)",
                        "INSERT INTO composite SELECT n % 17, CONCAT('k\\'', n), n FROM numbers",
                        "INSERT INTO textual SELECT CONCAT('code ', n), REPEAT('x', n % 100) FROM numbers",
                        "INSERT INTO keyless SELECT n % 10, 'same' FROM numbers",
                        "INSERT INTO many_isam SELECT n, n FROM numbers",
                        "INSERT INTO `order` VALUES (1, 'from'), (0, 'where')",
                        "DROP TABLE numbers");
    }

    private static void numbers(LoadFixture shop, int rows) {
        shop.server()
                .executeIn(
                        shop.source,
                        "CREATE TABLE digits (d INT)",
                        "INSERT INTO digits VALUES (0),(1),(2),(3),(4),(5),(6),(7),(8),(9)",
                        "CREATE TABLE numbers AS SELECT a.d + b.d*10 + c.d*100 + d.d*1000 + e.d*10000 AS n FROM digits a, digits b,"
                                + " digits c, digits d, digits e HAVING n < " + rows,
                        "DROP TABLE digits");
    }

    private static @Nullable String checksum(LoadFixture shop, String database, String table) {
        return shop.server()
                .query("CHECKSUM TABLE " + database + "." + table)
                .get(0)
                .get(1);
    }

    private static List<List<@Nullable String>> triggers(LoadFixture shop) {
        return shop.server()
                .query("SELECT TRIGGER_NAME, EVENT_MANIPULATION, EVENT_OBJECT_TABLE, ACTION_ORDER, ACTION_STATEMENT,"
                        + " ACTION_TIMING, SQL_MODE, DEFINER, CHARACTER_SET_CLIENT, COLLATION_CONNECTION FROM information_schema.TRIGGERS"
                        + " WHERE TRIGGER_SCHEMA = '" + shop.target + "' ORDER BY TRIGGER_NAME");
    }

    private static Set<Integer> done(LoadFixture shop) {
        Set<Integer> numbers = ConcurrentHashMap.newKeySet();
        new ChunkCheckpointStore(shop.state())
                .find("Map Step", "dense").orElseThrow().chunks().stream()
                        .filter(Chunk::done)
                        .forEach(chunk -> numbers.add(chunk.number()));
        return numbers;
    }

    /** Counts chunks that are loaded in this run. */
    private static final class Counting implements BulkListener {
        private final AtomicInteger announced = new AtomicInteger(-1);
        private final AtomicInteger chunks = new AtomicInteger();

        @Override
        public void tableProgress(TableProgress progress) {
            if (announced.getAndSet(0) == 0) {
                chunks.incrementAndGet();
            }
        }
    }

    /** Stops the run after so many chunks, at a moment when their rows are committed. */
    private static final class FailingAfter implements BulkListener {
        private final AtomicInteger left;

        FailingAfter(int chunks) {
            this.left = new AtomicInteger(chunks);
        }

        @Override
        public void tableProgress(TableProgress progress) {
            if (progress.chunksDone() > 0 && left.decrementAndGet() <= 0) {
                throw new IllegalStateException("stopped by the test");
            }
        }
    }
}
