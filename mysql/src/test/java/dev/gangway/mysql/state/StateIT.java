package dev.gangway.mysql.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import dev.gangway.core.position.SourcePosition;
import dev.gangway.core.position.StartPoint;
import dev.gangway.core.schema.Side;
import dev.gangway.embedded.DatabaseFlavor;
import dev.gangway.mysql.TestDatabases;
import dev.gangway.mysql.connect.Database;
import dev.gangway.mysql.read.ChunkRange;
import dev.gangway.mysql.state.ChunkCheckpointStore.Chunk;
import dev.gangway.mysql.state.SinkStateStore.Partition;
import dev.gangway.mysql.state.SinkStateStore.Watermark;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The run's memory behaves alike on every server and says so when it is damaged. */
@Tag("servers")
class StateIT {
    private static final List<ChunkRange> RANGES = List.of(
            new ChunkRange(List.of(), List.of("10", "a\nb")),
            new ChunkRange(List.of("10", "a\nb"), List.of("20", "c")),
            new ChunkRange(List.of("20", "c"), List.of()));

    private static StateSchema fresh(DatabaseFlavor flavor) {
        Database target = TestDatabases.fresh(flavor, Side.DESTINATION);
        var schema = new StateSchema(target, target.config().name().replace('_', '-'));
        schema.open();
        return schema;
    }

    private static void damage(StateSchema schema, String sql) throws SQLException {
        try (Connection connection = schema.target().open();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static void assertCorrupted(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        MigrationException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CHECKPOINT_CORRUPTED))
                .hasMessageContaining("--reset");
    }

    @ParameterizedTest
    @MethodSource("dev.gangway.embedded.Servers#flavors")
    void keepsNamesApartThatAreLongerThanTablesMayBe(DatabaseFlavor flavor) {
        StateSchema schema = fresh(flavor);
        var store = new ChunkCheckpointStore(schema);
        String table = "x".repeat(64);
        String step = "A step with a title ".repeat(6);

        store.planAll(step, java.util.Map.of(table, RANGES, table + ":side", List.of(ChunkRange.ALL)));
        new RunStore(schema).finish("data", step, "integrity");

        assertThat(store.findAll(step)).containsOnlyKeys(table, table + ":side");
        assertThat(new RunStore(schema).isFinished("data", step, "integrity")).isTrue();
    }

    @ParameterizedTest
    @MethodSource("dev.gangway.embedded.Servers#flavors")
    void keepsLossesOfStepsApartWhoseLongTitlesBeginAlike(DatabaseFlavor flavor) throws SQLException {
        StateSchema schema = fresh(flavor);
        var store = new LossStore(schema);
        String title = "A step with a title ".repeat(4);
        var loss = new LossStore.Entry("cms_page", "title", "TRUNCATED", 2);

        try (Connection connection = schema.target().open()) {
            store.addOfStatements(connection, "data", title + "one", List.of(loss));
            store.addOfStatements(connection, "data", title + "two", List.of(loss));
            store.forgetOfStatements(connection, "data", title + "two");
        }

        assertThat(store.all()).containsExactly(loss);
    }

    @ParameterizedTest
    @MethodSource("dev.gangway.embedded.Servers#flavors")
    void remembersChunksAndGoesOnWithTheMissingOnes(DatabaseFlavor flavor) throws SQLException {
        StateSchema schema = fresh(flavor);
        var store = new ChunkCheckpointStore(schema);
        store.plan("Map Step", "sales_flat_order", RANGES);
        store.markEmptied("Map Step", "sales_flat_order");

        try (Connection connection = schema.target().open()) {
            connection.setAutoCommit(false);
            store.markDone(connection, "Map Step", "sales_flat_order", new Chunk(1, RANGES.get(1), true, 7, 6, 99));
            connection.commit();
            store.markDone(connection, "Map Step", "sales_flat_order", new Chunk(0, RANGES.get(0), true, 1, 1, 1));
            connection.rollback();
        }

        schema.open();
        var found = store.find("Map Step", "sales_flat_order").orElseThrow();
        assertThat(found.emptied()).isTrue();
        assertThat(found.chunks())
                .containsExactly(
                        new Chunk(0, RANGES.get(0), false, 0, 0, 0),
                        new Chunk(1, RANGES.get(1), true, 7, 6, 99),
                        new Chunk(2, RANGES.get(2), false, 0, 0, 0));
        assertThat(store.find("Map Step", "other")).isEmpty();
        schema.drop();
    }

