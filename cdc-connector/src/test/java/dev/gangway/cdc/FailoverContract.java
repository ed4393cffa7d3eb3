package dev.gangway.cdc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.gangway.core.change.RowChange;
import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import dev.gangway.core.schema.Side;
import dev.gangway.embedded.DatabaseFlavor;
import dev.gangway.embedded.DatabaseServer;
import dev.gangway.embedded.Replication;
import dev.gangway.mysql.connect.Database;
import dev.gangway.mysql.connect.DatabaseConfig;
import dev.gangway.mysql.connect.Password;
import java.sql.Connection;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A replica takes over from the source: what it has is carried on from there, once, and only if it has what was captured. */
@NullUnmarked
abstract class FailoverContract extends CaptureFixture {
    private DatabaseServer former;
    private DatabaseServer promoted;
    private Replication replication;
    private BinlogCapture capture;

    abstract DatabaseFlavor flavor();

    @Override
    protected DatabaseServer server() {
        if (former == null) {
            former = DatabaseServer.start(flavor(), Replication.options());
        }
        return former;
    }

    @Override
    protected Checkpoint prepare() {
        capture = new BinlogCapture(database, tables);
        return capture.begin();
    }

    @Override
    protected ChangeSource newSource(PieceLimits limits) {
        return capture.source(limits);
    }

    @BeforeEach
    void startReplica() {
        promoted = DatabaseServer.start(flavor(), Replication.options());
        replication = Replication.start(former, promoted);
    }

    @Override
    @AfterEach
    void dropSource() {
        source.close();
        promoted.close();
        former.close();
    }

    /** The address of the source leads to the replica from now on. */
    private void moveTo(DatabaseServer server) {
        source.close();
        database = new Database(DatabaseConfig.tcp(
                        Side.SOURCE,
                        server.host(),
                        server.port(),
                        schema,
                        server.user(),
                        Password.of(server.password()))
                .withPrefix(PREFIX));
        tables = new CapturedTables(database, tables.tables());
        capture = capture.movedTo(database, tables);
        source = newSource(PieceLimits.DEFAULT);
    }

    private void promote() {
        replication.awaitLevel();
        replication.stop();
        moveTo(promoted);
    }

    private void assertNothingLostOrDoubled(int changes) throws Exception {
        assertReplicaEqualsSource();
        assertThat(replica.changes()).hasSize(changes);
        assertThat(replica.changes()).extracting(RowChange::position).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void isFollowedByGtidAlsoBackAgain() throws Exception {
        // Given
        source.start(checkpoint);
        for (int i = 0; i < 3; i++) {
            sql("INSERT INTO mg_link VALUES (" + i + ", 'b', 'c')", "FLUSH BINARY LOGS");
        }
        drain();
        sql("ALTER TABLE mg_link ADD COLUMN extra INT FIRST", "UPDATE mg_link SET c = 'not captured yet' WHERE a = 2");

        // When
        promote();
        sql("INSERT INTO mg_link (a, b, c, extra) VALUES (7, 'b', 'promoted', 1)", "DELETE FROM mg_link WHERE a = 1");
        source.start(checkpoint);
        drain();

        // Then
        assertNothingLostOrDoubled(6);
        moveTo(promoted);
        source.start(checkpoint);
        sql("UPDATE mg_link SET c = 'after a restart' WHERE a = 7");
        drain();
        assertNothingLostOrDoubled(7);
        Replication back = Replication.start(promoted, former);
        back.awaitLevel();
        back.stop();
        moveTo(former);
        sql("UPDATE mg_link SET c = 'back again' WHERE a = 7");
        source.start(checkpoint);
        drain();
        assertNothingLostOrDoubled(8);
    }

    @Test
    void goesOnInsideATransactionThatWasCarriedInPart() throws Exception {
        source.close();
        source = newSource(new PieceLimits(7, 1 << 20));
        source.start(checkpoint);
        try (Connection connection = database.open();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            for (int i = 1; i <= 30; i++) {
                statement.execute("INSERT INTO mg_customer (id, email) VALUES (" + i + ", 'one transaction')");
            }
            connection.commit();
        }
        for (int parts = 0; parts < 2; ) {
            Piece piece = source.poll(Duration.ofMillis(200));
            if (piece != null) {
                commit(piece);
                parts += piece.cut() == null ? 1 : 0;
            }
        }
        assertThat(replica.changes()).hasSizeBetween(14, 29);

        promote();
        sql("INSERT INTO mg_customer (id, email) VALUES (99, 'next')");
        source.start(checkpoint);
        drain();

        assertNothingLostOrDoubled(31);
    }

    @Test
    void isRefusedWhileItLacksWhatWasCaptured() throws Exception {
        source.start(checkpoint);
        sql("INSERT INTO mg_link VALUES (1, 'b', 'c')");
        replication.awaitLevel();
        replication.stop();
        sql("INSERT INTO mg_link VALUES (2, 'b', 'captured and not replicated')");
        drain();

        moveTo(promoted);

        assertThatExceptionOfType(MigrationException.class)
                .isThrownBy(() -> source.start(checkpoint))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.SOURCE_MISMATCH))
                .withMessageContaining("lacks transactions that were captured: ")
                .withMessageContaining("let it and start again");
        Replication.start(former, promoted).awaitLevel();
        source.start(checkpoint);
        sql("INSERT INTO mg_customer (id, email) VALUES (1, 'level again')");
        drain();
        assertNothingLostOrDoubled(3);
    }

    @Test
    void isReadAlthoughTheFilesBeforeTheCheckpointArePurged() throws Exception {
        replication.awaitLevel();
        replication.stop();
        source.start(checkpoint);
        Checkpoint early = checkpoint;
        sql("INSERT INTO mg_link VALUES (1, 'b', 'c')");
        drain();
        source.close();
        purge();
        sql("UPDATE mg_link SET c = 'after the purge'");

        source = newSource(PieceLimits.DEFAULT);
        source.start(checkpoint);
        drain();

        assertNothingLostOrDoubled(2);
        source.close();
        source = newSource(PieceLimits.DEFAULT);
        checkpoint = early;
        assertThatExceptionOfType(MigrationException.class)
                .isThrownBy(() -> {
                    source.start(early);
                    drain();
                })
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.SOURCE_BINLOG_PURGED));
    }

    /** Leaves only the last file. A server passes over a file that somebody still reads, without a word. */
    private void purge() {
        await().atMost(LIMIT).until(() -> {
            former.execute("FLUSH BINARY LOGS"); // whoever is gone is noticed when something is sent
            var files = former.query("SHOW BINARY LOGS");
            former.execute(
                    "PURGE BINARY LOGS TO '" + files.get(files.size() - 1).get(0) + "'");
            return former.query("SHOW BINARY LOGS").size() == 1;
        });
    }

    @Test
    void isRefusedWhereTheCheckpointHasNoGtids() {
        var files = Map.of("file", "mysql-bin.000001", "pos", "4", "server", "another server", "shift", "0");

        assertThatExceptionOfType(MigrationException.class)
                .isThrownBy(() -> source.start(new Checkpoint(checkpoint.position(), files, Map.of(), 0)))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.SOURCE_MISMATCH))
                .withMessageContaining("needs GTIDs")
                .withMessageContaining("gtid_mode=ON");
    }
}
