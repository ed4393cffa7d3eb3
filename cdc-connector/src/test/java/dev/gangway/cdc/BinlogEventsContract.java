package dev.gangway.cdc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.gangway.cdc.binlog.BinlogChangeSource;
import dev.gangway.core.change.RowChange;
import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import dev.gangway.embedded.DatabaseFlavor;
import dev.gangway.mysql.schema.SchemaInspector;
import java.sql.Connection;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What servers write into a binlog beside plain committed rows: nothing of it is invented, lost or passed over in silence. */
@NullUnmarked
abstract class BinlogEventsContract extends BinlogFixture {
    @Override
    protected Checkpoint prepare() {
        server().executeIn(schema, "CREATE TABLE mg_plain (id INT PRIMARY KEY) ENGINE=MyISAM");
        return super.prepare();
    }

    /** A prepared transaction outlives its session and would keep locks. */
    @AfterEach
    void endPrepared() {
        for (var prepared : server().query("XA RECOVER")) {
            int global = Integer.parseInt(prepared.get(1));
            String data = prepared.get(3);
            server().execute("XA ROLLBACK '" + data.substring(0, global) + "','" + data.substring(global) + "',"
                    + prepared.get(0));
        }
    }

    private boolean isMySql8OrNewer() {
        return server().flavor() == DatabaseFlavor.MYSQL_8_0 || server().flavor() == DatabaseFlavor.MYSQL_9;
    }

    /** A server that enforces consistent GTIDs refuses transactions that write to tables with and without transactions. */
    private void assumeMixedEngines() {
        boolean refused = server().query("SHOW GLOBAL VARIABLES LIKE 'enforce_gtid_consistency'").stream()
                .anyMatch(row -> "ON".equals(row.get(1)));
        assumeTrue(!refused, "the server lets no transaction write to tables of both kinds");
    }

    @Test
    void dropsAnXaTransactionThatWasRolledBack() throws Exception {
        source.start(checkpoint);
        sql(
                "XA START 'gone'",
                "INSERT INTO mg_link VALUES (1, 'b', 'gone')",
                "INSERT INTO mg_customer (id, email) VALUES (1, 'gone')",
                "XA END 'gone'",
                "XA PREPARE 'gone'",
                "XA ROLLBACK 'gone'");
        sql(
                "XA START 'kept','branch',7",
                "INSERT INTO mg_link VALUES (3, 'b', 'kept')",
                "XA END 'kept','branch',7",
                "XA PREPARE 'kept','branch',7",
                "XA COMMIT 'kept','branch',7");
        drain();
        assertReplicaEqualsSource();
        assertThat(replica.changes("link")).hasSize(1);
    }

    @Test
    void deliversAnXaTransactionWhenItIsCommittedAndNotBefore() throws Exception {
        source.start(checkpoint);
        try (Connection one = database.open();
                var slow = one.createStatement()) {
            for (String part : new String[] {
                "XA START 'slow'",
                "INSERT INTO mg_customer (id, email) VALUES (1, 'slow'), (2, 'slow')",
                "UPDATE mg_customer SET email = 'slower' WHERE id = 2",
                "XA END 'slow'",
                "XA PREPARE 'slow'"
            }) {
                slow.execute(part);
            }
            sql("INSERT INTO mg_customer (id, email) VALUES (3, 'fast')");
            drain();
            assertThat(replica.rows("customer")).hasSize(1);
            restart();
            sql("INSERT INTO mg_customer (id, email) VALUES (4, 'fast')");
            drain();
            assertThat(replica.rows("customer")).hasSize(2);
            slow.execute("XA COMMIT 'slow'");
        }
        sql("INSERT INTO mg_customer (id, email) VALUES (5, 'fast')");
        drain();
        assertReplicaEqualsSource();
        assertThat(replica.changes()).extracting(RowChange::position).isSorted().doesNotHaveDuplicates();
        assertThat(replica.changes()).hasSize(6);
    }

    @Test
    void deliversAnXaTransactionOfOnePhase() throws Exception {
        source.start(checkpoint);
        sql(
                "XA START X'00ff'",
                "INSERT INTO mg_link VALUES (1, 'b', 'c')",
                "XA END X'00ff'",
                "XA COMMIT X'00ff' ONE PHASE");
        drain();
        assertReplicaEqualsSource();
        assertThat(replica.changes()).hasSize(1);
    }

