package dev.gangway.mysql.read;

import dev.gangway.core.row.Layout;
import dev.gangway.core.schema.Table;
import dev.gangway.mysql.connect.Identifiers;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Streams the rows of one chunk of a table. Immutable and thread-safe. */
public final class ChunkReader {
    private final String prefix;

    public ChunkReader(String prefix) {
        this.prefix = prefix;
    }

    /** Opens the chunk's rows in key order (in the server's order when the table has no usable key). */
    public RowStream open(Connection connection, Table table, Layout layout, ChunkRange range) throws SQLException {
        return RowStream.open(connection, query(table, range), layout, Values.kinds(table));
    }

    /** The whole table, in key order where there is a key. */
    public RowStream open(Connection connection, Table table) throws SQLException {
        return open(connection, table, Layout.of(table), ChunkRange.ALL);
    }

    /** {@code WHERE} and the condition for the chunk's rows, or an empty text for the whole table. */
    public static String where(Table table, ChunkRange range) {
        List<String> key = table.identity();
        return KeyCondition.isRangeable(table, key) ? new KeyCondition(table, key).where(range) : "";
    }

    String query(Table table, ChunkRange range) {
        List<String> key = table.identity();
        String where = where(table, range);
        String order = key.isEmpty() ? "" : " ORDER BY " + Identifiers.list(key);
        return "SELECT " + Values.selectList(table.columns()) + " FROM "
                + Identifiers.quote(Identifiers.withPrefix(prefix, table.name())) + where + order;
    }
}
