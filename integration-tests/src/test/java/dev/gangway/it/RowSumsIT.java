package dev.gangway.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.core.schema.Column;
import dev.gangway.core.schema.Side;
import dev.gangway.core.schema.Table;
import dev.gangway.embedded.DatabaseServer;
import dev.gangway.embedded.Servers;
import dev.gangway.mysql.connect.Database;
import dev.gangway.mysql.connect.DatabaseConfig;
import dev.gangway.mysql.connect.Password;
import dev.gangway.mysql.schema.SchemaInspector;
import dev.gangway.proof.row.RowSums;
import java.sql.Connection;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Servers of every kind compute the same checksum of the same row, and another one of any other row. */
class RowSumsIT {
    private static final String CREATE =
            "CREATE TABLE t (id INT UNSIGNED NOT NULL PRIMARY KEY, big BIGINT UNSIGNED NULL,"
                    + " dec_a DECIMAL(12,4) NULL, txt VARCHAR(64) CHARACTER SET %s NULL, other VARCHAR(64) CHARACTER SET %s NULL,"
                    + " long_txt MEDIUMTEXT CHARACTER SET %s NULL, raw VARBINARY(16) NULL, made DATETIME NULL, day DATE NULL,"
                    + " kind ENUM('a','b') NULL)";
    private static final String ROWS = "INSERT INTO t VALUES"
            + " (1, 18446744073709551615, -0.5000, 'a,b', 'c', 'lang', x'00ff', '0000-00-00 00:00:00', '2024-02-29', 'a'),"
            + " (2, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),"
            + " (3, 0, 0, '', '', '', '', '1999-12-31 23:59:59', '0000-00-00', 'b'),"
            + " (4, 7, 12345678.9012, 'äöü', ' x ', 'é', x'2c', '2024-01-01 00:00:00', '2024-01-01', 'a')";

    @Test
    void areTheSameOnAllServersAndDifferWithEveryValue() throws Exception {
        List<Database> servers = Stream.of(Servers.mysql56(), Servers.mysql80(), Servers.mariadb())
                .map(server -> filled(server, server == Servers.mysql56() ? "utf8" : "utf8mb4"))
                .toList();
        RowSums.Sum first = sum(servers.get(0));
        assertThat(first.rows()).isEqualTo(4);
        assertThat(first.hashed()).isEqualTo(4);
        for (Database server : servers) {
            assertThat(sum(server)).as(server.flavor().toString()).isEqualTo(first);
        }
        Database changed = servers.get(2);
        for (String change : List.of(
                "big = NULL WHERE id = 3",
                "dec_a = dec_a + 0.0001 WHERE id = 4",
                "txt = 'a', other = 'b,c' WHERE id = 1", // the same characters, another border
                "txt = NULL WHERE id = 3",
                "long_txt = '' WHERE id = 2",
                "raw = x'2d' WHERE id = 4",
                "made = '2024-01-01 00:00:01' WHERE id = 4",
                "day = NULL WHERE id = 3",
                "kind = 'b' WHERE id = 1",
                "other = ' x' WHERE id = 4")) {
            try (Connection connection = changed.open();
                    var statement = connection.createStatement()) {
                connection.setAutoCommit(false);
                statement.executeUpdate("UPDATE t SET " + change);
                assertThat(sums(changed).sum(connection, "TRUE")).as(change).isNotEqualTo(first);
                connection.rollback();
            }
        }
    }

    private static RowSums.Sum sum(Database database) {
        try (Connection connection = database.open()) {
            return sums(database).sum(connection, "TRUE");
        } catch (java.sql.SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static RowSums sums(Database database) {
        Table table = SchemaInspector.inspect(database).table("t").orElseThrow();
        List<Column> key = List.of(table.column("id").orElseThrow());
        return new RowSums(
                "t",
                key,
                table.columns(),
                table.columns().stream().map(column -> 4).toList());
    }

    private static Database filled(DatabaseServer server, String charset) {
        String name = Servers.freshDatabase(server);
        server.executeIn(
                name,
                "SET SESSION sql_mode = ''",
                "SET NAMES utf8mb4",
                CREATE.formatted(charset, charset, charset),
                ROWS);
        return new Database(DatabaseConfig.tcp(
                Side.SOURCE, server.host(), server.port(), name, server.user(), Password.of(server.password())));
    }
}
