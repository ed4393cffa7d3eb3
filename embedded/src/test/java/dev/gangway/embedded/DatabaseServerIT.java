package dev.gangway.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("servers")
class DatabaseServerIT {
    @ParameterizedTest
    @MethodSource("dev.gangway.embedded.Servers#flavors")
    void keepsCommittedRowsOverKillAndRestart(DatabaseFlavor flavor) {
        assumeThat(flavor.isObtainable()).isTrue();
        try (DatabaseServer server = DatabaseServer.start(flavor, ServerOptions.defaults())) {
            // Given
            server.createDatabase("shop", "utf8");
            server.executeIn(
                    "shop",
                    "CREATE TABLE t (id INT PRIMARY KEY AUTO_INCREMENT, v VARCHAR(20)) ENGINE=InnoDB",
                    "INSERT INTO t (v) VALUES ('before the kill')");
            int port = server.port();

            // When
            server.kill();
            assertThat(server.isRunning()).isFalse();
            server.restart();
            server.executeIn("shop", "INSERT INTO t (v) VALUES ('before the stop')");
            server.restart();

            // Then
            assertThat(server.port()).isEqualTo(port);
            assertThat(server.query("SELECT id, v, NULL FROM shop.t ORDER BY id"))
                    .containsExactly(row("1", "before the kill", null), row("2", "before the stop", null));
        }
    }

    @ParameterizedTest
    @MethodSource("dev.gangway.embedded.Servers#flavors")
    void writesRowsToTheBinlogAndLetsTriggersBeCreated(DatabaseFlavor flavor) {
        assumeThat(flavor.isObtainable()).isTrue();
        DatabaseServer server = Servers.database(flavor);
        String database = Servers.freshDatabase(server);

        server.executeIn(
                database,
                "SET SESSION sql_mode = ''",
                "CREATE TABLE t (id INT PRIMARY KEY, d DATETIME NOT NULL DEFAULT '0000-00-00 00:00:00')",
                "CREATE TRIGGER i AFTER INSERT ON t FOR EACH ROW SET @x = 1",
                "INSERT INTO t (id) VALUES (1)");

        assertThat(server.query("SELECT @@log_bin, @@global.binlog_format, @@global.binlog_row_image"))
                .containsExactly(row("1", "ROW", "FULL"));
        assertThat(server.query("SELECT d FROM " + database + ".t")).containsExactly(row("0000-00-00 00:00:00"));
        assertThat(server.query("SHOW BINARY LOGS")).isNotEmpty();
        server.execute("DROP DATABASE " + database);
    }

    @Test
    void followsOptions() {
        ServerOptions options = ServerOptions.defaults().withGtid().withBinlogFormat("STATEMENT");

        try (DatabaseServer server = DatabaseServer.start(DatabaseFlavor.MYSQL_5_7, options)) {
            assertThat(server.query("SELECT @@gtid_mode, @@binlog_format")).containsExactly(row("ON", "STATEMENT"));
        }
        try (DatabaseServer server = DatabaseServer.start(DatabaseFlavor.MARIADB_11_4, options.withoutBinlog())) {
            assertThat(server.query("SELECT @@log_bin")).containsExactly(row("0"));
        }
    }

    @Test
    void quotesTheServersLogWhenItCannotStart() {
        ServerOptions options = ServerOptions.defaults().withSetting("no-such-setting=1");

        assertThatThrownBy(() -> DatabaseServer.start(DatabaseFlavor.MARIADB_11_4, options))
                .isInstanceOf(MigrationException.class)
                .hasMessageContaining("MariaDB 11.4.5 ended with exit code")
                .hasMessageContaining("no-such-setting")
                .extracting(e -> ((MigrationException) e).code())
                .isEqualTo(ErrorCode.SERVER_START_FAILED);
    }

    @Test
    void closesTwiceWithoutHarm() {
        DatabaseServer server = DatabaseServer.start(DatabaseFlavor.MARIADB_11_4, ServerOptions.defaults());

        server.close();
        server.close();

        assertThat(server.isRunning()).isFalse();
    }

    private static List<@Nullable String> row(@Nullable String... values) {
        return Arrays.asList(values);
    }
}
