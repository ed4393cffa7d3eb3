package dev.gangway.bulkloader;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.bulkloader.progress.BulkListener;
import dev.gangway.core.config.Mode;
import dev.gangway.embedded.DatabaseServer;
import dev.gangway.embedded.Servers;
import dev.gangway.testkit.shop.StepsConfig;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Target tables whose engine cannot undo: what a failed attempt leaves behind neither stops the next one nor stays. */
class TableWithoutTransactionsIT {
    private static final int ROWS = 3_000;
    private static final int HOLD_MILLIS = 1_600;

    private final DatabaseServer server = Servers.mariadb();
    private LoadFixture shop;

    @BeforeEach
    void create(@TempDir Path folder) {
        shop = LoadFixture.fresh(server, folder, StepsConfig.NO_RULES);
        server.executeIn(
                shop.source,
                "CREATE TABLE words (id INT PRIMARY KEY, word VARCHAR(20) COLLATE utf8mb4_bin)",
                "INSERT INTO words SELECT seq, CONCAT('w', seq) FROM seq_1_to_" + ROWS,
                "CREATE TABLE keyless (v INT)",
                "INSERT INTO keyless SELECT seq % 7 FROM seq_1_to_" + ROWS);
    }

    @AfterEach
    void drop() {
        shop.state().drop();
        server.execute("DROP DATABASE `" + shop.source + "`", "DROP DATABASE `" + shop.target + "`");
    }

    private void targetOf(String engine) {
        server.executeIn(
                shop.target,
                "CREATE TABLE words (id INT PRIMARY KEY, word VARCHAR(20) COLLATE utf8mb4_general_ci, UNIQUE KEY (word)) ENGINE = "
                        + engine,
                "CREATE TABLE keyless (v INT) ENGINE = " + engine);
    }

    @ParameterizedTest
    @ValueSource(strings = {"MyISAM", "Aria", "MEMORY", "InnoDB"})
    void parksExactlyTheRowsThatTheTargetRefuses(String engine) throws Exception {
        targetOf(engine);
        server.executeIn(shop.source, "UPDATE words SET word = 'W17' WHERE id = 2500");

        shop.loader(BulkListener.SILENT).run(Mode.DATA);

        assertThat(counts()).containsExactly(List.of(String.valueOf(ROWS - 1), String.valueOf(ROWS)));
        // Chunks are written side by side: which of the two comes first is not told by their order in the source.
        assertThat(parked()).singleElement().isIn(List.of("words", "id=2500"), List.of("words", "id=17"));
    }

    /** The checkpoint waits for a lock until the attempt fails; the table's rows are written by then. */
    @Test
    void writesTheSameRowsAgainWhenTheChunkIsTriedAgain() throws Exception {
        targetOf("MyISAM");
        server.execute("SET GLOBAL innodb_lock_wait_timeout = 1");
        Executor later = CompletableFuture.delayedExecutor(HOLD_MILLIS, TimeUnit.MILLISECONDS);
        try (Connection other = server.connect(shop.target);
                Statement lock = other.createStatement()) {
            other.setAutoCommit(false);
            var locked = new AtomicBoolean();

            shop.loader(new BulkListener() {
                        @Override
                        public void tableProgress(TableProgress progress) {
                            if (locked.compareAndSet(false, true)) {
                                lockCheckpoints(lock);
                                later.execute(() -> release(other));
                            }
                        }
                    })
                    .run(Mode.DATA);
        } finally {
            server.execute("SET GLOBAL innodb_lock_wait_timeout = 50");
        }

        assertThat(counts()).containsExactly(List.of(String.valueOf(ROWS), String.valueOf(ROWS)));
        assertThat(parked()).isEmpty();
    }

    private void lockCheckpoints(Statement statement) {
        try {
            statement.executeQuery("SELECT * FROM " + shop.state().table("load_chunk") + " FOR UPDATE");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void release(Connection connection) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What kill -9 leaves: rows that stayed, and a chunk that is not marked. */
    @Test
    void startsOverWithWhatAKilledRunLeft() throws Exception {
        targetOf("MyISAM");
        shop.loader(BulkListener.SILENT).run(Mode.DATA);
        server.execute(
                "UPDATE " + shop.state().table("load_chunk") + " SET done = 0",
                "DELETE FROM " + shop.state().table("stage") + " WHERE stage <> 'integrity'");
        server.executeIn(shop.target, "DELETE FROM words WHERE id > 2000", "DELETE FROM keyless WHERE v = 3");

        shop.loader(BulkListener.SILENT).run(Mode.DATA);

        assertThat(counts()).containsExactly(List.of(String.valueOf(ROWS), String.valueOf(ROWS)));
        assertThat(parked()).isEmpty();
    }

    @Test
    void readsAndWritesRowsThatTheServerCouldCopyButNotUndo() throws Exception {
        shop.direct = true;
        server.executeIn(
                shop.target,
                "CREATE TABLE words (id INT PRIMARY KEY, word VARCHAR(4)) ENGINE = MyISAM",
                "CREATE TABLE keyless (v INT) ENGINE = Aria");

        shop.loader(BulkListener.SILENT).run(Mode.DATA);

        assertThat(counts()).containsExactly(List.of(String.valueOf(ROWS), String.valueOf(ROWS)));
        assertThat(parked()).isEmpty();
        assertThat(server.query("SELECT table_name, column_name, occurrences FROM "
                        + shop.state().table("loss")))
                .containsExactly(List.of("words", "word", "2001"));
    }

    private List<List<@Nullable String>> counts() {
        return server.query("SELECT (SELECT COUNT(*) FROM `" + shop.target + "`.words), (SELECT COUNT(*) FROM `"
                + shop.target + "`.keyless)");
    }

    private List<List<@Nullable String>> parked() {
        return server.query("SELECT table_name, row_key FROM " + shop.state().table("parked") + " WHERE resolved = 0");
    }
}
