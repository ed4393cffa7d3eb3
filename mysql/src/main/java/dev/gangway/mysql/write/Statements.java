package dev.gangway.mysql.write;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Runs built statements with the driver's escape processing off, since values hold braces. */
public final class Statements {

    private Statements() {}

    /** Runs one statement and returns its update count. */
    public static long execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            return statement.executeUpdate(sql);
        }
    }

    /** The first column of the first row of a query. */
    public static long queryLong(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            try (var result = statement.executeQuery(sql)) {
                if (!result.next()) {
                    throw new SQLException("No row where one was asked for");
                }
                return result.getLong(1);
            }
        }
    }

    /** Runs one statement and returns its update count; warnings go to {@code losses} under the table's name. */
    public static long execute(Connection connection, String sql, String table, WriteLosses losses)
            throws SQLException {
        return execute(connection, List.of(new RowSql.Statement(sql, 0)), table, losses);
    }

    /** Runs all and returns the sum of their update counts; warnings go to {@code losses} under the table's name. */
    public static long execute(
            Connection connection, List<RowSql.Statement> statements, String table, WriteLosses losses)
            throws SQLException {
        long count = 0;
        try (var statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            for (RowSql.Statement part : statements) {
                count += statement.executeUpdate(part.sql());
                Warnings.collect(statement, table, losses);
            }
        }
        return count;
    }
}
