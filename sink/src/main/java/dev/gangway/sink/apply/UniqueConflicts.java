package dev.gangway.sink.apply;

import dev.gangway.core.row.Layout;
import dev.gangway.core.row.Row;
import dev.gangway.core.schema.Column;
import dev.gangway.core.schema.Table;
import dev.gangway.core.schema.UniqueKey;
import dev.gangway.mysql.read.Values;
import dev.gangway.mysql.write.RowSql;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds target rows that hold, under another key, a unique value which a row about to be written needs. An upsert would
 * silently overwrite such a row.
 */
final class UniqueConflicts {
    private static final int BLOCK = 200;

    private final RowSql sql;

    UniqueConflicts(RowSql sql) {
        this.sql = sql;
    }

    /** A row that stands in the way: its key, the unique index and the values it holds there. */
    record Holder(RowKey key, Row keyRow, UniqueKey index, RowKey held) {}

    /** Unique constraints of the table that a row's key does not already cover. */
    static List<UniqueKey> others(Table table, List<String> key) {
        var others = new ArrayList<UniqueKey>();
        if (!table.primaryKey().isEmpty() && !table.primaryKey().containsAll(key)) {
            others.add(new UniqueKey("PRIMARY", table.primaryKey()));
        }
        table.uniqueKeys().stream().filter(u -> !u.columns().containsAll(key)).forEach(others::add);
        return others;
    }

    /** True when a unique constraint consists of columns of the key alone: an upsert finds the row by it. */
    static boolean covers(Table table, List<String> key) {
        return (!table.primaryKey().isEmpty() && key.containsAll(table.primaryKey()))
                || table.uniqueKeys().stream().anyMatch(u -> key.containsAll(u.columns()));
    }

    /** Rows of the table with another key that hold a unique value of one of {@code rows}. */
    List<Holder> find(Connection connection, Table table, List<String> key, List<Row> rows) throws SQLException {
        var holders = new ArrayList<Holder>();
        for (UniqueKey index : others(table, key)) {
            List<Row> wanted = wanted(table, index, rows);
            for (int from = 0; from < wanted.size(); from += BLOCK) {
                query(
                        connection,
                        table,
                        key,
                        index,
                        wanted.subList(from, Math.min(from + BLOCK, wanted.size())),
                        holders);
            }
        }
        return holders;
    }

    /** The index's values of each row, left out where one is absent or NULL: such rows never conflict. */
    private static List<Row> wanted(Table table, UniqueKey index, List<Row> rows) {
        var layout = new Layout(table.name(), index.columns());
        var wanted = new LinkedHashMap<RowKey, Row>();
        for (Row row : rows) {
            if (index.columns().stream().allMatch(c -> row.get(c) != null)) {
                Row held = Row.full(layout, stored(table, row, index.columns()));
                wanted.put(RowKey.of(held, index.columns()), held);
            }
        }
        return List.copyOf(wanted.values());
    }

    private static @Nullable Object[] stored(Table table, Row row, List<String> fields) {
        return fields.stream()
                .map(field -> stored(column(table, field), row.get(field)))
                .toArray();
    }

    /** What the server makes of a text that is longer than its column: only by that it finds the row that holds it. */
    private static @Nullable Object stored(Column column, @Nullable Object value) {
        int length = column.characters();
        return value instanceof String text && length >= 0 && text.codePointCount(0, text.length()) > length
                ? text.substring(0, text.offsetByCodePoints(0, length))
                : value;
    }

    private void query(
            Connection connection, Table table, List<String> key, UniqueKey index, List<Row> wanted, List<Holder> found)
            throws SQLException {
        var columns = new ArrayList<>(key);
        columns.addAll(index.columns());
        String text = "SELECT "
                + Values.selectList(columns.stream().map(c -> column(table, c)).toList()) + " FROM "
                + sql.name(table.name()) + " WHERE " + sql.condition(table, wanted);
        try (var statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            try (ResultSet result = statement.executeQuery(text)) {
                while (result.next()) {
                    Row keyRow = read(result, table, key, 1);
                    Row held = read(result, table, index.columns(), key.size() + 1);
                    found.add(new Holder(RowKey.of(keyRow, key), keyRow, index, RowKey.of(held, index.columns())));
                }
            }
        }
    }

    private static Row read(ResultSet result, Table table, List<String> columns, int first) throws SQLException {
        var row = new Row(new Layout(table.name(), columns));
        for (int i = 0; i < columns.size(); i++) {
            row.set(
                    i,
                    Values.read(result, first + i, column(table, columns.get(i)).kind()));
        }
        return row;
    }

    private static Column column(Table table, String name) {
        return table.column(name).orElseThrow(() -> new IllegalStateException(table.name() + " has no column " + name));
    }
}
