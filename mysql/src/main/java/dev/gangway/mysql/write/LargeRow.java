package dev.gangway.mysql.write;

import com.mysql.cj.jdbc.JdbcConnection;
import dev.gangway.core.row.Row;
import dev.gangway.core.schema.Column;
import dev.gangway.core.schema.ColumnKind;
import java.io.ByteArrayInputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row whose values are too long to stand in a statement's text, where they would need several times their memory: they go
 * to the server as parameters, the long ones piece by piece.
 */
record LargeRow(RowShape shape, Row row) {
    private static final int LONG = 1 << 20;

    /** Looks at a statement that has written rows, before it is closed. */
    @FunctionalInterface
    interface Written {
        void look(PreparedStatement statement) throws SQLException;
    }

    static boolean isLarge(RowShape shape, Row row) {
        for (int i = 0; i < shape.size(); i++) {
            if (isLong(row.get(shape.index(i)))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isLong(@Nullable Object value) {
        return value instanceof byte[] bytes
                ? bytes.length > LONG
                : value != null && value.toString().length() > LONG;
    }

    /** What stands in the statement for the values: long text arrives as bytes. */
    String placeholders() {
        List<String> placeholders = new ArrayList<>();
        for (int i = 0; i < shape.size(); i++) {
            boolean isBytes = isLong(value(i)) && !(value(i) instanceof byte[]);
            placeholders.add(isBytes && isText(shape.columns().get(i)) ? "CONVERT(? USING utf8mb4)" : "?");
        }
        return "(" + String.join(", ", placeholders) + ")";
    }

    private static boolean isText(Column column) {
        return column.kind() == ColumnKind.TEXT;
    }

    private @Nullable Object value(int i) {
        return row.get(shape.index(i));
    }

    /** Runs the statement with the values as parameters; returns the update count. */
    long execute(Connection connection, String sql, Written written) throws SQLException {
        try (PreparedStatement statement =
                connection.unwrap(JdbcConnection.class).serverPrepareStatement(sql)) {
            for (int i = 0; i < shape.size(); i++) {
                bind(statement, i + 1, value(i));
            }
            long count = statement.executeLargeUpdate();
            written.look(statement);
            return count;
        }
    }

    private static void bind(PreparedStatement statement, int number, @Nullable Object value) throws SQLException {
        if (value instanceof byte[] bytes) {
            if (isLong(value)) {
                statement.setBinaryStream(number, new ByteArrayInputStream(bytes));
            } else {
                statement.setBytes(number, bytes);
            }
        } else if (isLong(value)) {
            statement.setBinaryStream(number, new Utf8Input(String.valueOf(value)));
        } else {
            statement.setString(number, value == null ? null : value.toString());
        }
    }
}
