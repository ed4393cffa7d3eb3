package dev.gangway.cdc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.gangway.cdc.triggers.TriggerLog;
import dev.gangway.cdc.triggers.TriggerLogChangeSource;
import dev.gangway.core.change.Operation;
import dev.gangway.core.change.RowChange;
import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import dev.gangway.core.schema.Side;
import dev.gangway.embedded.DatabaseFlavor;
import dev.gangway.mysql.connect.Database;
import dev.gangway.mysql.connect.DatabaseConfig;
import dev.gangway.mysql.connect.Password;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** The contract for capture by triggers, and what is particular to triggers. */
@NullUnmarked
abstract class TriggerLogContract extends ChangeSourceContract {

    @Override
    protected Checkpoint prepare() {
        new TriggerLog(database, tables).install();
        return TriggerLogChangeSource.initial();
    }

    @Override
    protected ChangeSource newSource(PieceLimits limits) {
        return new TriggerLogChangeSource(database, tables, limits, Duration.ofMillis(500));
    }

    @Override
    protected boolean seesEveryChange() {
        return false;
    }

    @Test
    void installsTwiceAndRemovesEverything() {
        var triggers = new TriggerLog(database, tables);
        server().executeIn(
                        schema,
                        "CREATE TRIGGER foreign_one BEFORE INSERT ON mg_customer FOR EACH ROW SET NEW.note = 'set'");
        triggers.install();
        triggers.verify();
        triggers.uninstall();
        assertThat(names("TRIGGERS", "TRIGGER_SCHEMA", "TRIGGER_NAME")).containsExactly(List.of("foreign_one"));
        assertThat(server().query("SHOW TABLES FROM `" + schema + "` LIKE '%m2_cl%'"))
                .isEmpty();
    }

