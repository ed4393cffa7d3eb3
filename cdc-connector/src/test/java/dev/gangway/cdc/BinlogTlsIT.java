package dev.gangway.cdc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.cdc.binlog.BinlogChangeSource;
import dev.gangway.cdc.binlog.BinlogSettings;
import dev.gangway.cdc.binlog.BinlogStart;
import dev.gangway.core.schema.Side;
import dev.gangway.embedded.DatabaseServer;
import dev.gangway.embedded.Servers;
import dev.gangway.mysql.connect.Database;
import dev.gangway.mysql.connect.DatabaseConfig;
import dev.gangway.mysql.connect.Password;
import dev.gangway.mysql.connect.Tls;
import dev.gangway.mysql.schema.SchemaInspector;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The binlog of a source whose account is let in with a certificate only. */
class BinlogTlsIT {
    private static final DatabaseServer SERVER = Servers.mysql80();
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final String schema = Servers.freshDatabase(SERVER);
    private final String user = "u" + schema.substring(2);

    @BeforeEach
    void prepareSource() {
        SERVER.executeIn(
                schema,
                "CREATE TABLE t (id INT PRIMARY KEY, v VARCHAR(9))",
                "CREATE USER '" + user + "'@'%' IDENTIFIED BY 'pw' REQUIRE X509",
                "GRANT SELECT, RELOAD, REPLICATION SLAVE, REPLICATION CLIENT ON *.* TO '" + user + "'@'%'");
    }

    @AfterEach
    void dropSource() {
        SERVER.execute("DROP DATABASE `" + schema + "`", "DROP USER '" + user + "'@'%'");
    }

    @Test
    void isReadThroughAnEncryptedConnection() throws Exception {
        // Given
        var database = new Database(
                DatabaseConfig.tcp(Side.SOURCE, SERVER.host(), SERVER.port(), schema, user, Password.of("pw"))
                        .withTls(certified()));
        var tables =
                new CapturedTables(database, SchemaInspector.inspect(database).tables());
        BinlogStart start = BinlogStart.record(database, tables);
        var settings = BinlogSettings.of(
                        schema.replace('_', '-'), Servers.kafka().bootstrapServers())
                .withCreateStatements(start.createStatements());

        // When
        try (var source = new BinlogChangeSource(database, tables, settings)) {
            source.start(BinlogChangeSource.initial(start.point()));
            SERVER.executeIn(schema, "INSERT INTO t VALUES (1, 'a'), (2, 'b')");

            // Then
            assertThat(changes(source)).isEqualTo(2);
        }
    }

    private static Tls certified() {
        Path folder =
                Path.of(String.valueOf(SERVER.query("SELECT @@datadir").get(0).get(0)));
        return new Tls(
                Tls.Mode.VERIFY_CA,
                folder.resolve("ca.pem").toString(),
                folder.resolve("client-cert.pem").toString(),
                folder.resolve("client-key.pem").toString());
    }

    private static int changes(ChangeSource source) throws InterruptedException {
        int changes = 0;
        long end = System.nanoTime() + LIMIT.toNanos();
        while (changes < 2 && System.nanoTime() < end) {
            @Nullable Piece piece = source.poll(Duration.ofMillis(200));
            changes += piece == null ? 0 : piece.changes().size();
        }
        return changes;
    }
}