    @Test
    void dropsRowsThatARollbackInTheBinlogUndoes() throws Exception {
        assumeMixedEngines();
        source.start(checkpoint);
        for (String format : new String[] {"MIXED", "ROW"}) {
            sql(
                    "SET SESSION binlog_format = " + format,
                    "CREATE TEMPORARY TABLE old_scratch (id INT) ENGINE=MyISAM",
                    "BEGIN",
                    "INSERT INTO mg_link VALUES (1, 'b', LEFT(UUID(), 5))",
                    "INSERT INTO mg_plain VALUES (" + format.length() + ")",
                    "CREATE TEMPORARY TABLE scratch (id INT) ENGINE=InnoDB",
                    "DROP TEMPORARY TABLE IF EXISTS old_scratch",
                    "INSERT INTO mg_link VALUES (2, 'b', LEFT(UUID(), 5))",
                    "ROLLBACK");
        }
        sql("INSERT INTO mg_link VALUES (3, 'b', 'kept')");
        drain();
        assertReplicaEqualsSource();
        assertThat(replica.changes()).hasSize(1);
    }

    @Test
    void dropsRowsThatARollbackToASavepointUndoes() throws Exception {
        assumeMixedEngines();
        source.start(checkpoint);
        sql(
                "SET SESSION binlog_format = MIXED",
                "BEGIN",
                "INSERT INTO mg_link VALUES (1, 'b', LEFT(UUID(), 5))",
                "SAVEPOINT Outer_one",
                "INSERT INTO mg_link VALUES (2, 'b', LEFT(UUID(), 5))",
                "SAVEPOINT `in ner`",
                "INSERT INTO mg_plain VALUES (2)",
                "INSERT INTO mg_link VALUES (3, 'b', LEFT(UUID(), 5))",
                "ROLLBACK TO SAVEPOINT `in ner`",
                "INSERT INTO mg_link VALUES (4, 'b', LEFT(UUID(), 5))",
                "ROLLBACK TO outer_one",
                "INSERT INTO mg_link VALUES (5, 'b', LEFT(UUID(), 5))",
                "COMMIT");
        drain();
        assertReplicaEqualsSource();
        assertThat(replica.rows("link")).hasSize(2);
    }

