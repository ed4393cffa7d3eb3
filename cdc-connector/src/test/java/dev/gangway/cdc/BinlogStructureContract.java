package dev.gangway.cdc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.gangway.core.change.Operation;
import dev.gangway.core.change.RowChange;
import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import dev.gangway.embedded.Servers;
import dev.gangway.mysql.schema.SchemaInspector;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/** Structures of captured tables change while capture runs or is away: it goes on where rows still serve the plan. */
@NullUnmarked
abstract class BinlogStructureContract extends BinlogFixture {
    /** A change has come to capture by then, and nobody gives up waiting yet. */
    private static final Duration ARRIVAL = Duration.ofSeconds(1);

    private void stops(String... words) {
        assertThatExceptionOfType(MigrationException.class)
                .isThrownBy(this::drain)
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.SOURCE_SCHEMA_CHANGED))
                .satisfies(e -> assertThat(e.getMessage()).contains(words));
    }

    private long readAnew() {
        return replica.changes().stream()
                .filter(c -> c.operation() == Operation.TRUNCATE)
                .count();
    }

    @Test
    void goesOnWhenColumnsBecomeWiderAndReadsTheTableAnewWhenTheyBecomeNarrower() throws Exception {
        source.start(checkpoint);
        sql(
                "INSERT INTO mg_link VALUES (1, 'b', 'c')",
                "ALTER TABLE mg_link MODIFY c VARCHAR(30)",
                "INSERT INTO mg_link VALUES (2, 'b', 'much longer than ten')",
                "ALTER TABLE mg_customer MODIFY note LONGTEXT, DROP KEY u",
                "INSERT INTO mg_customer (id, email) VALUES (1, 'x')",
                "ALTER TABLE mg_link MODIFY a BIGINT NOT NULL",
                "INSERT INTO mg_link VALUES (8000000000, 'b', 'c')");
        drain();
        assertReplicaEqualsSource();
        assertThat(readAnew()).isZero();
        sql("DELETE FROM mg_link WHERE a = 2", "ALTER TABLE mg_link MODIFY c VARCHAR(10)");
        sql("UPDATE mg_link SET c = 'again'");
        drain();
        assertReplicaEqualsSource();
        assertThat(readAnew()).isEqualTo(1);
    }

    @Test
    void stopsAtANewColumnThatTheMapWouldCarryAndGoesOnWhenThePlanHasIt() throws Exception {
        tables = new CapturedTables(
                database,
                tables.tables(),
                (table, column) -> true,
                (table, column) -> column.equals("wanted") ? Optional.of("goal.wanted") : Optional.empty());
        capture = capture.movedTo(database, tables);
        restart();
        sql(
                "INSERT INTO mg_link VALUES (1, 'b', 'c')",
                "ALTER TABLE mg_link ADD COLUMN unwanted INT",
                "INSERT INTO mg_link (a, b, c) VALUES (2, 'b', 'c')",
                "ALTER TABLE mg_link ADD COLUMN wanted VARCHAR(9) DEFAULT 'preset'",
                "INSERT INTO mg_link (a, b, c, wanted) VALUES (3, 'b', 'c', 'set')");
        stops(
                "mg_link",
                "`wanted`, which the map copies to goal.wanted",
                "<ignore><field>link.wanted</field></ignore>",
                "gangway accept");
        assertThat(replica.changes("link")).hasSize(2);

        tables = new CapturedTables(
                database,
                SchemaInspector.inspect(database).tables().stream()
                        .filter(table -> !table.name().equals("other"))
                        .toList());
        replica = new Replica(tables);
        capture = capture.movedTo(database, tables);
        restart();
        drain();

        // The rows that were there are sent again by gangway accept.
        assertThat(replica.rows("link").get("[3, b]").get("wanted")).isEqualTo("set");
    }

    @Test
    void leadsOnAfterADroppedColumnIsBack() throws Exception {
        source.start(checkpoint);
        sql(
                "INSERT INTO mg_link VALUES (1, 'b', 'c')",
                "ALTER TABLE mg_link DROP COLUMN c",
                "INSERT INTO mg_link VALUES (2, 'b')",
                "INSERT INTO mg_customer (id, email) VALUES (1, 'a')");
        stops("mg_link", "`c`", "start again");
        sql("ALTER TABLE mg_link ADD COLUMN c VARCHAR(10) DEFAULT 'new' FIRST");
        restart();
        sql("UPDATE mg_link SET c = 'changed' WHERE a = 2");
        drain();
        assertReplicaEqualsSource();
        restart();
        sql("UPDATE mg_link SET c = 'at last' WHERE a = 1");
        drain();
        assertReplicaEqualsSource();
        assertThat(replica.changes()).extracting(RowChange::position).isSorted().doesNotHaveDuplicates();
    }

    /** While the table waits the server takes rows along that hang on a deleted one, of which the binlog has no word. */
    @Test
    void readsAnewToWhatHungOnRowsOfATableThatWaited() throws Exception {
        sql(
                "INSERT INTO mg_customer (id, email) VALUES (1, 'a'), (2, 'b')",
                "INSERT INTO mg_address VALUES (11, 1, 'x'), (12, 2, 'y')",
                "INSERT INTO mg_parcel VALUES (111, 11), (112, 12)",
                "ALTER TABLE mg_customer DROP COLUMN note",
                "DELETE FROM mg_customer WHERE id = 1",
                "ALTER TABLE mg_customer ADD COLUMN note TEXT AFTER email",
                "UPDATE mg_address SET city = 'z'");
        source.start(checkpoint);
        drain();
        assertReplicaEqualsSource();
    }

    @Test
    void leadsOnAfterColumnAndTableHaveTheirNamesBack() throws Exception {
        sql(
                "INSERT INTO mg_link VALUES (1, 'b', 'c')",
                "ALTER TABLE mg_link CHANGE c other VARCHAR(10)",
                "UPDATE mg_link SET other = 'o'",
                "ALTER TABLE mg_link CHANGE other c VARCHAR(10)",
                "RENAME TABLE mg_customer TO away",
                "INSERT INTO away (id, email) VALUES (1, 'away')",
                "RENAME TABLE away TO mg_customer",
                "INSERT INTO mg_customer (id, email) VALUES (2, 'back')");
        source.start(checkpoint);
        drain();
        assertReplicaEqualsSource();
    }

    /** Capture comes to the first statement while the second is not given yet. */
    @Test
    void waitsAMomentForATableThatTwoStatementsMakeAnew() throws Exception {
        source.start(checkpoint);
        sql("INSERT INTO mg_link VALUES (1, 'b', 'c')");
        drain();
        String create = server().query("SHOW CREATE TABLE " + schema + ".mg_link")
                .get(0)
                .get(1);
        sql("DROP TABLE mg_link");
        long end = System.nanoTime() + ARRIVAL.toNanos();
        while (System.nanoTime() < end) {
            Optional.ofNullable(source.poll(ARRIVAL)).ifPresent(this::commit);
        }
        sql(create, "INSERT INTO mg_link VALUES (2, 'b', 'c')");
        drain();
        assertReplicaEqualsSource();
    }

    @Test
    void comparesNamesOfColumnsWithoutRegardToCase() throws Exception {
        source.start(checkpoint);
        sql(
                "INSERT INTO mg_link VALUES (1, 'b', 'c')",
                "ALTER TABLE mg_link MODIFY COLUMN C VARCHAR(10) COMMENT 'capital'",
                "ALTER TABLE mg_link ADD INDEX i (C)",
                "UPDATE mg_link SET c = 'capital'");
        drain();
        assertReplicaEqualsSource();
        assertThat(readAnew()).isZero();
    }

    @Test
    void goesOnAfterColumnsMovedAndCameAndWent() throws Exception {
        sql(
                "INSERT INTO mg_link VALUES (1, 'b', 'c')",
                "ALTER TABLE mg_link MODIFY c VARCHAR(10) FIRST, ADD COLUMN d INT AFTER a",
                "INSERT INTO mg_link (a, b, c, d) VALUES (2, 'b', 'c', 5)",
                "ALTER TABLE mg_link DROP COLUMN d, ADD KEY (c)",
                "INSERT INTO mg_link (a, b, c) VALUES (3, 'b', 'c')",
                "ALTER DATABASE `" + schema + "` CHARACTER SET utf8",
                "CREATE TABLE copied AS SELECT * FROM mg_link",
                "DROP TABLE copied");
        source.start(checkpoint);
        drain();
        assertReplicaEqualsSource();
        assertThat(readAnew()).isZero();
    }

    @Test
    void followsTheSwapOfAnOnlineSchemaChange() throws Exception {
        sql(
                "INSERT INTO mg_link VALUES (1, 'b', 'c'), (2, 'b', 'c')",
                "CREATE TABLE _mg_link_gho LIKE mg_link",
                "ALTER TABLE _mg_link_gho ADD COLUMN note VARCHAR(10) FIRST, ADD KEY (c)",
                "INSERT INTO _mg_link_gho (a, b, c) SELECT a, b, c FROM mg_link",
                "RENAME /* gh-ost */ TABLE mg_link TO _mg_link_del, _mg_link_gho TO mg_link",
                "UPDATE mg_link SET c = 'swapped' WHERE a = 2");
        source.start(checkpoint);
        drain();
        assertReplicaEqualsSource();
        assertThat(readAnew()).isZero();
        sql(
                "CREATE TABLE __mg_link_new LIKE mg_link",
                "ALTER TABLE __mg_link_new ENGINE=InnoDB, DROP COLUMN note",
                "INSERT INTO __mg_link_new SELECT a, b, c FROM mg_link");
        drain();
        restart();
        sql(
                "RENAME TABLE `" + schema + "`.`mg_link` TO `" + schema + "`.`_mg_link_old`, `" + schema
                        + "`.`__mg_link_new` TO `" + schema + "`.`mg_link`",
                "DROP TABLE IF EXISTS `_mg_link_old`",
                "UPDATE mg_link SET c = 'twice' WHERE a = 1");
        drain();
        assertReplicaEqualsSource();
        assertThat(readAnew()).isZero();
    }

    @Test
    void readsATableAnewThatAnotherTookThePlaceOf() throws Exception {
        sql(
                "CREATE TABLE prepared LIKE mg_link",
                "INSERT INTO prepared VALUES (7, 'b', 'c'), (8, 'b', 'c')",
                "INSERT INTO mg_link VALUES (1, 'b', 'c')");
        checkpoint = prepare();
        restart();
        sql("RENAME TABLE mg_link TO old_link, prepared TO mg_link", "UPDATE mg_link SET c = 'd' WHERE a = 7");
        drain();
        assertReplicaEqualsSource();
        source.close(); // a capture that looks between the two statements stops
        sql("DROP TABLE mg_link", "CREATE TABLE mg_link LIKE old_link", "INSERT INTO mg_link VALUES (9, 'b', 'c')");
        source = newSource(PieceLimits.DEFAULT);
        source.start(checkpoint);
        drain();
        assertReplicaEqualsSource();
    }

    @Test
    void leavesATableAloneWhoseNameIsTakenInAnotherDatabase() throws Exception {
        source.start(checkpoint);
        sql("INSERT INTO mg_link VALUES (1, 'b', 'c')");
        String other = Servers.freshDatabase(server());
        server().executeIn(
                        other,
                        "CREATE TABLE mg_link (x INT PRIMARY KEY)",
                        "DROP TABLE mg_link",
                        "CREATE TABLE " + other + ".mg_customer (x INT PRIMARY KEY)",
                        "ALTER TABLE mg_customer RENAME TO mg_address");
        sql("INSERT INTO mg_link VALUES (2, 'b', 'c')");
        drain();
        assertReplicaEqualsSource();
        assertThat(readAnew()).isZero();
        server().executeIn(
                        other,
                        "DROP TABLE " + schema + ".mg_link",
                        "CREATE TABLE " + schema + ".mg_link (a INT NOT NULL, b VARBINARY(8) NOT NULL, c VARCHAR(10),"
                                + " PRIMARY KEY (a, b)) ENGINE=InnoDB DEFAULT CHARSET=latin1",
                        "INSERT INTO " + schema + ".mg_link VALUES (3, 'b', 'c')");
        drain();
        assertReplicaEqualsSource();
        server().execute("DROP DATABASE " + other);
    }

    /** The table that stood in for a while was changed under the name of the one that came back. */
    @Test
    void readsATableAnewThatCameBackAfterAnotherHadItsPlace() throws Exception {
        sql("INSERT INTO mg_link VALUES (1, 'b', 'c'), (2, 'b', 'c')");
        checkpoint = prepare();
        restart();
        sql(
                "CREATE TABLE stand_in LIKE mg_link",
                "INSERT INTO stand_in SELECT * FROM mg_link",
                "RENAME TABLE mg_link TO aside, stand_in TO mg_link",
                "UPDATE mg_link SET c = 'not here' WHERE a = 1",
                "RENAME TABLE mg_link TO stand_in, aside TO mg_link",
                "UPDATE mg_link SET c = 'here' WHERE a = 2");
        drain();
        assertReplicaEqualsSource();
        assertThat(replica.rows("link").get("[1, b]").text("c")).isEqualTo("c");
    }

    @Test
    void takesAStructureThatTheBinlogDoesNotExplain() throws Exception {
        sql(
                "CREATE TABLE _mg_link_gho LIKE mg_link",
                "ALTER TABLE _mg_link_gho ADD COLUMN note VARCHAR(10) FIRST",
                "INSERT INTO _mg_link_gho (a, b, c) VALUES (1, 'b', 'c')");
        checkpoint = prepare();
        sql("RENAME TABLE mg_link TO _mg_link_del, _mg_link_gho TO mg_link", "UPDATE mg_link SET c = 'swapped'");
        restart();
        drain();
        assertReplicaEqualsSource();
    }

    /** Its columns are of the same types in another order, so that no row shows that the structure is another one. */
    @Test
    void readsATableAnewWhosePlaceACopyTookOfWhichAStatementCouldNotBeRead() throws Exception {
        source.start(checkpoint);
        sql(
                "INSERT INTO mg_customer (id, email) VALUES (1, 'a'), (2, 'b')",
                "INSERT INTO mg_address VALUES (2, 1, 'x'), (12, 2, 'y')");
        sql("CREATE TABLE _mg_address_new LIKE mg_address", "INSERT INTO mg_interest VALUES (1, 'k')");
        drain();
        for (String statement : unreadable("_mg_address_new", "customer_id INT UNSIGNED NOT NULL FIRST")) {
            sql(statement);
        }
        sql("INSERT INTO _mg_address_new (id, customer_id, city) SELECT id, customer_id, city FROM mg_address");
        drain();
        restart();
        sql(
                "RENAME TABLE mg_address TO _mg_address_old, _mg_address_new TO mg_address",
                "UPDATE mg_address SET city = 'swapped' WHERE id = 2");
        drain();
        assertReplicaEqualsSource();
    }

    /** Statements that move a column, one of them in a form that only this server has; all columns stay. */
    private String[] unreadable(String table, String column) {
        return server().flavor().isMariaDb()
                ? new String[] {
                    "ALTER TABLE " + table + " ADD COLUMN ip INET6 NULL, MODIFY " + column,
                    "ALTER TABLE " + table + " DROP COLUMN ip"
                }
                : new String[] {"ALTER TABLE " + table + " MODIFY " + column + ", AUTOEXTEND_SIZE = 4M"};
    }

    /** No row comes after the swap that would show what the table looks like. */
    @Test
    void readsATableAnewWhosePlaceAnUnknownOneTook() throws Exception {
        String other = Servers.freshDatabase(server());
        source.start(checkpoint);
        sql("INSERT INTO mg_link VALUES (1, 'b', 'c')");
        server().executeIn(
                        other,
                        "CREATE TABLE imported LIKE " + schema + ".mg_link",
                        "INSERT INTO imported VALUES (7, 'b', 'c')");
        sql("RENAME TABLE mg_link TO before_import, " + other + ".imported TO mg_link");
        drain();
        assertReplicaEqualsSource();
        server().execute("DROP DATABASE " + other);
    }

    @Test
    void stopsAtSystemVersioningAndGoesOnWithoutIt() throws Exception {
        assumeTrue(server().flavor().isMariaDb(), "only MariaDB has it");
        source.start(checkpoint);
        sql(
                "INSERT INTO mg_link VALUES (1, 'b', 'c'), (2, 'b', 'c')",
                "ALTER TABLE mg_link ADD SYSTEM VERSIONING",
                "UPDATE mg_link SET c = 'versioned' WHERE a = 1",
                "DELETE FROM mg_link WHERE a = 2");
        stops("mg_link", "system versioning", "DROP SYSTEM VERSIONING");
        sql("ALTER TABLE mg_link DROP SYSTEM VERSIONING");
        restart();
        sql("UPDATE mg_link SET c = 'plain' WHERE a = 1");
        drain();
        assertReplicaEqualsSource();
    }
}
