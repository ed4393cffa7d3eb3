package dev.gangway.sink;

import static dev.gangway.sink.Feed.delete;
import static dev.gangway.sink.Feed.upsert;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gangway.core.change.TargetOperation.Cascade;
import dev.gangway.core.change.TargetOperation.Clear;
import dev.gangway.core.change.TargetOperation.Edge;
import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import dev.gangway.core.position.SourcePosition;
import dev.gangway.mysql.state.Imbalance;
import dev.gangway.mysql.state.LedgerStore;
import dev.gangway.mysql.state.ParkedRows;
import dev.gangway.sink.read.ReadLimits;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SinkIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final SinkFixture shop = new SinkFixture();
    private final Feed feed = shop.feed;

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void appliesChangesAndCountsEachOnce() {
        feed.change(upsert("child", "id", 1, "parent_id", 1, "v", "{}"));
        feed.change(upsert("parent", "id", 1, "code", "a", "v", "x"));
        feed.change(upsert("parent", "id", 1, "code", "a", "v", "y"));
        feed.filtered("s_log");
        feed.rejected("s_bad");
        feed.change(upsert("parent", "id", 2, "code", "b", "v", "x"));
        feed.change(delete("parent", 2));

        drain();

        assertThat(shop.rows("parent")).containsExactly(List.of("1", "a", "y"));
        assertThat(shop.ledger())
                .containsExactly(
                        List.of("s_bad", "0", "0", "0", "1"),
                        List.of("s_child", "1", "0", "0", "0"),
                        List.of("s_log", "0", "0", "1", "0"),
                        List.of("s_parent", "2", "2", "0", "0"));
        assertThat(shop.query("SELECT SUM(total) FROM ${state}.captured")).containsExactly(List.of("7"));
        assertThat(shop.query("SELECT table_name, code FROM ${state}.parked"))
                .containsExactly(List.of("s_bad", "ROW_REJECTED"));
    }

    @Test
    void givesTheSameRowsWhenEverythingIsReadAgain() {
        feed.change(upsert("parent", "id", 1, "code", "a", "v", "x"));
        feed.change(upsert("parent", "id", 2, "code", "b", "v", "x"));
        feed.cut();
        feed.change(delete("parent", 1));
        feed.change(upsert("parent", "id", 3, "code", "a", "v", "z"));
        drain();
        List<?> before = shop.rows("parent");

        shop.execute("DELETE FROM ${state}.sink_offset");
        shop.execute("DELETE FROM ${state}.sink_watermark");
        drain();

        assertThat(shop.rows("parent")).isEqualTo(before).hasSize(2);
    }

    @Test
    void countsNothingTwiceWhenItIsKilledBeforeTheCommit() throws SQLException {
        shop.execute("INSERT INTO ${target}.parent VALUES (1, 'a', 'old')");
        try (Sink sink = shop.sink()) {
            try (Connection blocker = shop.database.open()) {
                blocker.setAutoCommit(false);
                blocker.createStatement().executeUpdate("UPDATE parent SET v = 'held' WHERE id = 1");
                feed.change(upsert("parent", "id", 2, "code", "b", "v", "x"));
                feed.change(upsert("child", "id", 7, "parent_id", 2, "v", "{}"));
                feed.change(upsert("parent", "id", 1, "code", "a", "v", "new"));
                feed.cut();
                shop.execute("KILL " + shop.awaitLockWait());
                blocker.rollback();
            }

            assertThat(sink.awaitDrained(feed.position(), LIMIT)).isTrue();
        }
        assertThat(shop.rows("parent")).containsExactly(List.of("1", "a", "new"), List.of("2", "b", "x"));
        assertThat(shop.ledger())
                .containsExactly(List.of("s_child", "1", "0", "0", "0"), List.of("s_parent", "2", "0", "0", "0"));
    }

    @Test
    void countsWhatTheMappingLostInAppliedChangesWithTheRows() throws SQLException {
        shop.execute("INSERT INTO ${target}.parent VALUES (1, 'a', 'old')");
        try (Sink sink = shop.sink()) {
            try (Connection blocker = shop.database.open()) {
                blocker.setAutoCommit(false);
                blocker.createStatement().executeUpdate("UPDATE parent SET v = 'held' WHERE id = 1");
                feed.changeThatLost("v", "cut", upsert("parent", "id", 2, "code", "b", "v", "coalesced"));
                feed.changeThatLost("v", "cut", upsert("parent", "id", 2, "code", "b", "v", "y".repeat(60)));
                feed.changeThatLost("v", "cut", upsert("child", "id", 3, "parent_id", 2, "v", "{broken"));
                feed.changeThatLost("v", "cut", upsert("parent", "id", 1, "code", "a", "v", "new"));
                feed.cut();
                shop.execute("KILL " + shop.awaitLockWait());
                blocker.rollback();
            }

            assertThat(sink.awaitDrained(feed.position(), LIMIT)).isTrue();
        }
        assertThat(shop.losses())
                .containsExactly(List.of("parent", "v", "TRUNCATED", "1"), List.of("s_parent", "v", "cut", "2"));
    }

    @Test
    void keepsKeysOfTheFirstRowsOfEachLossOnly() {
        try (Sink sink = shop.sink()) {
            for (int i = 1; i <= 30; i++) {
                feed.changeThatLost("v", "cut", upsert("parent", "id", i, "code", "c" + i, "v", "x"));
                assertThat(sink.awaitDrained(feed.cut(), LIMIT)).isTrue();
            }
        }
        assertThat(shop.losses()).containsExactly(List.of("s_parent", "v", "cut", "30"));
        assertThat(shop.query("SELECT COUNT(*) FROM ${state}.loss_key")).containsExactly(List.of("20"));
    }

    @Test
    void fencesAnOlderSink() {
        try (Sink older = shop.sink()) {
            feed.change(upsert("parent", "id", 1, "code", "a", "v", "x"));
            assertThat(older.awaitDrained(feed.cut(), LIMIT)).isTrue();
            try (Sink newer = shop.sink()) {
                await().atMost(LIMIT).until(() -> newer.status().state() == SinkState.RUNNING);
                feed.change(upsert("parent", "id", 2, "code", "b", "v", "x"));
                assertThat(newer.awaitDrained(feed.cut(), LIMIT)).isTrue();
                await().atMost(LIMIT).until(() -> older.failure().isPresent());
            }
            assertThat(older.failure())
                    .get()
                    .extracting(MigrationException::code)
                    .isEqualTo(ErrorCode.FENCED);
        }
        assertThat(shop.ledger()).containsExactly(List.of("s_parent", "2", "0", "0", "0"));
    }

    @Test
    void swapsUniqueValuesWithoutLosingARow() {
        feed.change(upsert("parent", "id", 1, "code", "a", "v", "x"));
        feed.change(upsert("parent", "id", 2, "code", "b", "v", "y"));
        drain();
        feed.change(upsert("parent", "id", 1, "code", "tmp", "v", "x"));
        feed.change(upsert("parent", "id", 2, "code", "a", "v", "y"));
        feed.change(upsert("parent", "id", 1, "code", "b", "v", "x"));
        drain();

        assertThat(shop.rows("parent")).containsExactly(List.of("1", "b", "x"), List.of("2", "a", "y"));
        assertThat(shop.query("SELECT COUNT(*) FROM ${state}.parked")).containsExactly(List.of("0"));
    }

    @Test
    void parksTheRowThatLosesAUniqueValue() {
        feed.change(upsert("parent", "id", 1, "code", "a", "v", "x"));
        drain();
        feed.change(upsert("parent", "id", 2, "code", "a", "v", "y"));
        drain();

        assertThat(shop.rows("parent")).containsExactly(List.of("2", "a", "y"));
        assertThat(shop.query("SELECT target_table, code FROM ${state}.parked"))
                .containsExactly(List.of("parent", ErrorCode.TARGET_CONFLICT.name()));
    }

    /** The server cuts both to one and the same value: looked up by what was sent, neither would be found. */
    @Test
    void parksTheRowThatLosesAUniqueValueWhichOnlyItsCutMakesEqual() {
        for (int id = 1; id <= 3; id++) {
            feed.change(upsert("parent", "id", id, "code", "\u00fc".repeat(40) + id, "v", "x"));
            if (id == 1) {
                drain();
            }
        }
        drain();

        assertThat(shop.query("SELECT id FROM ${target}.parent")).containsExactly(List.of("3"));
        assertThat(shop.query("SELECT row_key, code FROM ${state}.parked"))
                .containsExactly(
                        List.of("id=1", ErrorCode.TARGET_CONFLICT.name()),
                        List.of("id=2", ErrorCode.TARGET_CONFLICT.name()));
    }

    @Test
    void showsADisplacedRowUntilTheSourceWritesItAgain() throws SQLException {
        // Given
        feed.change(upsert("parent", "id", 1, "code", "a", "v", "x"));
        drain();
        feed.change(upsert("parent", "id", 2, "code", "a", "v", "y"));
        var parked = new ParkedRows(shop.state);
        try (Sink sink = shop.sink();
                Connection connection = shop.database.open()) {

            // When
            assertThat(sink.awaitDrained(feed.cut(), LIMIT)).isTrue();
            var before = parked.displaced(connection);
            long counted = sink.status().written().displaced();
            feed.change(upsert("parent", "id", 1, "code", "c", "v", "z"));
            assertThat(sink.awaitDrained(feed.cut(), LIMIT)).isTrue();

            // Then
            assertThat(before).isEqualTo(Map.of("parent", List.of("id=1")));
            assertThat(counted).isEqualTo(1);
            assertThat(sink.status().accounted()).isEqualTo(3);
            assertThat(parked.displaced(connection)).isEmpty();
            assertThat(shop.rows("parent")).containsExactly(List.of("1", "c", "z"), List.of("2", "a", "y"));
            assertThat(new LedgerStore(shop.state).imbalances(connection)).isEmpty();
        }
    }

    @Test
    void namesTheTableWhoseCountsDoNotBalance() throws SQLException {
        feed.change(upsert("parent", "id", 1, "code", "a", "v", "x"));
        feed.change(upsert("child", "id", 1, "parent_id", 1, "v", "{}"));
        drain();
        try (Connection connection = shop.database.open()) {
            var ledger = new LedgerStore(shop.state);
            assertThat(ledger.imbalances(connection)).isEmpty();

            shop.execute("UPDATE ${state}.ledger SET applied = 0 WHERE table_name = 's_child'");

            assertThat(ledger.imbalances(connection)).containsExactly(new Imbalance("s_child", 1, 0));
            assertThat(ledger.accounted(connection)).isEqualTo(1);
        }
    }

    @Test
    void followsCascadesToTheLastChildAndSetsNull() {
        feed.change(upsert("parent", "id", 1, "code", "a", "v", "x"));
        feed.change(upsert("child", "id", 10, "parent_id", 1, "v", "{}"));
        feed.change(upsert("child", "id", 11, "parent_id", 2, "v", "{}"));
        feed.change(upsert("grandchild", "id", 100, "child_id", 10, "v", "x"));
        feed.change(upsert("grandchild", "id", 101, "child_id", 11, "v", "x"));
        feed.change(upsert("note", "id", 5, "child_id", 10, "v", "keep"));
        feed.change(delete("parent", 1), cascade());
        feed.change(upsert("grandchild", "id", 102, "child_id", 11, "v", "after"));

        drain();

        assertThat(shop.rows("parent")).isEmpty();
        assertThat(shop.rows("child")).map(row -> row.get(0)).containsExactly("11");
        assertThat(shop.rows("grandchild")).map(row -> row.get(0)).containsExactly("101", "102");
        assertThat(shop.query("SELECT id, child_id IS NULL, v FROM ${target}.note"))
                .containsExactly(List.of("5", "1", "keep"));
    }

    @Test
    void rowsOfOneTableThatHangOnEachOtherTakeTheirChildrenAlongAtAnyDepth() {
        for (int i = 10; i <= 14; i++) {
            feed.change(upsert("child", "id", i, "parent_id", i == 14 ? 1 : i - 1, "v", "{}"));
            feed.change(upsert("grandchild", "id", 100 + i, "child_id", i, "v", "x"));
        }
        var grandchildren = new Edge("grandchild", "child_id", "id", Cascade.Action.DELETE, List.of());
        var below = new Edge("child", "parent_id", "id", Cascade.Action.DELETE, List.of());
        feed.change(
                delete("child", 10),
                new Cascade("grandchild", "child_id", "10", Cascade.Action.DELETE, null, List.of()),
                new Cascade("child", "parent_id", "10", Cascade.Action.DELETE, null, List.of(grandchildren, below)));

        drain();

        assertThat(shop.rows("child")).map(row -> row.get(0)).containsExactly("14");
        assertThat(shop.rows("grandchild")).map(row -> row.get(0)).containsExactly("114");
    }

    @Test
    void countsNullsOfACascadeThatAColumnCannotHold() {
        shop.execute("ALTER TABLE ${target}.note DROP FOREIGN KEY note_ibfk_1, MODIFY child_id INT NOT NULL");
        feed.change(upsert("note", "id", 5, "child_id", 10, "v", "keep"));
        feed.change(new Cascade("note", "child_id", "10", Cascade.Action.UPDATE, null, List.of()));

        drain();

        assertThat(shop.rows("note")).containsExactly(List.of("5", "0", "keep"));
        assertThat(shop.losses()).containsExactly(List.of("note", "child_id", "NULL_REPLACED", "1"));
    }

    @Test
    void parksABadRowWithTheRowsThatReferToItAndAppliesTheRest() {
        for (int i = 1; i <= 50; i++) {
            feed.change(upsert("child", "id", i, "parent_id", null, "v", i == 17 ? "{broken" : "{}"));
            feed.change(upsert("grandchild", "id", i, "child_id", i, "v", "x"));
        }
        drain();

        assertThat(shop.rows("child")).hasSize(49);
        assertThat(shop.rows("grandchild")).hasSize(49);
        assertThat(shop.query("SELECT table_name, target_table, code FROM ${state}.parked ORDER BY id"))
                .containsExactlyInAnyOrder(
                        List.of("s_child", "child", ErrorCode.TARGET_REJECTED.name()),
                        List.of("s_grandchild", "grandchild", ErrorCode.JOINED.name()));
        assertThat(shop.ledger())
                .containsExactly(List.of("s_child", "49", "0", "0", "1"), List.of("s_grandchild", "49", "0", "0", "1"));
    }

    @Test
    void parksARowThatATriggerOfTheTargetRefuses() {
        shop.execute("CREATE TRIGGER ${target}.refuse BEFORE INSERT ON ${target}.parent FOR EACH ROW"
                + " IF NEW.v = 'bad' THEN SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'not here'; END IF");
        feed.change(upsert("parent", "id", 1, "code", "a", "v", "good"));
        feed.change(upsert("parent", "id", 2, "code", "b", "v", "bad"));
        drain();

        assertThat(shop.rows("parent")).containsExactly(List.of("1", "a", "good"));
        assertThat(shop.query("SELECT target_table, code FROM ${state}.parked"))
                .containsExactly(List.of("parent", ErrorCode.TARGET_REJECTED.name()));
    }

    @Test
    void clearsATableInItsPlace() {
        feed.change(upsert("note", "id", 1, "child_id", null, "v", "x"));
        drain();
        feed.change(upsert("note", "id", 2, "child_id", null, "v", "x"));
        feed.change(new Clear("note"));
        feed.change(upsert("note", "id", 3, "child_id", null, "v", "x"));
        drain();

        assertThat(shop.rows("note")).map(row -> row.get(0)).containsExactly("3");
    }

    @Test
    void appliesAHugeTransactionInPiecesAndIsNotDrainedInBetween() {
        try (Sink sink = shop.sink(new ReadLimits(2_000, 1_000, 5_000))) {
            for (int i = 1; i <= 30; i++) {
                feed.change(upsert("parent", "id", i, "code", "c" + i, "v", "x".repeat(50)));
            }
            SourcePosition inside = feed.cut(false);
            await().atMost(LIMIT).until(() -> sink.status().position().equals(inside));

            assertThat(sink.status().atCut()).isFalse();
            assertThat(sink.awaitDrained(inside, Duration.ofMillis(300))).isFalse();
            assertThat(sink.awaitDrained(feed.cut(), LIMIT)).isTrue();
        }
        assertThat(shop.rows("parent")).hasSize(30);
    }

    @Test
    void parksARecordThatNobodyCanReadAndGoesOn() {
        feed.garbage();
        feed.change(upsert("parent", "id", 1, "code", "a", "v", "x"));
        drain();

        assertThat(shop.rows("parent")).hasSize(1);
        assertThat(shop.query("SELECT code FROM ${state}.parked"))
                .containsExactly(List.of(ErrorCode.RECORD_UNREADABLE.name()));
    }

    @Test
    void waitsForALockAndGoesOnByItself() throws SQLException {
        shop.execute("SET GLOBAL innodb_lock_wait_timeout = 1");
        try (Sink sink = shop.sink()) {
            try (Connection blocker = shop.database.open()) {
                blocker.setAutoCommit(false);
                blocker.createStatement().executeUpdate("INSERT INTO parent VALUES (1, 'z', 'held')");
                feed.change(upsert("parent", "id", 1, "code", "a", "v", "x"));
                feed.cut();
                await().atMost(LIMIT).until(() -> sink.status().state() == SinkState.WAITING);
                blocker.rollback();
            }
            assertThat(sink.awaitDrained(feed.position(), LIMIT)).isTrue();
        } finally {
            shop.execute("SET GLOBAL innodb_lock_wait_timeout = 50");
        }
        assertThat(shop.ledger()).containsExactly(List.of("s_parent", "1", "0", "0", "0"));
    }

    private static Cascade cascade() {
        var grandchildren = new Edge("grandchild", "child_id", "id", Cascade.Action.DELETE, List.of());
        var notes = new Edge("note", "child_id", "id", Cascade.Action.UPDATE, List.of());
        return new Cascade("child", "parent_id", "1", Cascade.Action.DELETE, null, List.of(grandchildren, notes));
    }

    private void drain() {
        SourcePosition end = feed.cut();
        try (Sink sink = shop.sink()) {
            assertThat(sink.awaitDrained(end, LIMIT))
                    .describedAs("%s", sink.status())
                    .isTrue();
        }
    }
}
