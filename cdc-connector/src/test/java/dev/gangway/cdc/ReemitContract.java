package dev.gangway.cdc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.core.change.Operation;
import dev.gangway.core.change.RowChange;
import dev.gangway.core.row.Row;
import dev.gangway.core.schema.Side;
import dev.gangway.mysql.connect.Database;
import dev.gangway.mysql.connect.DatabaseConfig;
import dev.gangway.mysql.connect.Password;
import dev.gangway.mysql.read.ChunkRange;
import dev.gangway.mysql.state.ReemitQueue;
import dev.gangway.mysql.state.ReemitStore;
import dev.gangway.mysql.state.ReemitStore.Progress;
import dev.gangway.mysql.state.StateSchema;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every kind of capture keeps when rows are wanted again: each comes as it is at its place in the stream. */
@NullUnmarked
abstract class ReemitContract extends CaptureFixture {
    private static final int KEYS = 40;
    private static final int REQUESTS = 8;

    protected ReemitStore store;
    protected ReemitQueue queue;
    private StateSchema state;

    @Override
    @BeforeEach
    void prepareSource() {
        super.prepareSource();
        source.close();
        state = new StateSchema(
                new Database(DatabaseConfig.tcp(
                        Side.DESTINATION,
                        server().host(),
                        server().port(),
                        schema,
                        server().user(),
                        Password.of(server().password()))),
                schema.replace('_', '-'));
        state.open();
        store = new ReemitStore(state);
        queue = new ReemitQueue(state);
        source = newSource(PieceLimits.DEFAULT);
    }

    @AfterEach
    void dropState() {
        source.close();
        state.drop();
    }

    @Test
    void sendsWantedRowsAgainAndDeletesWhatIsGone() throws Exception {
        source.start(checkpoint);
        sql(
                "INSERT INTO mg_customer (id, email) VALUES (1, 'a'), (2, 'b'), (3, 'c')",
                "INSERT INTO mg_link VALUES (1, 'b', 'c'), (2, x'00FF', 'd')");
        drain();
        replica.rows("customer").remove("[1]");
        replica.rows("customer").put("[99]", replica.rows("customer").get("[2]"));
        replica.rows("link").clear();

        long customers = store.request(
                "repair", "a test", "customer", List.of(Map.of("id", 1), Map.of("id", "2"), Map.of("id", 99L)));
        long links = store.request(
                "repair",
                "a test",
                "link",
                List.of(
                        Map.of("a", "1", "b", new byte[] {'b'}),
                        Map.of("a", "2", "b", new byte[] {0, (byte) 0xff}),
                        Map.of("a", "3", "b", new byte[] {0})));
        List<RowChange> again = carryUntilSent(customers, links);

        assertReplicaEqualsSource();
        assertThat(again)
                .extracting(change -> change.table() + " " + change.operation())
                .containsExactly(
                        "customer DELETE",
                        "customer UPDATE",
                        "customer UPDATE",
                        "link DELETE",
                        "link UPDATE",
                        "link UPDATE");
        assertThat(progress(links).position())
                .hasValueSatisfying(position ->
                        assertThat(position.isAfter(checkpoint.position())).isFalse());
        drain();
        assertPositionsRise();
    }

    @Test
    void neverGoesBackInTimeWhileTheRowsChange() throws Exception {
        sql("INSERT INTO mg_customer (id, email, note) VALUES (500, 'w0z', '0')");
        source.start(checkpoint);
        var stop = new AtomicBoolean();
        var writers = List.of(writer(0, stop), writer(1, stop));
        var keys = new ArrayList<Map<String, Object>>();
        for (int id = 1; id <= KEYS / 2; id++) {
            keys.add(Map.of("id", id));
            keys.add(Map.of("id", 1_000 + id));
        }
        for (int i = 0; i < REQUESTS; i++) {
            carryUntilSent(store.request("repair", "a test", "customer", keys));
        }
        stop.set(true);
        writers.forEach(CompletableFuture::join);
        carryUntilSent(store.request("repair", "a test", "customer", keys));
        drain();

        assertReplicaEqualsSource();
        assertPositionsRise();
        var newest = new HashMap<String, Long>();
        for (RowChange change : replica.changes("customer")) {
            if (change.after() != null) {
                long version = Long.parseLong(change.after().text("note"));
                assertThat(version)
                        .isGreaterThanOrEqualTo(
                                newest.getOrDefault(change.after().text("id"), 0L));
                newest.put(change.after().text("id"), version);
            }
        }
    }

