package dev.gangway.embedded;

import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import dev.gangway.embedded.process.FreePorts;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Talks to one embedded database server as its administrator. Thread-safe: each call has its own connection. */
final class DatabaseClient {
    private static final String PARAMETERS = "?sslMode=DISABLED&allowPublicKeyRetrieval=true&connectTimeout=5000"
            + "&characterEncoding=UTF-8&connectionTimeZone=UTC&forceConnectionTimeZoneToSession=true"
            + "&jdbcCompliantTruncation=false&allowLoadLocalInfile=true&rewriteBatchedStatements=true"
            + "&tinyInt1isBit=false&yearIsDateType=false";

    private final String title;
    private final int port;

    DatabaseClient(String title, int port) {
        this.title = title;
        this.port = port;
    }

    String url(String database) {
        return "jdbc:mysql://127.0.0.1:" + port + "/" + database + PARAMETERS;
    }

    Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(url(database), DatabaseServer.USER, DatabaseServer.PASSWORD);
    }

    boolean answers() {
        if (!FreePorts.isListening(port)) {
            return false;
        }
        try (Connection connection = connect("");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT 1")) {
            return rows.next();
        } catch (SQLException e) {
            return false;
        }
    }

    void execute(String database, List<String> statements) {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw failed("Statement", e);
        }
    }

    List<List<@Nullable String>> query(String database, String sql) {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            int columns = rows.getMetaData().getColumnCount();
            List<List<@Nullable String>> result = new ArrayList<>();
            while (rows.next()) {
                List<@Nullable String> row = new ArrayList<>();
                for (int column = 1; column <= columns; column++) {
                    row.add(rows.getString(column));
                }
                result.add(row);
            }
            return result;
        } catch (SQLException e) {
            throw failed("Query", e);
        }
    }

    private MigrationException failed(String what, SQLException cause) {
        return new MigrationException(
                ErrorCode.INTERNAL,
                what + " failed on the embedded " + title + " at 127.0.0.1:" + port + ": " + cause.getMessage(),
                cause);
    }
}