    @ParameterizedTest
    @MethodSource("dev.gangway.embedded.Servers#flavors")
    void saysWhenItIsDamaged(DatabaseFlavor flavor) throws SQLException {
        StateSchema schema = fresh(flavor);
        var store = new ChunkCheckpointStore(schema);
        store.plan("Map Step", "a", RANGES);
        damage(schema, "DELETE FROM " + schema.table("load_chunk") + " WHERE chunk_no = 1");
        assertCorrupted(() -> store.find("Map Step", "a"));

        new StartPointStore(schema).save(new StartPoint("binlog", "bin.000007", 4711, ""));
        damage(
                schema,
                "UPDATE " + schema.table("run_state") + " SET value = LEFT(value, 12) WHERE name = 'start-point'");
        assertCorrupted(() -> new StartPointStore(schema).find());

        damage(schema, "DELETE FROM " + schema.table("schema_version"));
        assertCorrupted(schema::open);
        schema.drop();
        schema.open();
        damage(schema, "DROP TABLE " + schema.table("ledger"));
        assertCorrupted(schema::open);
        schema.drop();
    }

    @ParameterizedTest
    @MethodSource("dev.gangway.embedded.Servers#flavors")
    void refusesStateOfANewerProgram(DatabaseFlavor flavor) throws SQLException {
        StateSchema schema = fresh(flavor);
        damage(schema, "INSERT INTO " + schema.table("schema_version") + " (version) VALUES (99)");

        assertThatThrownBy(schema::open)
                .isInstanceOfSatisfying(
                        MigrationException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CHECKPOINT_MISMATCH))
                .hasMessageContaining("version 99");
        schema.drop();
    }

    @ParameterizedTest
    @MethodSource("dev.gangway.embedded.Servers#flavors")
    void letsOneRunWorkAtATime(DatabaseFlavor flavor) {
        StateSchema schema = fresh(flavor);
        try (RunLock first = RunLock.take(schema, "bulk")) {
            assertThat(first.isHeld()).isTrue();
            assertThatThrownBy(() -> RunLock.take(schema, "bulk").close())
                    .isInstanceOfSatisfying(
                            MigrationException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.STATE_LOCKED));
            RunLock.take(schema, "sink").close();
        }
        for (int i = 0; i < 20; i++) {
            RunLock.take(schema, "bulk").close();
        }
        schema.drop();
    }

    @ParameterizedTest
    @MethodSource("dev.gangway.embedded.Servers#flavors")
    void movesTheSinkOnlyWithItsTransactionAndFencesAZombie(DatabaseFlavor flavor) throws SQLException {
        StateSchema schema = fresh(flavor);
        var sink = new SinkStateStore(schema);
        var ledger = new LedgerStore(schema);
        var parked = new ParkedStore(schema);
        try (Connection connection = schema.target().open()) {
            connection.setAutoCommit(false);
            long old = sink.claimEpoch(connection, "one");
            connection.commit();
            sink.saveOffsets(connection, Map.of(new Partition("rows.sales", 0), 5L));
            sink.saveWatermark(connection, new Watermark(new SourcePosition(1, 2, 3), 4, true));
            ledger.add(connection, List.of(new LedgerEntry("a", 1, 2, 1, 0, 0)));
            connection.rollback();
            assertThat(sink.offsets(connection)).isEmpty();
            assertThat(sink.watermark(connection)).isEmpty();

            sink.saveOffsets(connection, Map.of(new Partition("rows.sales", 0), 6L));
            sink.saveWatermark(connection, new Watermark(new SourcePosition(1, 2, 3), 4, false));
            ledger.add(connection, List.of(new LedgerEntry("a", 1, 2, 1, 0, 0), new LedgerEntry("a", 2, 0, 0, 3, 1)));
            ledger.saveCaptured(connection, Map.of("a", 7L));
            var origin = new ParkedChange.Origin("a", "id=1", "1:2:3");
            var cause = new ParkedChange.Cause("X", "because", "b");
            parked.park(connection, List.of(ParkedChange.of(origin, cause, new byte[] {1})));
            connection.commit();
            assertThat(sink.offsets(connection)).isEqualTo(Map.of(new Partition("rows.sales", 0), 6L));
            assertThat(sink.watermark(connection)).contains(new Watermark(new SourcePosition(1, 2, 3), 4, false));
            assertThat(ledger.totals(connection)).containsExactly(new LedgerEntry("a", 0, 2, 1, 3, 1));
            assertThat(ledger.captured(connection)).isEqualTo(Map.of("a", 7L));
            assertThat(parked.waiting(connection)).containsExactly(new WaitingChange(1, "a", "id=1", List.of(), ""));

            long next = sink.claimEpoch(connection, "two");
            connection.commit();
            assertThat(next).isGreaterThan(old);
            sink.checkEpoch(connection, next);
            assertThatThrownBy(() -> sink.checkEpoch(connection, old))
                    .isInstanceOfSatisfying(
                            MigrationException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.FENCED));
            connection.rollback();
        }
        schema.drop();
    }
}
