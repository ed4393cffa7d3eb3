package dev.gangway.mysql.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import dev.gangway.core.position.StartPoint;
import dev.gangway.core.schema.Side;
import dev.gangway.embedded.DatabaseFlavor;
import dev.gangway.embedded.DatabaseServer;
import dev.gangway.embedded.ServerOptions;
import dev.gangway.embedded.Servers;
import dev.gangway.mysql.TestDatabases;
import dev.gangway.mysql.connect.Database;
import dev.gangway.mysql.connect.DatabaseConfig;
import dev.gangway.mysql.connect.Password;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("servers")
class PositionReaderIT {

    @ParameterizedTest
    @MethodSource("dev.gangway.embedded.Servers#flavors")
    void findsTheEndOfTheBinlog(DatabaseFlavor flavor) {
        DatabaseServer server = Servers.database(flavor);
        Database source = TestDatabases.fresh(flavor, Side.SOURCE);
        var reader = new PositionReader(source);

        StartPoint before = reader.current();
        server.executeIn(source.config().name(), "CREATE TABLE t (id INT PRIMARY KEY)", "INSERT INTO t VALUES (1)");
        StartPoint after = reader.current();

        assertThat(before.capture()).isEqualTo("binlog");
        assertThat(after.position()).isGreaterThan(before.position());
        assertThat(after.gtids().isEmpty()).isEqualTo(!flavor.isMariaDb());
    }

    @Test
    void namesTheGrantThatIsMissing() {
        DatabaseServer server = Servers.mariadb();
        String name = Servers.freshDatabase(server);
        String user = "r_" + name;
        server.execute(
                "CREATE USER '" + user + "'@'%' IDENTIFIED BY 'pw'", "GRANT SELECT ON *.* TO '" + user + "'@'%'");
        var reader = new PositionReader(new Database(
                DatabaseConfig.tcp(Side.SOURCE, server.host(), server.port(), name, user, Password.of("pw"))));

        assertThatThrownBy(reader::current)
                .isInstanceOfSatisfying(
                        MigrationException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.SOURCE_GRANT_MISSING))
                .hasMessageContaining("GRANT REPLICATION SLAVE, REPLICATION CLIENT");
        server.execute("DROP USER '" + user + "'@'%'");
    }

    @Test
    void namesTheSettingThatIsWrong() {
        assertBinlogRefused(ServerOptions.defaults().withoutBinlog(), "the binary log is off (log_bin is OFF)");
        assertBinlogRefused(
                ServerOptions.defaults().withBinlogFormat("STATEMENT"),
                "not in row format (binlog_format is STATEMENT)");
        assertBinlogRefused(
                ServerOptions.defaults().withSetting("binlog-row-image=MINIMAL"),
                "leaves out columns (binlog_row_image is MINIMAL)");
    }

    private static void assertBinlogRefused(ServerOptions options, String problem) {
        try (DatabaseServer server = DatabaseServer.start(DatabaseFlavor.MARIADB_11_4, options)) {
            var reader = new PositionReader(TestDatabases.of(server, Side.SOURCE, Servers.freshDatabase(server)));
            assertThatThrownBy(reader::check)
                    .isInstanceOfSatisfying(
                            MigrationException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.SOURCE_BINLOG_OFF))
                    .hasMessageContaining(problem)
                    .hasMessageContaining("use capture by triggers");
        }
    }
}
