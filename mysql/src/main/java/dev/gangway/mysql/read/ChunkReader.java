package dev.gangway.mysql.read;

import dev.gangway.core.row.Layout;
import dev.gangway.core.schema.Column;
import dev.gangway.core.schema.Table;
import dev.gangway.mysql.connect.Identifiers;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

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

    /** True when ranges of the table's key can be read: what the key orders is what comparisons order. */
    public static boolean hasRanges(Table table) {
        return KeyCondition.isRangeable(table, table.identity());
    }

    /** The first keys of a range in key order, at most {@code limit}; only for tables with {@link #hasRanges}. */
    public List<List<@Nullable Object>> firstKeys(Connection connection, Table table, ChunkRange range, int limit)
            throws SQLException {
        List<Column> key = table.identity().stream()
                .map(name -> table.column(name).orElseThrow())
                .toList();
        String columns = Identifiers.list(table.identity());
        String sql = "SELECT " + columns + " FROM " + Identifiers.quote(Identifiers.withPrefix(prefix, table.name()))
                + where(table, range) + " ORDER BY " + columns + " LIMIT " + limit;
        var keys = new ArrayList<List<@Nullable Object>>();
        try (var statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            try (ResultSet row = statement.executeQuery(sql)) {
                while (row.next()) {
                    var values = new ArrayList<@Nullable Object>();
                    for (int i = 0; i < key.size(); i++) {
                        values.add(Values.read(row, i + 1, key.get(i).kind()));
                    }
                    keys.add(values);
                }
            }
        }
        return keys;
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