    @Test
    void stopsAtAChangeWrittenAsItsStatement() throws Exception {
        source.start(checkpoint);
        sql("INSERT INTO mg_link VALUES (1, 'b', 'row')");
        sql("SET SESSION binlog_format = STATEMENT", "UPDATE mg_link SET c = 'statement'");
        sql("INSERT INTO mg_link VALUES (2, 'b', 'row')");
        assertThatExceptionOfType(MigrationException.class)
                .isThrownBy(this::drain)
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.SOURCE_CHANGE_UNREADABLE))
                .withMessageContaining("mg_link")
                .withMessageMatching("(?s).*\\.0\\d+:\\d+ a change written as its statement.*binlog_format.*");
        assertThat(replica.changes()).hasSize(1);
    }

    @Test
    void passesOverStatementsThatWriteNoCapturedTable() throws Exception {
        source.start(checkpoint);
        sql("INSERT INTO mg_link VALUES (1, 'b', 'row')");
        sql(
                "SET SESSION binlog_format = STATEMENT",
                "INSERT INTO mg_other SELECT a FROM mg_link",
                "REPLACE INTO `" + schema + "`.`mg_other` SELECT a + 10 FROM mg_link",
                "UPDATE mg_other SET id = id + 1 ORDER BY id DESC",
                "DELETE FROM mg_other WHERE id IN (SELECT a FROM mg_link)",
                "BEGIN",
                "INSERT INTO mg_plain VALUES (5)",
                "COMMIT",
                "ANALYZE TABLE mg_other",
                "CREATE USER 'u" + schema.substring(2) + "'@'localhost'",
                "DROP USER 'u" + schema.substring(2) + "'@'localhost'");
        sql("INSERT INTO mg_link VALUES (2, 'b', 'row')");
        drain();
        assertReplicaEqualsSource();
    }

    @Test
    void stopsAtAStatementWhoseTriggersWriteACapturedTable() throws Exception {
        assumeMixedEngines();
        sql(
                "CREATE TRIGGER t_plain AFTER INSERT ON mg_plain FOR EACH ROW INSERT INTO mg_other VALUES (NEW.id + 100)",
                "CREATE TRIGGER t_other AFTER INSERT ON mg_other FOR EACH ROW"
                        + " UPDATE `mg_link` SET c = 'trigger' WHERE a = NEW.id");
        source.start(checkpoint);
        sql("SET SESSION binlog_format = STATEMENT", "INSERT INTO mg_plain VALUES (5)");
        assertThatExceptionOfType(MigrationException.class)
                .isThrownBy(this::drain)
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.SOURCE_CHANGE_UNREADABLE))
                .withMessageContaining("mg_link");
    }

    @Test
    void dropsAStatementThatWasRolledBack() throws Exception {
        assumeMixedEngines();
        source.start(checkpoint);
        sql(
                "SET SESSION binlog_format = STATEMENT",
                "BEGIN",
                "INSERT INTO mg_link VALUES (1, 'b', 'gone')",
                "INSERT INTO mg_plain VALUES (9)",
                "ROLLBACK");
        sql("INSERT INTO mg_link VALUES (2, 'b', 'row')");
        drain();
        assertReplicaEqualsSource();
    }

    @Test
    void stopsAtRowsThatLeaveOutColumns() throws Exception {
        source.start(checkpoint);
        sql("INSERT INTO mg_customer (id, email) VALUES (1, 'a')", "INSERT INTO mg_other VALUES (1)");
        sql("SET SESSION binlog_row_image = MINIMAL", "UPDATE mg_other SET id = 2");
        drain();
        sql("SET SESSION binlog_row_image = MINIMAL", "UPDATE mg_customer SET email = 'b'");
        assertThatExceptionOfType(MigrationException.class)
                .isThrownBy(this::drain)
                .withMessageContaining("mg_customer")
                .withMessageContaining("SET GLOBAL binlog_row_image = FULL");
    }

    @Test
    void keepsLargeTransactionsApartUntilTheirEnd() throws Exception {
        source.start(checkpoint);
        try (Connection connection = database.open();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            for (int i = 0; i < 20; i++) {
                statement.execute("INSERT INTO mg_types (id, note, mt) VALUES (" + i + ", 'l', REPEAT('x', 3000000))");
            }
            connection.commit();
        }
        drain();
        assertReplicaEqualsSource();
        assertThat(replica.changes())
                .hasSize(20)
                .extracting(RowChange::position)
                .isSorted();
    }

    @Test
    void readsCompressedTransactions() throws Exception {
        assumeTrue(isMySql8OrNewer(), "only MySQL 8 compresses transactions");
        source.start(checkpoint);
        sql(
                "SET SESSION binlog_transaction_compression = ON",
                "INSERT INTO mg_customer (id, email, note) VALUES (1, 'a', REPEAT('compress', 500)), (2, 'b', 'c')",
                "UPDATE mg_customer SET email = CONCAT(email, '2')",
                "BEGIN",
                "INSERT INTO mg_link VALUES (1, 'b', 'c'), (2, 'b', 'c')",
                "DELETE FROM mg_link WHERE a = 1",
                "INSERT INTO mg_other VALUES (1)",
                "COMMIT",
                "SET SESSION binlog_transaction_compression = OFF",
                "INSERT INTO mg_link VALUES (3, 'b', 'plain')");
        drain();
        assertReplicaEqualsSource();
        assertThat(replica.changes()).extracting(RowChange::position).isSorted().doesNotHaveDuplicates();
        restart();
        sql("SET SESSION binlog_transaction_compression = ON", "DELETE FROM mg_link");
        drain();
        assertReplicaEqualsSource();
    }

    @Test
    void readsCompressedEvents() throws Exception {
        assumeTrue(server().flavor().isMariaDb(), "only MariaDB compresses events");
        server().execute("SET GLOBAL log_bin_compress = ON", "SET GLOBAL log_bin_compress_min_len = 10");
        try {
            source.start(checkpoint);
            sql(
                    "INSERT INTO mg_customer (id, email, note) VALUES (1, 'a', REPEAT('compress', 500)), (2, 'b', 'c')",
                    "UPDATE mg_customer SET email = CONCAT(email, '2')",
                    "ALTER TABLE mg_customer ADD COLUMN a_new_column_with_a_long_name VARCHAR(99)",
                    "UPDATE mg_customer SET email = CONCAT(email, '3')",
                    "INSERT INTO mg_link VALUES (1, 'b', 'c'), (2, 'b', 'c')",
                    "DELETE FROM mg_link WHERE a = 1");
            server().execute("SET GLOBAL log_bin_compress = OFF");
            sql("INSERT INTO mg_link VALUES (3, 'b', 'plain')");
            drain();
            assertReplicaEqualsSource();
        } finally {
            server().execute("SET GLOBAL log_bin_compress = OFF", "SET GLOBAL log_bin_compress_min_len = 256");
        }
    }

    @Test
    void refusesToBeginWhileAnXaTransactionIsPrepared() throws Exception {
        assumeTrue(server().flavor() != DatabaseFlavor.MYSQL_5_6, "MySQL 5.6 logs XA transactions when they end");
        try (Connection connection = database.open();
                var statement = connection.createStatement()) {
            statement.execute("XA START 'early'");
            statement.execute("INSERT INTO mg_link VALUES (1, 'b', 'early')");
            statement.execute("XA END 'early'");
            statement.execute("XA PREPARE 'early'");
            assertThatExceptionOfType(MigrationException.class)
                    .isThrownBy(() -> new BinlogCapture(database, tables).begin())
                    .withMessageContaining("XA RECOVER");
            statement.execute("XA ROLLBACK 'early'");
        }
    }

    @Test
    void readsATableAnewWhereItsStatementIsAndTheUserWantsIt() throws Exception {
        sql(
                "INSERT INTO mg_link VALUES (1, 'b', 'row'), (2, 'b', 'row')",
                "INSERT INTO mg_customer (id, email) VALUES (1, 'a')");
        sql(
                "SET SESSION binlog_format = STATEMENT",
                "UPDATE mg_link SET c = 'statement'",
                "DELETE FROM mg_link WHERE a = 1",
                "INSERT INTO mg_link VALUES (3, 'b', 'statement')");
        sql("INSERT INTO mg_link VALUES (4, 'b', 'row')", "UPDATE mg_link SET c = 'last' WHERE a = 2");
        source.close();
        source = new BinlogChangeSource(
                database, tables, capture.settings(PieceLimits.DEFAULT).withReread(Set.of("link")));
        source.start(checkpoint);
        drain();
        assertReplicaEqualsSource();
        assertThat(replica.changes()).extracting(RowChange::position).isSorted().doesNotHaveDuplicates();
    }

    /** The server took along what hung on the deleted row, of which the binlog has no word. */
    @Test
    void readsAnewToWhatAHiddenDeletionTookAlong() throws Exception {
        sql(
                "INSERT INTO mg_customer (id, email) VALUES (1, 'a'), (2, 'b')",
                "INSERT INTO mg_address VALUES (11, 1, 'x'), (12, 2, 'y')",
                "INSERT INTO mg_parcel VALUES (111, 11), (112, 12)",
                "INSERT INTO mg_interest VALUES (1, 'k'), (2, 'k')");
        sql("SET SESSION binlog_format = STATEMENT", "DELETE FROM mg_customer WHERE id = 1");
        sql("UPDATE mg_parcel SET id = 113 WHERE id = 112");
        source.close();
        source = new BinlogChangeSource(
                database, tables, capture.settings(PieceLimits.DEFAULT).withReread(Set.of("customer")));
        source.start(checkpoint);
        drain();
        assertReplicaEqualsSource();
        assertThat(replica.changes()).extracting(RowChange::position).isSorted().doesNotHaveDuplicates();
    }

    /** What the first reading shows is older than what the row's own event says, and that is older than the second statement. */
    @Test
    void readsATableOnceMoreWhenARowChangesBetweenItsStatements() throws Exception {
        sql("INSERT INTO mg_link VALUES (1, 'b', 'row'), (2, 'b', 'row')");
        sql("SET SESSION binlog_format = STATEMENT", "UPDATE mg_link SET c = 'first'");
        sql("UPDATE mg_link SET c = 'between'", "INSERT INTO mg_link VALUES (3, 'b', 'between')");
        sql(
                "SET SESSION binlog_format = STATEMENT",
                "UPDATE mg_link SET c = 'second' WHERE a = 1",
                "DELETE FROM mg_link WHERE a = 3");
        sql("INSERT INTO mg_customer (id, email) VALUES (1, 'a')");
        source.close();
        source = new BinlogChangeSource(
                database, tables, capture.settings(PieceLimits.DEFAULT).withReread(Set.of("link")));
        source.start(checkpoint);
        drain();
        assertReplicaEqualsSource();
        sql("UPDATE mg_link SET c = 'last' WHERE a = 2");
        drain();
        assertReplicaEqualsSource();
        assertThat(replica.changes()).extracting(RowChange::position).isSorted().doesNotHaveDuplicates();
    }

    /** Rows of both columns look alike: only the statement tells that they changed places. */
    @Test
    void readsATableAnewThatAStatementOfAnUnknownFormChanged() throws Exception {
        assumeTrue(server().flavor().isMariaDb(), "a statement that only MariaDB has");
        sql(
                "ALTER TABLE mg_link ADD COLUMN d VARCHAR(10) DEFAULT 'd' AFTER c",
                "INSERT INTO mg_link VALUES (1, 'b', 'c', 'd')");
        tables = new CapturedTables(database, SchemaInspector.inspect(database).tables());
        replica = new Replica(tables);
        checkpoint = prepareAgain();
        source.close();
        source = newSource(PieceLimits.DEFAULT);
        source.start(checkpoint);
        sql(
                "ALTER TABLE mg_link MODIFY d VARCHAR(10) COMPRESSED AFTER a",
                "UPDATE mg_link SET c = 'changed'",
                "INSERT INTO mg_link (a, b, c, d) VALUES (2, 'b', 'c', 'd')");
        drain();
        assertReplicaEqualsSource();
        restart();
        sql("UPDATE mg_link SET d = 'last' WHERE a = 2");
        drain();
        assertReplicaEqualsSource();
    }

    @Test
    void readsColumnsThatAreStoredCompressed() throws Exception {
        assumeTrue(server().flavor().isMariaDb(), "only MariaDB compresses columns");
        source.start(checkpoint);
        sql(
                "ALTER TABLE mg_types MODIFY mt MEDIUMTEXT COMPRESSED, MODIFY note VARCHAR(200) COMPRESSED",
                "INSERT INTO mg_types (id, note, mt) VALUES (1, REPEAT('über', 40), REPEAT('compress', 5000)), (2, 'short', ''), (3, '', NULL)",
                "SET SESSION column_compression_zlib_wrap = ON",
                "UPDATE mg_types SET mt = REPEAT('wrapped', 5000), i = 5 WHERE id = 2",
                "DELETE FROM mg_types WHERE id = 3",
                "ALTER TABLE mg_types MODIFY mt MEDIUMTEXT",
                "UPDATE mg_types SET mt = CONCAT(mt, 'plain')");
        drain();
        assertReplicaEqualsSource();
        source.close();
        checkpoint = prepareAgain();
        source = newSource(PieceLimits.DEFAULT);
        source.start(checkpoint);
        sql("UPDATE mg_types SET note = REPEAT('again', 20)");
        drain();
        assertReplicaEqualsSource();
    }

    @Test
    void keepsPartialJsonFromLosingTheRow() throws Exception {
        assumeTrue(isMySql8OrNewer(), "only MySQL 8 writes parts of JSON values");
        sql("INSERT INTO mg_types (id, note, js) VALUES (1, 'a', JSON_OBJECT('gift', 1, 'long', REPEAT('n', 300)))");
        tables = new CapturedTables(
                database,
                tables.tables(),
                (table, column) -> !column.equals("js"),
                (table, column) -> Optional.empty());
        replica = new Replica(tables);
        source.close();
        checkpoint = prepareAgain();
        source = newSource(PieceLimits.DEFAULT);
        source.start(checkpoint);
        sql(
                "SET SESSION binlog_row_value_options = 'PARTIAL_JSON'",
                "UPDATE mg_types SET note = 'b', i = 7, js = JSON_SET(js, '$.gift', 2) WHERE id = 1",
                "UPDATE mg_types SET note = 'c' WHERE id = 1",
                "INSERT INTO mg_types (id, note, js) VALUES (2, 'd', '[1]')",
                "UPDATE mg_types SET vc = 'e', js = NULL WHERE id = 2");
        drain();
        assertThat(replica.rows("types").get("[1]").text("note")).isEqualTo("c");
        assertThat(replica.rows("types").get("[1]").text("i")).isEqualTo("7");
        assertThat(replica.rows("types").get("[2]").text("vc")).isEqualTo("e");
    }

    @Test
    void stopsAtPartialJsonThatIsNeeded() throws Exception {
        assumeTrue(isMySql8OrNewer(), "only MySQL 8 writes parts of JSON values");
        source.start(checkpoint);
        sql(
                "INSERT INTO mg_types (id, js) VALUES (1, JSON_OBJECT('gift', 1, 'long', REPEAT('n', 300)))",
                "SET SESSION binlog_row_value_options = 'PARTIAL_JSON'",
                "UPDATE mg_types SET note = 'b', js = JSON_SET(js, '$.gift', 2) WHERE id = 1");
        assertThatExceptionOfType(MigrationException.class)
                .isThrownBy(this::drain)
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.SOURCE_CHANGE_UNREADABLE))
                .withMessageContaining("`js`")
                .withMessageContaining("reread=\"mg_types\"");
    }

    private Checkpoint prepareAgain() {
        return super.prepare();
    }
}
