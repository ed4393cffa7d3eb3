package dev.gangway.bulkloader.step;

import dev.gangway.mysql.connect.Database;
import dev.gangway.mysql.connect.Identifiers;
import dev.gangway.mysql.connect.SqlErrors;
import dev.gangway.mysql.write.Statements;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** Counts the rows of tables over one connection. */
public final class RowCounts {

    private RowCounts() {}

    /** Rows per table, in the given order. */
    public static Map<String, Long> of(Database database, Collection<String> tables) {
        var counts = new LinkedHashMap<String, Long>();
        try (Connection connection = database.open()) {
            for (String table : tables) {
                counts.put(table, count(connection, database.table(table)));
            }
            return counts;
        } catch (SQLException e) {
            throw SqlErrors.translate(e, database.config(), "counting rows");
        }
    }

    public static long of(Database database, String table) {
        return of(database, java.util.List.of(table)).getOrDefault(table, 0L);
    }

    /** Rows of a table for which a condition holds; {@code where} begins with a blank and WHERE, or is empty. */
    public static long of(Database database, String table, String where) throws SQLException {
        try (Connection connection = database.open()) {
            return Statements.queryLong(
                    connection, "SELECT COUNT(*) FROM " + Identifiers.quote(database.table(table)) + where);
        }
    }

    private static long count(Connection connection, String table) throws SQLException {
        try (var statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT COUNT(*) FROM " + Identifiers.quote(table))) {
            row.next();
            return row.getLong(1);
        }
    }
}
