package dev.gangway.mysql.read;

import dev.gangway.core.row.Layout;
import dev.gangway.core.row.Row;
import dev.gangway.core.schema.ColumnKind;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/**
 * Rows of one query, one at a time from the server: memory holds a single row however large the result is. The connection can
 * do nothing else until the stream is closed. One thread at a time.
 */
public final class RowStream implements AutoCloseable {
    private final Statement statement;
    private final ResultSet rows;
    private final Layout layout;
    private final ColumnKind[] kinds;
    private long bytes;

    private RowStream(Statement statement, ResultSet rows, Layout layout, ColumnKind[] kinds) {
        this.statement = statement;
        this.rows = rows;
        this.layout = layout;
        this.kinds = kinds;
    }

    /** Runs a query whose result columns are the layout's fields, made with {@link Values#selectList}. */
    public static RowStream open(Connection connection, String sql, Layout layout, ColumnKind[] kinds)
            throws SQLException {
        Statement statement = connection.createStatement(ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY);
        try {
            statement.setEscapeProcessing(false);
            statement.setFetchSize(Integer.MIN_VALUE);
            return new RowStream(statement, statement.executeQuery(sql), layout, kinds);
        } catch (SQLException e) {
            statement.close();
            throw e;
        }
    }

    /** The next row with every field set, or null at the end. */
    public @Nullable Row next() throws SQLException {
        if (!rows.next()) {
            return null;
        }
        var values = new Object[kinds.length];
        for (int i = 0; i < values.length; i++) {
            Object value = Values.read(rows, i + 1, kinds[i]);
            bytes += 8 + (value instanceof byte[] b ? b.length : value == null ? 0 : ((String) value).length());
            values[i] = value;
        }
        return Row.full(layout, values);
    }

    /** About how many bytes of values were read so far. */
    public long bytes() {
        return bytes;
    }

    @Override
    public void close() throws SQLException {
        try {
            rows.close();
        } finally {
            statement.close();
        }
    }
}
