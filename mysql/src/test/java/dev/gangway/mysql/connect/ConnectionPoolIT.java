package dev.gangway.mysql.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import dev.gangway.core.schema.Side;
import dev.gangway.embedded.DatabaseFlavor;
import dev.gangway.mysql.TestDatabases;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("servers")
class ConnectionPoolIT {

    @ParameterizedTest
    @MethodSource("dev.gangway.embedded.Servers#flavors")
    void lendsTheSameConnectionAgainWithNothingOpenInIt(DatabaseFlavor flavor) throws SQLException {
        Database own = TestDatabases.fresh(flavor, Side.DESTINATION);
        execute(own, "CREATE TABLE t (id INT PRIMARY KEY) ENGINE=InnoDB");
        try (ConnectionPool pool = ConnectionPool.of(own, 2)) {
            Database lent = pool.database();
            long first;
            try (Connection connection = lent.open();
                    var statement = connection.createStatement()) {
                first = session(connection);
                connection.setAutoCommit(false);
                statement.execute("INSERT INTO t VALUES (1)");
            }
            try (Connection again = lent.open();
                    Connection other = lent.open()) {
                assertThat(session(again)).isEqualTo(first);
                assertThat(again.getAutoCommit()).isTrue();
                assertThat(number(again, "SELECT COUNT(*) FROM t")).isZero();
                assertThat(session(other)).isNotEqualTo(first);
            }
            assertThat(lent.flavor()).isEqualTo(own.flavor());
        }
    }

    @Test
    void saysWhatIsWrongWithALoginAsAnOwnConnectionDoes() {
        Database right = TestDatabases.fresh(DatabaseFlavor.MARIADB_11_4, Side.SOURCE);
        var wrong = new Database(DatabaseConfig.tcp(
                Side.SOURCE,
                right.config().host(),
                right.config().port(),
                right.config().name(),
                right.config().user(),
                Password.of("wr0ng")));
        assertThatThrownBy(() -> ConnectionPool.of(wrong, 1).close())
                .isInstanceOfSatisfying(
                        MigrationException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.SOURCE_ACCESS_DENIED));
    }

    private static void execute(Database database, String sql) throws SQLException {
        try (Connection connection = database.open();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static long session(Connection connection) throws SQLException {
        return number(connection, "SELECT CONNECTION_ID()");
    }

    private static long number(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }
}
