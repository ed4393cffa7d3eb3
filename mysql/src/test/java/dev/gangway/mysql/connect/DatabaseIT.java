package dev.gangway.mysql.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import dev.gangway.core.schema.Side;
import dev.gangway.embedded.DatabaseFlavor;
import dev.gangway.embedded.DatabaseServer;
import dev.gangway.embedded.Servers;
import dev.gangway.mysql.TestDatabases;
import java.io.IOException;
import java.net.ServerSocket;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("servers")
class DatabaseIT {

    private static void assertRefused(DatabaseConfig config, ErrorCode code, String advice) {
        assertThatThrownBy(() -> new Database(config).open().close())
                .isInstanceOfSatisfying(
                        MigrationException.class, e -> assertThat(e.code()).isEqualTo(code))
                .hasMessageContaining(config.address())
                .hasMessageContaining(advice)
                .hasMessageNotContaining("wr0ng");
    }

    @ParameterizedTest
    @MethodSource("dev.gangway.embedded.Servers#flavors")
    void givesEverySessionTheRulesThatResultsDependOn(DatabaseFlavor flavor) throws SQLException {
        Database source = TestDatabases.fresh(flavor, Side.SOURCE);
        Database withInit = new Database(source.config()
                .withInitStatements(List.of("SET NAMES utf8", "SET SESSION sql_mode = 'STRICT_ALL_TABLES'")));
        Database target = TestDatabases.as(source, Side.DESTINATION);

        assertThat(settings(source)).isEqualTo("|+00:00|0|utf8mb4|utf8mb4");
        assertThat(settings(withInit)).isEqualTo("|+00:00|0|utf8mb4|utf8mb4");
        assertThat(settings(target)).isEqualTo("NO_AUTO_VALUE_ON_ZERO|+00:00|0|utf8mb4|utf8mb4");
    }

    private static String settings(Database database) throws SQLException {
        String sql =
                "SELECT CONCAT_WS('|', @@sql_mode, @@time_zone, IF(@@foreign_key_checks, 1, 0), @@character_set_results,"
                        + " @@character_set_client)";
        try (Connection connection = database.open();
                var statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.gangway.embedded.Servers#flavors")
    void saysWhatIsWrongWithALogin(DatabaseFlavor flavor) {
        DatabaseServer server = Servers.database(flavor);
        String name = Servers.freshDatabase(server);
        String user = "u" + name.substring(2);
        server.execute("CREATE USER '" + user + "'@'%' IDENTIFIED BY 'pw'", "GRANT USAGE ON *.* TO '" + user + "'@'%'");
        var password = Password.of(server.password());

        assertRefused(
                DatabaseConfig.tcp(
                        Side.SOURCE, server.host(), server.port(), name, server.user(), Password.of("wr0ng")),
                ErrorCode.SOURCE_ACCESS_DENIED,
                "user or password is wrong");
        assertRefused(
                DatabaseConfig.tcp(Side.DESTINATION, server.host(), server.port(), "no_such", server.user(), password),
                ErrorCode.TARGET_TABLE_MISSING,
                "the database does not exist");
        assertRefused(
                DatabaseConfig.tcp(Side.DESTINATION, server.host(), server.port(), name, user, Password.of("pw")),
                ErrorCode.TARGET_GRANT_MISSING,
                "grant the user this right");
        server.execute("DROP USER '" + user + "'@'%'");
    }

    @Test
    void saysWhenNobodyAnswers() throws IOException {
        int closed;
        try (var socket = new ServerSocket(0)) {
            closed = socket.getLocalPort();
        }
        assertRefused(
                DatabaseConfig.tcp(Side.SOURCE, "127.0.0.1", closed, "shop", "u", Password.of("wr0ng")),
                ErrorCode.SOURCE_UNAVAILABLE,
                "check that the server runs");
        assertRefused(
                DatabaseConfig.tcp(Side.DESTINATION, "no-such-host.invalid", 3306, "shop", "u", Password.of("wr0ng")),
                ErrorCode.TARGET_UNAVAILABLE,
                "the host name cannot be resolved");
    }
}