    /**
     * Changes rows of its own in transactions, each with a higher number in it. No two writers touch the same gaps of an index,
     * so that a deadlock could only be with the reading of rows.
     */
    private CompletableFuture<Void> writer(int number, AtomicBoolean stop) {
        return CompletableFuture.runAsync(() -> {
            var random = new Random(number);
            var there = new HashSet<Integer>();
            try (Connection connection = database.open();
                    var statement = connection.createStatement()) {
                connection.setAutoCommit(false);
                for (int version = 1; !stop.get(); version++) {
                    int id = 1 + 1_000 * number + random.nextInt(KEYS / 2);
                    if (there.add(id)) {
                        statement.execute("INSERT INTO mg_customer (id, email, note) VALUES (" + id + ", 'w" + number
                                + "', '" + version + "')");
                    } else if (random.nextInt(4) == 0) {
                        statement.execute("DELETE FROM mg_customer WHERE id = " + id);
                        there.remove(id);
                    } else {
                        statement.execute("UPDATE mg_customer SET note = '" + version + "' WHERE id = " + id);
                    }
                    if (version % 3 == 0) {
                        connection.commit();
                    }
                }
            } catch (java.sql.SQLException e) {
                throw new AssertionError(e);
            }
        });
    }

    @Test
    void sendsAgainWhatAKilledCaptureHasNotNotedAsSent() throws Exception {
        source.start(checkpoint);
        sql(
                "INSERT INTO mg_customer (id, email) VALUES (1, 'a'), (2, 'b')",
                "INSERT INTO mg_link VALUES (1, 'b', 'c')");
        drain();
        long request = store.request("repair", "a test", "customer", List.of(Map.of("id", 1), Map.of("id", 2)));
        Piece lost = nextWithChanges();
        restart();
        Piece again = nextWithChanges();
        assertThat(again.changes()).hasSameSizeAs(lost.changes());
        replica.apply(again.changes());
        checkpoint = new Checkpoint(again.position(), again.resume(), Map.of(), 0);
        restart();
        assertThat(progress(request).sent()).isZero();

        sql("TRUNCATE mg_link", "UPDATE mg_customer SET email = 'new'");
        if (!seesTruncate()) {
            replica.rows("link").clear();
        }
        carryUntilSent(request);
        drain();
        drain();

        assertReplicaEqualsSource();
        assertPositionsRise();
        assertThat(progress(request).sent()).isEqualTo(2);
    }

    /** False when a TRUNCATE leaves no trace. */
    protected abstract boolean seesTruncate();

    private void restart() {
        source.close();
        source = newSource(PieceLimits.DEFAULT);
        source.start(checkpoint);
    }

    private Piece nextWithChanges() throws InterruptedException {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (System.nanoTime() < end) {
            Piece piece = source.poll(Duration.ofMillis(200));
            if (piece != null && !piece.changes().isEmpty()) {
                return piece;
            }
            if (piece != null) {
                commit(piece);
            }
        }
        throw new AssertionError("No change came within " + LIMIT);
    }