    @Test
    void tellsWhichTriggerIsMissing() {
        sql("DROP TRIGGER mg_m2_cl_gw_address_au");
        assertThatExceptionOfType(MigrationException.class)
                .isThrownBy(() -> source.start(checkpoint))
                .withMessageContaining("mg_m2_cl_gw_address_au")
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.SOURCE_TRIGGERS_MISSING));
    }

    @Test
    void tellsWhichGrantIsMissing() {
        String user = "u" + schema.substring(2);
        server().execute(
                        "CREATE USER '" + user + "'@'%' IDENTIFIED BY 'pw'",
                        "GRANT SELECT ON `" + schema + "`.* TO '" + user + "'@'%'");
        new TriggerLog(database, tables).uninstall();
        var limited = new Database(
                DatabaseConfig.tcp(Side.SOURCE, server().host(), server().port(), schema, user, Password.of("pw"))
                        .withPrefix(PREFIX));
        assertThatExceptionOfType(MigrationException.class)
                .isThrownBy(() -> new TriggerLog(limited, tables).install())
                .withMessageContaining("GRANT SELECT, INSERT, DELETE, CREATE, DROP, TRIGGER")
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.SOURCE_GRANT_MISSING));
        server().execute("GRANT ALL ON `" + schema + "`.* TO '" + user + "'@'%'");
        if (server().query("SELECT @@log_bin_trust_function_creators")
                .get(0)
                .get(0)
                .equals("0")) {
            assertThatExceptionOfType(MigrationException.class)
                    .isThrownBy(() -> new TriggerLog(limited, tables).install())
                    .withMessageContaining("log_bin_trust_function_creators");
        }
        server().execute("DROP USER '" + user + "'@'%'");
    }

    @Test
    void refusesASecondTriggerWhereTheServerDoes() {
        Assumptions.assumeTrue(server().flavor() == DatabaseFlavor.MYSQL_5_6);
        new TriggerLog(database, tables).uninstall();
        sql("CREATE TRIGGER foreign_one AFTER INSERT ON mg_customer FOR EACH ROW SET @a = 1");
        assertThatExceptionOfType(MigrationException.class)
                .isThrownBy(() -> new TriggerLog(database, tables).install())
                .withMessageContaining("foreign_one on mg_customer");
    }

    @Test
    void emptiesTheLogOnlyWhenAcknowledged() throws Exception {
        source.start(checkpoint);
        sql("INSERT INTO mg_customer (id, email) VALUES (1, 'a')");
        Piece piece = source.poll(Duration.ofSeconds(5));
        while (piece == null || piece.changes().isEmpty()) {
            piece = source.poll(Duration.ofSeconds(5));
        }
        sql("INSERT INTO mg_customer (id, email) VALUES (2, 'a')");
        assertThat(logRows()).isEqualTo(2);
        source.acknowledge(piece);
        assertThat(logRows()).isEqualTo(1);
    }

    @Test
    void keepsChangesWhoseIdIsLowerButWhichCommitLater() throws Exception {
        source.start(checkpoint);
        try (Connection early = database.open();
                var statement = early.createStatement()) {
            early.setAutoCommit(false);
            statement.execute("INSERT INTO mg_customer (id, email) VALUES (1, 'early')");
            sql("INSERT INTO mg_customer (id, email) VALUES (2, 'late')");
            drain();
            early.commit();
        }
        drain();
        assertReplicaEqualsSource();
        assertThat(logRows()).isZero();
    }

    @Test
    void followsKeysThatMoveSeveralTimes() throws Exception {
        sql("INSERT INTO mg_customer (id, email) VALUES (1, 'a'), (2, 'b'), (3, 'c'), (4, 'd')");
        source.start(checkpoint);
        drain();
        sql(
                "UPDATE mg_customer SET id = 9 WHERE id = 1",
                "UPDATE mg_customer SET id = 1 WHERE id = 2",
                "UPDATE mg_customer SET id = 2 WHERE id = 9",
                "UPDATE mg_customer SET id = 30 WHERE id = 3",
                "DELETE FROM mg_customer WHERE id = 30",
                "UPDATE mg_customer SET id = id + 1 ORDER BY id DESC",
                "INSERT INTO mg_customer (id, email) VALUES (1, 'new')");
        drain();
        assertReplicaEqualsSource();
    }

    /** MySQL 5.6 refuses what others pass over. */
    private void tryWithForeignKeys(String statement) {
        assertThatCode(() -> sqlWithForeignKeys(statement))
                .satisfiesAnyOf(refused -> assertThat(refused).isNull(), refused -> assertThat(refused)
                        .hasMessageContaining("foreign key constraint fails"));
    }

    @Test
    void leavesARowWhoseKeyAForeignKeyHeld() throws Exception {
        sql(
                "INSERT INTO mg_customer (id, email) VALUES (1, 'a')",
                "INSERT INTO mg_address VALUES (1, 1, 'held'), (2, 1, 'held, then not'), (3, 1, 'never held')",
                "INSERT INTO mg_parcel VALUES (1, 1), (2, 2)");
        source.start(checkpoint);
        drain();
        int before = replica.changes().size();
        tryWithForeignKeys("UPDATE IGNORE mg_address SET id = 20 WHERE id = 1");
        tryWithForeignKeys("UPDATE IGNORE mg_address SET id = 21 WHERE id = 2");
        sqlWithForeignKeys("UPDATE mg_address SET id = 30 WHERE id = 3");
        sqlWithForeignKeys("UPDATE mg_parcel SET address_id = 1 WHERE id = 2");
        sqlWithForeignKeys("UPDATE mg_address SET id = 22 WHERE id = 2");
        drain();
        assertReplicaEqualsSource();
        assertThat(replica.changes().subList(before, replica.changes().size()))
                .noneMatch(change -> change.operation() == Operation.DELETE
                        && List.of("1", "2").contains(change.before().text("id")));
    }

    @Test
    void deletesARowThatWentWithAParentItHadJustComeTo() throws Exception {
        sql(
                "INSERT INTO mg_customer (id, email) VALUES (1, 'a'), (2, 'b')",
                "INSERT INTO mg_address VALUES (1, 1, 'x'), (2, 1, 'y')");
        source.start(checkpoint);
        drain();
        sqlWithForeignKeys("UPDATE mg_address SET customer_id = 2 WHERE id = 1");
        sqlWithForeignKeys("DELETE FROM mg_customer WHERE id = 2");
        drain();
        assertReplicaEqualsSource();
    }

    @Test
    void sendsWhatHangsOnARowThatLeftADeletedParent() throws Exception {
        sql(
                "INSERT INTO mg_customer (id, email) VALUES (1, 'a'), (2, 'b')",
                "INSERT INTO mg_address VALUES (1, 2, 'leaves'), (2, 1, 'stays')",
                "INSERT INTO mg_parcel VALUES (1, 1), (2, 2), (3, 1)");
        source.start(checkpoint);
        drain();
        int before = replica.changes().size();
        sqlWithForeignKeys("UPDATE mg_address SET customer_id = 1 WHERE id = 1");
        sqlWithForeignKeys("DELETE FROM mg_customer WHERE id = 2");
        drain();
        List<RowChange> sent =
                replica.changes().subList(before, replica.changes().size());
        assertThat(sent).extracting(RowChange::table).containsExactly("customer", "address", "parcel", "parcel");
        assertThat(replica.changes("parcel").subList(3, 5))
                .extracting(change -> change.after().text("id"))
                .containsExactly("1", "3");
        assertReplicaEqualsSource();
        sqlWithForeignKeys("UPDATE mg_address SET city = 'no parent is deleted' WHERE id = 1");
        drain();
        assertThat(replica.changes("parcel")).hasSize(5);
    }

    @Test
    void deletesAChildAgainWhoseParentsKeyChangedToo() throws Exception {
        sql(
                "INSERT INTO mg_customer (id, email) VALUES (1, 'a'), (2, 'b')",
                "INSERT INTO mg_interest VALUES (1, 'after'), (2, 'before'), (2, 'stays')");
        source.start(checkpoint);
        drain();
        int before = replica.changes().size();
        sqlWithForeignKeys("UPDATE mg_customer SET id = 11 WHERE id = 1");
        sqlWithForeignKeys("DELETE FROM mg_interest WHERE customer_id = 11");
        sqlWithForeignKeys("DELETE FROM mg_interest WHERE kind = 'before'");
        sqlWithForeignKeys("UPDATE mg_customer SET id = 12 WHERE id = 2");
        drain();
        List<String> sent = replica.changes().subList(before, replica.changes().size()).stream()
                .map(change -> change.table() + " " + change.operation() + " "
                        + (change.before() == null
                                ? ""
                                : change.before()
                                        .text(change.before().layout().fields().get(0))))
                .toList();
        int moved = sent.lastIndexOf("customer UPDATE 2");
        assertThat(sent.subList(moved, sent.size())).contains("interest DELETE 11", "interest DELETE 12");
        assertThat(sent).doesNotContain("interest UPDATE 12");
    }

    @Test
    void sendsWhatARolledBackTransactionLeftInATableWithoutTransactions() throws Exception {
        source.start(checkpoint);
        sql(
                "SET autocommit = 0",
                "INSERT INTO mg_nonce VALUES (1, 1), (2, 2)",
                "INSERT INTO mg_customer (id, email) VALUES (1, 'undone')",
                "ROLLBACK",
                "DELETE FROM mg_nonce WHERE id = 2",
                "ROLLBACK");
        drain();
        assertThat(replica.rows("nonce")).hasSize(1);
        assertReplicaEqualsSource();
    }

    private long logRows() {
        return Long.parseLong(server().query("SELECT COUNT(*) FROM `" + schema + "`.mg_m2_cl_gw_customer")
                .get(0)
                .get(0));
    }

    private List<List<String>> names(String view, String schemaColumn, String column) {
        return server().query("SELECT " + column + " FROM information_schema." + view + " WHERE " + schemaColumn
                + " = '" + schema + "'");
    }
}
