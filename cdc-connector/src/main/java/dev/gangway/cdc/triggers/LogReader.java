package dev.gangway.cdc.triggers;

import dev.gangway.core.row.Layout;
import dev.gangway.core.row.Row;
import dev.gangway.core.schema.Column;
import dev.gangway.core.schema.Table;
import dev.gangway.mysql.connect.Identifiers;
import dev.gangway.mysql.read.RowStream;
import dev.gangway.mysql.read.RowsByKey;
import dev.gangway.mysql.read.Values;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads log rows and the rows they speak of within one snapshot. One thread at a time. */
final class LogReader {
    private final Connection connection;
    /** Of logs that no snapshot holds still: the last entry that is read. */
    private final Map<String, Long> ends = new HashMap<>();

    LogReader(Connection connection) {
        this.connection = connection;
    }

    /** The logs that have rows, in one statement. */
    List<LogTable> withRows(List<LogTable> logs) throws SQLException {
        var sql = new ArrayList<String>();
        for (int i = 0; i < logs.size(); i++) {
            sql.add("(SELECT " + i + " FROM " + Identifiers.quote(logs.get(i).name()) + " LIMIT 1)");
        }
        var found = new ArrayList<LogTable>();
        try (var statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(String.join(" UNION ALL ", sql))) {
            while (rows.next()) {
                found.add(logs.get(rows.getInt(1)));
            }
        }
        return found;
    }

    /** The next entries after an id, at most {@code limit}; an extra condition may narrow them. */
    List<LogEntry> page(LogTable log, String condition, long afterId, int limit) throws SQLException {
        String sql = "SELECT change_id, op, at_us, " + String.join(", ", log.keyColumns(false)) + ", "
                + String.join(", ", log.keyColumns(true)) + " FROM " + Identifiers.quote(log.name())
                + " WHERE change_id > " + afterId + upTo(log) + (condition.isEmpty() ? "" : " AND (" + condition + ")")
                + " ORDER BY change_id LIMIT " + limit;
        var entries = new ArrayList<LogEntry>();
        try (var statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                entries.add(entry(log, rows));
            }
        }
        return entries;
    }

    /** Every pass over a log must see the same entries, or one that came between two passes would be taken for done. */
    private String upTo(LogTable log) throws SQLException {
        if (log.canUndo()) {
            return "";
        }
        Long end = ends.get(log.name());
        if (end == null) {
            try (var statement = connection.createStatement();
                    ResultSet row =
                            statement.executeQuery("SELECT MAX(change_id) FROM " + Identifiers.quote(log.name()))) {
                end = row.next() ? row.getLong(1) : 0L;
            }
            ends.put(log.name(), end);
        }
        return " AND change_id <= " + end;
    }

    private static LogEntry entry(LogTable log, ResultSet row) throws SQLException {
        char operation = row.getString(2).charAt(0);
        int size = log.key().size();
        LogEntry.Key key = key(log, row, 4);
        LogEntry.Key before = operation == 'U' ? key(log, row, 4 + size) : null;
        return new LogEntry(row.getLong(1), operation, row.getLong(3), key, before);
    }

    private static LogEntry.Key key(LogTable log, ResultSet row, int from) throws SQLException {
        var values = new ArrayList<@Nullable Object>();
        for (int i = 0; i < log.key().size(); i++) {
            values.add(Values.read(row, from + i, log.key().get(i).kind()));
        }
        return LogEntry.Key.of(values);
    }

    /** The condition that finds updates of the key itself. */
    static String keyMoved(LogTable log) {
        List<String> now = log.keyColumns(false);
        List<String> before = log.keyColumns(true);
        var same = new ArrayList<String>();
        for (int i = 0; i < now.size(); i++) {
            same.add(now.get(i) + " <=> " + before.get(i));
        }
        return "op = 'U' AND NOT (" + String.join(" AND ", same) + ")";
    }

    /** The rows with these keys as they are in the snapshot; a key without a row is left out. */
    Map<LogEntry.Key, Row> rows(LogTable log, Layout layout, Collection<LogEntry.Key> keys) throws SQLException {
        var rows = new LinkedHashMap<LogEntry.Key, Row>();
        List<List<@Nullable Object>> values =
                keys.stream().map(LogEntry.Key::values).toList();
        new RowsByKey(connection, log.realTable(), log.table(), log.key())
                .read(layout, values, row -> rows.put(keyOf(log, row), row));
        return rows;
    }

    /** A condition in SQL that holds for the rows with these keys, at least one. */
    String isOneOf(LogTable log, Collection<LogEntry.Key> keys) {
        return new RowsByKey(connection, log.realTable(), log.table(), log.key())
                .condition(keys.stream().map(LogEntry.Key::values).toList());
    }

    /** All rows of a query over a table; until it is closed nothing else can be read. */
    RowStream stream(String select, Layout layout, Table table) throws SQLException {
        return RowStream.open(connection, select, layout, Values.kinds(table));
    }

    private static LogEntry.Key keyOf(LogTable log, Row row) {
        var values = new ArrayList<@Nullable Object>();
        for (Column column : log.key()) {
            values.add(row.get(column.name()));
        }
        return LogEntry.Key.of(values);
    }
}