    @Test
    void bringsBackNoChildThatAParentTookAlong() throws Exception {
        source.start(checkpoint);
        int parents = 150;
        var keys = new ArrayList<Map<String, Object>>();
        for (int id = 1; id <= parents; id++) {
            sql(
                    "INSERT INTO mg_customer (id, email) VALUES (" + id + ", 'p')",
                    "INSERT INTO mg_address VALUES (" + id + ", " + id + ", 'x')");
            keys.add(Map.of("id", id));
        }
        drain();
        var deleting = CompletableFuture.runAsync(() -> {
            for (int id = 1; id <= parents; id++) {
                sqlWithForeignKeys("DELETE FROM mg_customer WHERE id = " + id);
            }
        });
        while (!deleting.isDone()) {
            carryUntilSent(store.request("repair", "a test", "address", keys));
        }
        deleting.join();
        drain();

        var gone = new HashSet<String>();
        for (RowChange change : replica.changes()) {
            if (change.table().equals("customer") && change.operation() == Operation.DELETE) {
                gone.add(change.before().text("id"));
            } else if (change.table().equals("address") && change.after() != null) {
                assertThat(gone).doesNotContain(change.after().text("customer_id"));
            }
        }
        assertThat(gone).hasSize(parents);
        assertPositionsRise();
    }

    @Test
    void sendsAllRowsOfARangeInPieces() throws Exception {
        source.start(checkpoint);
        var insert = new StringBuilder("INSERT INTO mg_customer (id, email) VALUES (1, 'x')");
        for (int id = 2; id <= 1_300; id++) {
            insert.append(", (").append(id).append(", 'y')");
        }
        sql(insert.toString());
        drain();
        Map<String, Row> before = Map.copyOf(replica.rows("customer"));
        replica.rows("customer").clear();

        long part = store.requestRange("backfill", "a test", "customer", new ChunkRange(List.of("10"), List.of("20")));
        carryUntilSent(part);
        assertThat(replica.rows("customer").keySet())
                .containsExactlyInAnyOrder(
                        "[11]", "[12]", "[13]", "[14]", "[15]", "[16]", "[17]", "[18]", "[19]", "[20]");
        long all = store.requestRange("backfill", "a test", "customer", ChunkRange.ALL);
        carryUntilSent(all);

        assertThat(progress(all).sent()).isEqualTo(1_300);
        assertThat(replica.rows("customer")).containsExactlyInAnyOrderEntriesOf(before);
        assertPositionsRise();
    }

    @Test
    void refusesWhatIsNoKeyAndGoesOnWithTheRest() throws Exception {
        source.start(checkpoint);
        sql("INSERT INTO mg_customer (id, email) VALUES (1, 'a')");
        drain();
        List<Long> wrong = List.of(
                store.request("repair", "a test", "other", List.of(Map.of("id", 1))),
                store.request("repair", "a test", "customer", List.of(Map.of("id", "one"))),
                store.request("repair", "a test", "customer", List.of(Map.of("id", 1, "email", "a"))));
        long right = store.request("repair", "a test", "customer", List.of(Map.of("id", 1)));
        List<RowChange> again = carryUntilSent(right);

        assertThat(again).extracting(RowChange::operation).containsExactly(Operation.UPDATE);
        assertThat(wrong).allSatisfy(request -> {
            assertThat(progress(request).refused()).isEqualTo(1);
            assertThat(progress(request).isSent()).isTrue();
            assertThat(progress(request).trouble()).isPresent();
        });
    }

    protected Progress progress(long request) {
        return store.progress(request).orElseThrow();
    }

    /** Takes pieces until all of the requests are sent; returns the changes that came meanwhile. */
    protected List<RowChange> carryUntilSent(Long... requests) throws InterruptedException {
        return carryUntil(() ->
                List.of(requests).stream().allMatch(request -> progress(request).isSent()));
    }

    protected List<RowChange> carryUntil(BooleanSupplier done) throws InterruptedException {
        int before = replica.changes().size();
        long end = System.nanoTime() + LIMIT.toNanos();
        while (!done.getAsBoolean()) {
            assertThat(System.nanoTime()).describedAs("time is up").isLessThan(end);
            Piece piece = source.poll(Duration.ofMillis(50));
            if (piece != null) {
                commit(piece);
            }
        }
        return List.copyOf(replica.changes().subList(before, replica.changes().size()));
    }

    protected void assertPositionsRise() {
        assertThat(replica.changes()).extracting(RowChange::position).isSorted().doesNotHaveDuplicates();
    }
}
