package dev.gangway.mysql.write;

import dev.gangway.core.row.Row;
import dev.gangway.core.schema.Table;
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
                count += run(connection, statement, part, s -> Warnings.collect(s, table, losses));
            }
        }
        return count;
    }

    /** Looks at a statement that was run, before the next one is. */
    private interface Look {
        void at(java.sql.Statement statement) throws SQLException;
    }

    private static long run(Connection connection, java.sql.Statement statement, RowSql.Statement part, Look look)
            throws SQLException {
        LargeRow large = part.large();
        if (large != null) {
            return large.execute(connection, part.sql(), look::at);
        }
        long count = statement.executeUpdate(part.sql());
        look.at(statement);
        return count;
    }

    /** The same for statements made of these rows, whose keys are kept with the losses. */
    static long execute(
            Connection connection, List<RowSql.Statement> statements, Table table, List<Row> rows, WriteLosses losses)
            throws SQLException {
        long count = 0;
        int first = 0;
        List<Row> inOrder = RowShape.group(table, rows).values().stream()
                .flatMap(List::stream)
                .toList();
        try (var statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            for (RowSql.Statement part : statements) {
                List<Row> written = inOrder.subList(first, Math.min(first + part.rows(), inOrder.size()));
                count += run(
                        connection,
                        statement,
                        part,
                        s -> Warnings.addForgotten(table.name(), Warnings.collect(s, table, written, losses), losses));
                first += written.size();
            }
        }
        return count;
    }
}
