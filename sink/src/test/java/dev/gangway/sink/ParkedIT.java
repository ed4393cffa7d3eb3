package dev.gangway.sink;

import static dev.gangway.sink.Feed.delete;
import static dev.gangway.sink.Feed.upsert;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gangway.core.change.MappedChange.Rejection;
import dev.gangway.core.change.TargetOperation.Cascade;
import dev.gangway.core.change.TargetOperation.Delete;
import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import dev.gangway.core.row.Layout;
import dev.gangway.core.row.Row;
import dev.gangway.mysql.state.ParkedState;
import dev.gangway.mysql.state.ParkedStore;
import dev.gangway.sink.read.ReadLimits;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A row that waits, what waits behind it, and how all of it goes on: on a real target, over several batches. */
class ParkedIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    /** Stands for whatever keeps the target from taking a row: it is mended by dropping it. */
    private static final String OBSTACLE = "ALTER TABLE ${target}.parent ADD CONSTRAINT obstacle CHECK (v <> 'bad')";

    private static final String MENDED = "ALTER TABLE ${target}.parent DROP CHECK obstacle";
    private static final String WAITING =
            "SELECT table_name, row_key, code, state, waits_for FROM ${state}.parked WHERE resolved = 0 ORDER BY id";

    private final SinkFixture shop = new SinkFixture();
    private final Feed feed = shop.feed;

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void childrenOfAParkedRowWaitAndFollowInOrderOnceItIsMended() {
        shop.execute(OBSTACLE);
        try (Sink sink = shop.sink()) {
            drained(sink, upsert("parent", "id", 1, "code", "a", "v", "bad"));
            drained(sink, upsert("child", "id", 10, "parent_id", 1, "v", "{}"));
            drained(sink, upsert("grandchild", "id", 100, "child_id", 10, "v", "first"));
            drained(sink, upsert("grandchild", "id", 100, "child_id", 10, "v", "second"));
            drained(sink, upsert("child", "id", 20, "parent_id", null, "v", "{}")); // waits for nobody

            assertThat(shop.rows("grandchild")).isEmpty();
            assertThat(shop.rows("child")).extracting(row -> row.get(0)).containsExactly("20");
            assertThat(shop.query(WAITING))
                    .containsExactly(
                            List.of("s_parent", "id=1", "TARGET_REJECTED", "PARKED", ""),
                            List.of("s_child", "id=10", "JOINED", "JOINED", "parent id=1"),
                            List.of("s_grandchild", "id=100", "JOINED", "JOINED", "child id=10"),
                            List.of("s_grandchild", "id=100", "JOINED", "JOINED", "child id=10"));

            shop.execute(MENDED);
            drained(sink, upsert("parent", "id", 1, "code", "a", "v", "bad")); // its row is read anew
        }
        assertThat(shop.rows("parent")).containsExactly(List.of("1", "a", "bad"));
        assertThat(shop.rows("child")).extracting(row -> row.get(0)).containsExactly("10", "20");
        assertThat(shop.rows("grandchild")).containsExactly(List.of("100", "10", "second"));
        assertNothingWaits();
    }

    @Test
    void aNewerVersionOfTheRowSettlesItWithoutAnybody() {
        shop.execute(OBSTACLE);
        try (Sink sink = shop.sink()) {
            drained(sink, upsert("parent", "id", 1, "code", "a", "v", "bad"));
            drained(sink, upsert("child", "id", 10, "parent_id", 1, "v", "{}"));
            drained(sink, upsert("parent", "id", 1, "code", "a", "v", "bad")); // no better

            assertThat(shop.rows("child")).isEmpty();
            assertThat(shop.query(WAITING)).hasSize(3);

            drained(sink, upsert("parent", "id", 1, "code", "a", "v", "good"));
        }
        assertThat(shop.rows("parent")).containsExactly(List.of("1", "a", "good"));
        assertThat(shop.rows("child")).hasSize(1);
        assertNothingWaits();
    }

    @Test
    void deletingTheRowTakesWhatWaitedBehindItAlong() {
        shop.execute(OBSTACLE);
        try (Sink sink = shop.sink()) {
            drained(sink, upsert("parent", "id", 1, "code", "a", "v", "bad"));
            drained(sink, upsert("child", "id", 10, "parent_id", 1, "v", "{}"));
            feed.change(
                    delete("parent", 1),
                    new Cascade("child", "parent_id", "1", Cascade.Action.DELETE, null, List.of()));
            assertThat(sink.awaitDrained(feed.cut(), LIMIT)).isTrue();
        }
        assertThat(shop.rows("child")).isEmpty();
        assertNothingWaits();
    }

    @Test
    void aRowThatCannotBeMappedHoldsItsChildrenBackToo() {
        Row after = Feed.row("s_parent", "id", 1, "secret_note", "x");
        Row key = Row.full(new Layout("parent", List.of("id")), new @Nullable Object[] {"1"});
        var rejection =
                new Rejection("ROW_REJECTED", "no such store", "", List.of(new Delete("parent", key)), null, after);
        try (Sink sink = shop.sink()) {
            feed.rejected("s_parent", "id=1", rejection);
            drained(sink, upsert("child", "id", 10, "parent_id", 1, "v", "{}"));

            assertThat(shop.rows("child")).isEmpty();
            assertThat(shop.query("SELECT key_json, after_image, plan, topic <> '', attempts FROM ${state}.parked"
                            + " WHERE table_name = 's_parent'"))
                    .containsExactly(List.of(
                            "{\"id\":\"1\"}",
                            "{\"s_parent\":{\"id\":\"1\",\"secret_note\":\"x\"}}",
                            "plan-1",
                            "1",
                            "1"));

            drained(sink, upsert("parent", "id", 1, "code", "a", "v", "x"));
        }
        assertThat(shop.rows("child")).hasSize(1);
        assertNothingWaits();
    }

    @Test
    void anotherSourceRowDoesNotOvertakeTheOneThatWaitsForTheSameTargetRow() {
        shop.execute(OBSTACLE);
        try (Sink sink = shop.sink()) {
            drained(sink, upsert("parent", "id", 1, "code", "a", "v", "bad"));
            feed.changeOf("s_other", "id=7", upsert("parent", "id", 1, "code", "b"));
            assertThat(sink.awaitDrained(feed.cut(), LIMIT)).isTrue();

            assertThat(shop.query(WAITING)).extracting(row -> row.get(2)).containsExactly("TARGET_REJECTED", "JOINED");

            shop.execute(MENDED);
            drained(sink, upsert("parent", "id", 1, "code", "a", "v", "bad"));
        }
        assertThat(shop.rows("parent")).hasSize(1);
        assertNothingWaits();
    }

    @Test
    void whatIsDroppedHoldsNothingBackAnyMore() throws SQLException {
        shop.execute(OBSTACLE);
        try (Sink sink = shop.sink()) {
            drained(sink, upsert("parent", "id", 1, "code", "a", "v", "bad"));
            drained(sink, upsert("child", "id", 10, "parent_id", 1, "v", "{}"));
            var store = new ParkedStore(shop.state);
            try (Connection connection = shop.database.open()) {
                connection.setAutoCommit(false);
                store.settle(connection, List.of(1L), ParkedState.DROPPED, "me", "no use");
                store.newRevision(connection);
                connection.commit();
            }
            feed.cut();

            await().atMost(LIMIT).until(() -> shop.rows("child").size() == 1);
        }
        assertThat(shop.query("SELECT state, settled_by, settled_why FROM ${state}.parked ORDER BY id"))
                .first()
                .isEqualTo(List.of("DROPPED", "me", "no use"));
        assertNothingWaits();
    }

    @Test
    void keepsOrderWhenItIsKilledBetweenBatches() {
        shop.execute(OBSTACLE);
        try (Sink sink = shop.sink()) {
            drained(sink, upsert("parent", "id", 1, "code", "a", "v", "bad"));
        }
        try (Sink sink = shop.sink()) {
            drained(sink, upsert("child", "id", 10, "parent_id", 1, "v", "{}"));
        }
        assertThat(shop.rows("child")).isEmpty();
        shop.execute(MENDED);
        try (Sink sink = shop.sink()) {
            drained(sink, upsert("parent", "id", 1, "code", "a", "v", "bad"));
        }
        assertThat(shop.rows("child")).hasSize(1);
        assertNothingWaits();
    }

    @Test
    void stopsInsteadOfParkingTheWorld() {
        shop.parkedLimit = 3;
        shop.execute(OBSTACLE);
        try (Sink sink = shop.sink()) {
            drained(sink, upsert("parent", "id", 1, "code", "a", "v", "bad"));
            for (int id = 2; id <= 5; id++) {
                feed.change(upsert("parent", "id", id, "code", "c" + id, "v", "bad"));
            }
            feed.cut();

            await().atMost(LIMIT).until(() -> sink.failure().isPresent());
            MigrationException failure = sink.failure().orElseThrow();
            assertThat(failure.code()).isEqualTo(ErrorCode.PARKED_LIMIT);
            assertThat(failure)
                    .hasMessageContaining("5 changes would be parked")
                    .hasMessageContaining("4 of s_parent");
        }
        assertThat(shop.query(WAITING)).hasSize(1);
        shop.execute(MENDED);
        try (Sink sink = shop.sink()) {
            assertThat(sink.awaitDrained(feed.position(), LIMIT)).isTrue();
        }
        assertThat(shop.rows("parent")).hasSize(4);
        assertLedgerBalances();
    }

    @Test
    void bringsTenThousandRowsOfOneClassBackInLessThanAMinute() {
        var limits = new ReadLimits(8L << 20, 2 << 20, 5_000);
        try (Sink sink = shop.sink(limits)) {
            for (int id = 1; id <= 10_000; id++) {
                feed.rejected("s_parent", "id=" + id, new Rejection("ROW_REJECTED", "no such store"));
            }
            assertThat(sink.awaitDrained(feed.cut(), LIMIT)).isTrue();
            assertThat(shop.query("SELECT COUNT(*) FROM ${state}.parked WHERE resolved = 0"))
                    .containsExactly(List.of("10000"));

            for (int id = 1; id <= 10_000; id++) {
                feed.change(upsert("parent", "id", id, "code", "c" + id, "v", "x"));
            }
            assertThat(sink.awaitDrained(feed.cut(), LIMIT)).isTrue();
        }
        assertThat(shop.rows("parent")).hasSize(10_000);
        assertNothingWaits();
    }

    @Test
    void settlesARowThatTheLoadCouldNotWriteWhenTheStreamBringsIt() {
        shop.execute("INSERT INTO ${state}.parked (table_name, row_key, position, code, reason, target_table, payload)"
                + " VALUES ('s_parent', 'id=1', 'bulk', 'ROW_REJECTED', 'twice', 'parent', '')");
        try (Sink sink = shop.sink()) {
            drained(sink, upsert("child", "id", 10, "parent_id", 1, "v", "{}"));
            assertThat(shop.rows("child")).hasSize(1); // the load brought its siblings too
            drained(sink, upsert("parent", "id", 1, "code", "a", "v", "x"));
        }
        assertNothingWaits();
    }

    private void drained(Sink sink, dev.gangway.core.change.TargetOperation operation) {
        feed.change(operation);
        assertThat(sink.awaitDrained(feed.cut(), LIMIT))
                .describedAs("%s", sink.status())
                .isTrue();
    }

    private void assertNothingWaits() {
        assertThat(shop.query(WAITING)).isEmpty();
        assertLedgerBalances();
    }

    private void assertLedgerBalances() {
        Map<String, Long> captured = feed.captured();
        for (List<@Nullable String> row : shop.ledger()) {
            long sum = row.subList(1, 5).stream().mapToLong(Long::parseLong).sum();
            assertThat(sum).isEqualTo(captured.get(row.get(0)));
        }
    }
}
