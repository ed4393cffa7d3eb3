package dev.gangway.cdc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.core.change.Operation;
import dev.gangway.core.change.RowChange;
import dev.gangway.core.position.SourcePosition;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/** What every {@link ChangeSource} keeps, whatever it reads: shown by replaying its changes and comparing with the tables. */
@NullUnmarked
abstract class ChangeSourceContract extends CaptureFixture {
    /** True when every single change is seen, false when only the last state between two looks is. */
    protected abstract boolean seesEveryChange();

    @Test
    void deliversInsertsUpdatesAndDeletes() throws Exception {
        source.start(checkpoint);
        sql(
                "INSERT INTO mg_customer (id, email) VALUES (1, 'a'), (2, 'b'), (3, 'c')",
                "UPDATE mg_customer SET email = CONCAT(email, '2') WHERE id < 3",
                "DELETE FROM mg_customer WHERE id = 1",
                "INSERT INTO mg_other VALUES (1)");
        drain();
        assertReplicaEqualsSource();
        assertThat(replica.changes()).extracting(RowChange::table).containsOnly("customer");
        if (seesEveryChange()) {
            assertThat(replica.changes())
                    .extracting(RowChange::operation)
                    .containsExactly(
                            Operation.CREATE,
                            Operation.CREATE,
                            Operation.CREATE,
                            Operation.UPDATE,
                            Operation.UPDATE,
                            Operation.DELETE);
        }
    }

    @Test
    void deliversChangedPrimaryKey() throws Exception {
        sql("INSERT INTO mg_customer (id, email) VALUES (1, 'a'), (2, 'b')");
        source.start(checkpoint);
        sql("UPDATE mg_customer SET id = 10 WHERE id = 1", "UPDATE mg_customer SET id = id + 100 ORDER BY id DESC");
        drain();
        assertReplicaEqualsSource();
        if (seesEveryChange()) {
            assertThat(replica.changes())
                    .filteredOn(c -> c.operation() == Operation.UPDATE)
                    .hasSize(3)
                    .allSatisfy(c -> assertThat(c.before().text("id"))
                            .isNotEqualTo(c.after().text("id")));
        }
    }

    @Test
    void deliversReplace() throws Exception {
        source.start(checkpoint);
        sql(
                "INSERT INTO mg_customer (id, email) VALUES (1, 'a'), (2, 'b')",
                "REPLACE INTO mg_customer (id, email) VALUES (1, 'new'), (7, 'b')",
                "INSERT INTO mg_customer (id, email) VALUES (7, 'x') ON DUPLICATE KEY UPDATE email = 'dup'");
        drain();
        assertReplicaEqualsSource();
    }

    @Test
    void deliversStatementsOverSeveralTables() throws Exception {
        source.start(checkpoint);
        sql(
                "INSERT INTO mg_customer (id, email) VALUES (1, 'a'), (2, 'b'), (3, 'c')",
                "INSERT INTO mg_address VALUES (1, 1, 'x'), (2, 2, 'y'), (3, 3, 'z')",
                "UPDATE mg_customer c JOIN mg_address a ON a.customer_id = c.id SET c.email = a.city, a.city = 'moved'"
                        + " WHERE c.id < 3",
                "DELETE a, l FROM mg_address a LEFT JOIN mg_link l ON l.a = a.id WHERE a.id = 3");
        drain();
        assertReplicaEqualsSource();
    }

    @Test
    void deliversTheParentOfCascadedRows() throws Exception {
        sql(
                "INSERT INTO mg_customer (id, email) VALUES (1, 'a')",
                "INSERT INTO mg_address VALUES (1, 1, 'x'), (2, 1, 'y')");
        source.start(checkpoint);
        drain();
        sqlWithForeignKeys("DELETE FROM mg_customer WHERE id = 1");
        drain();
        assertThat(replica.changes("customer"))
                .last()
                .satisfies(c -> assertThat(c.operation()).isEqualTo(Operation.DELETE))
                .satisfies(c -> assertThat(c.before().text("id")).isEqualTo("1"));
        assertThat(rows("address")).isEmpty();
    }

    @Test
    void deliversInCommitOrder() throws Exception {
        source.start(checkpoint);
        sql("INSERT INTO mg_customer (id, email) VALUES (1, 'a'), (2, 'b')");
        try (Connection slow = database.open();
                var statement = slow.createStatement()) {
            slow.setAutoCommit(false);
            statement.execute("UPDATE mg_customer SET email = 'slow' WHERE id = 1");
            statement.execute("INSERT INTO mg_customer (id, email) VALUES (50, 'slow')");
            sql(
                    "UPDATE mg_customer SET email = 'fast' WHERE id = 2",
                    "INSERT INTO mg_customer (id, email) VALUES (51, 'f')");
            drain();
            assertThat(replica.rows("customer")).hasSize(3);
            statement.execute("UPDATE mg_customer SET email = 'slow2' WHERE id = 1");
            slow.commit();
        }
        drain();
        assertReplicaEqualsSource();
        assertThat(replica.changes()).extracting(RowChange::position).isSorted().doesNotHaveDuplicates();
        assertThat(replica.changes()).last().satisfies(c -> assertThat(c.after().text("email"))
                .startsWith("slow"));
    }

