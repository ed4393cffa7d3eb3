package dev.gangway.cdc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.gangway.cdc.binlog.BinlogChangeSource;
import dev.gangway.cdc.binlog.BinlogSettings;
import dev.gangway.cdc.binlog.BinlogStart;
import dev.gangway.core.change.Operation;
import dev.gangway.core.change.RowChange;
import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import dev.gangway.core.schema.Side;
import dev.gangway.embedded.Servers;
import dev.gangway.mysql.connect.Database;
import dev.gangway.mysql.connect.DatabaseConfig;
import dev.gangway.mysql.connect.Password;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/** The contract for capture from the binlog, and what only the binlog shows. */
@NullUnmarked
abstract class BinlogContract extends ChangeSourceContract {
    private Map<String, String> createStatements = Map.of();

    @Override
    protected Checkpoint prepare() {
        BinlogStart start = BinlogStart.record(database, tables);
        createStatements = start.createStatements();
        return BinlogChangeSource.initial(start.point());
    }

    @Override
    protected ChangeSource newSource(PieceLimits limits) {
        var settings = BinlogSettings.of(
                        schema.replace('_', '-'), Servers.kafka().bootstrapServers())
                .withCreateStatements(createStatements)
                .withLimits(limits);
        return new BinlogChangeSource(database, tables, settings);
    }

    @Override
    protected boolean seesEveryChange() {
        return true;
    }

    @Test
    void deliversTruncate() throws Exception {
        source.start(checkpoint);
        sql("INSERT INTO mg_link VALUES (1, 'b', 'c')", "TRUNCATE TABLE mg_link", "TRUNCATE mg_other");
        drain();
        assertThat(replica.changes())
                .extracting(RowChange::operation)
                .containsExactly(Operation.CREATE, Operation.TRUNCATE);
        sql("TRUNCATE mg_link", "INSERT INTO mg_link VALUES (2, 'b', 'c')");
        drain();
        assertReplicaEqualsSource();
    }

    @Test
    void goesOnWhenColumnsAreAdded() throws Exception {
        source.start(checkpoint);
        sql("INSERT INTO mg_link VALUES (1, 'b', 'c')", "ALTER TABLE mg_link ADD COLUMN extra INT FIRST, ADD KEY (c)");
        sql("INSERT INTO mg_link (a, b, c, extra) VALUES (2, 'b', 'c', 5)");
        drain();
        assertReplicaEqualsSource();
        source.close();
        source = newSource(PieceLimits.DEFAULT);
        source.start(checkpoint);
        sql("INSERT INTO mg_link (a, b, c, extra) VALUES (3, 'b', 'c', 5)");
        drain();
        assertReplicaEqualsSource();
    }

    @Test
    void readsOldRowsWithTheirOldStructure() throws Exception {
        sql(
                "INSERT INTO mg_link (a, b, c) VALUES (1, 'b', 'c')",
                "ALTER TABLE mg_link ADD COLUMN extra VARCHAR(5) AFTER a",
                "INSERT INTO mg_link (a, b, c, extra) VALUES (2, 'b', 'c', 'e')");
        source.start(checkpoint);
        drain();
        assertReplicaEqualsSource();
    }

    @Test
    void stopsWhenACapturedColumnChanges() throws Exception {
        source.start(checkpoint);
        sql(
                "INSERT INTO mg_link VALUES (1, 'b', 'c')",
                "ALTER TABLE mg_link DROP COLUMN c",
                "INSERT INTO mg_link VALUES (2, 'b')");
        assertThatExceptionOfType(MigrationException.class)
                .isThrownBy(this::drain)
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.SOURCE_SCHEMA_CHANGED))
                .withMessageContaining("mg_link")
                .withMessageContaining("`c`");
        assertThat(replica.changes("link")).hasSize(1);
    }

    @Test
    void refusesABinlogFileThatIsGone() {
        var gone = Map.of("file", "mysql-bin.000000", "pos", "4");
        assertThatExceptionOfType(MigrationException.class)
                .isThrownBy(() -> source.start(new Checkpoint(checkpoint.position(), gone, Map.of(), 0)))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.SOURCE_BINLOG_PURGED));
    }

    @Test
    void tellsWhichGrantIsMissing() {
        String user = "u" + schema.substring(2);
        server().execute(
                        "CREATE USER '" + user + "'@'%' IDENTIFIED BY 'pw'",
                        "GRANT SELECT ON `" + schema + "`.* TO '" + user + "'@'%'");
        var limited = new Database(
                DatabaseConfig.tcp(Side.SOURCE, server().host(), server().port(), schema, user, Password.of("pw"))
                        .withPrefix(PREFIX));
        var settings = BinlogSettings.of("none", Servers.kafka().bootstrapServers());
        try (var denied = new BinlogChangeSource(limited, tables, settings)) {
            assertThatExceptionOfType(MigrationException.class)
                    .isThrownBy(() -> denied.start(checkpoint))
                    .withMessageContaining("GRANT REPLICATION SLAVE")
                    .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.SOURCE_GRANT_MISSING));
        } finally {
            server().execute("DROP USER '" + user + "'@'%'");
        }
    }
}