    @Test
    void doesNotDeliverRolledBackChanges() throws Exception {
        source.start(checkpoint);
        try (Connection connection = database.open();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("INSERT INTO mg_customer (id, email) VALUES (1, 'kept')");
            statement.execute("SAVEPOINT here");
            statement.execute("INSERT INTO mg_customer (id, email) VALUES (2, 'gone')");
            statement.execute("ROLLBACK TO here");
            connection.commit();
            statement.execute("DELETE FROM mg_customer");
            connection.rollback();
        }
        drain();
        assertReplicaEqualsSource();
        assertThat(replica.changes()).hasSize(1);
    }

    @Test
    void cutsOffLargeTransactionsButMarksOnlyTheirEnd() throws Exception {
        source.close();
        source = newSource(new PieceLimits(500, 1 << 20));
        source.start(checkpoint);
        try (Connection connection = database.open();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            for (int i = 0; i < 60; i++) {
                var insert = new StringBuilder("INSERT INTO mg_customer (id, email) VALUES (1000" + i + ", 'x')");
                for (int j = 1; j < 100; j++) {
                    insert.append(", (").append(1_000_000 + i * 100 + j).append(", 'y')");
                }
                statement.execute(insert.toString());
            }
            connection.commit();
        }
        List<Piece> pieces = drain();
        assertThat(replica.changes()).hasSize(6000);
        assertReplicaEqualsSource();
        assertThat(pieces).allSatisfy(p -> assertThat(p.changes()).hasSizeLessThanOrEqualTo(600));
        List<Piece> withChanges =
                pieces.stream().filter(p -> !p.changes().isEmpty()).toList();
        assertThat(withChanges.subList(0, withChanges.size() - 1))
                .allSatisfy(p -> assertThat(p.cut()).isNull());
    }

    @Test
    void losesNothingWhenStoppedAnywhere() throws Exception {
        var seen = new TreeMap<SourcePosition, RowChange>();
        int next = 1;
        for (int round = 0; round < 4; round++) {
            source.close();
            source = newSource(new PieceLimits(40, 1 << 20));
            source.start(checkpoint);
            for (int i = 0; i < 5; i++) {
                try (Connection connection = database.open();
                        var statement = connection.createStatement()) {
                    connection.setAutoCommit(false);
                    for (int j = 0; j < 30; j++) {
                        statement.execute(
                                "INSERT INTO mg_customer (id, email) VALUES (" + next++ + ", 'r" + round + "')");
                    }
                    statement.execute("UPDATE mg_customer SET email = 'u" + i + "' WHERE id % 7 = " + i);
                    connection.commit();
                }
            }
            takeSomeAndDropTheLast(3, seen);
        }
        source.close();
        source = newSource(PieceLimits.DEFAULT);
        source.start(checkpoint);
        drain().forEach(p ->
                p.changes().forEach(c -> assertThat(seen.put(c.position(), c)).isNull()));
        assertReplicaEqualsSource();
        if (seesEveryChange()) {
            assertThat(seen.values())
                    .filteredOn(c -> c.operation() == Operation.CREATE)
                    .hasSize(next - 1);
        }
    }

    /** Takes pieces as a connector would, but the last one is delivered and never made durable. */
    private void takeSomeAndDropTheLast(int count, Map<SourcePosition, RowChange> seen) throws InterruptedException {
        int taken = 0;
        long end = System.nanoTime() + LIMIT.toNanos();
        while (taken < count && System.nanoTime() < end) {
            Piece piece = source.poll(Duration.ofMillis(200));
            if (piece == null || piece.changes().isEmpty()) {
                continue;
            }
            taken++;
            if (taken < count) {
                piece.changes()
                        .forEach(c -> assertThat(seen.put(c.position(), c)).isNull());
                commit(piece);
            }
        }
        assertThat(taken).isEqualTo(count);
    }

    @Test
    void deliversEveryTypeAsTheServerPrintsIt() throws Exception {
        source.start(checkpoint);
        sql(ContractTables.fillTypes(server()));
        drain();
        assertThat(replica.rows("types")).hasSizeGreaterThanOrEqualTo(4);
        assertReplicaEqualsSource();
        sql("UPDATE mg_types SET note = 'again'", "DELETE FROM mg_types WHERE id = 1");
        drain();
        assertReplicaEqualsSource();
    }

    @Test
    void marksTheStreamWhileNothingHappens() throws Exception {
        source.start(checkpoint);
        drain();
        long start = System.nanoTime();
        int cuts = 0;
        while (cuts < 3) {
            Piece piece = source.poll(Duration.ofMillis(100));
            if (piece != null) {
                assertThat(piece.changes()).isEmpty();
                assertThat(piece.cut().heartbeat()).isTrue();
                commit(piece);
                cuts++;
            }
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(4));
    }
}
