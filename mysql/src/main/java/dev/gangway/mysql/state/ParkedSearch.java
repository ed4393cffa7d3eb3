package dev.gangway.mysql.state;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds what is put aside, for a person who looks at it or decides about it; on the caller's connection. Thread-safe. */
public final class ParkedSearch {
    private static final String ENTRY =
            "SELECT id, table_name, row_key, old_key, position, topic, partition_no, record_offset, code, reason,"
                    + " target_table, waits_for, target_rows, before_image, after_image, plan, state, attempts, run_id,"
                    + " parked_at, settled_by, settled_at, settled_why FROM ";

    private final String table;

    public ParkedSearch(StateSchema schema) {
        this.table = schema.table("parked");
    }

    /** How many of the selected changes wait, by table and code, the most first; the number of rows asked for anew beside. */
    public List<ParkedGroup> groups(Connection connection, ParkedSelection selection) throws SQLException {
        String sql = "SELECT table_name, target_table, code, COUNT(*), position = ?, MIN(reason),"
                + " SUM(state = 'RETRIED') FROM " + table + " WHERE " + selection.condition()
                + " GROUP BY table_name, target_table, code, position = ? ORDER BY 4 DESC, 1, 2, 3";
        var groups = new ArrayList<ParkedGroup>();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, ParkedRows.LOAD);
            int next = bind(statement, 2, selection);
            statement.setString(next, ParkedRows.LOAD);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    var kind = new ParkedKind(
                            row.getString(1),
                            row.getString(2),
                            row.getString(3),
                            row.getLong(4),
                            row.getBoolean(5),
                            row.getString(6));
                    groups.add(new ParkedGroup(kind, row.getLong(7)));
                }
            }
        }
        return groups;
    }

    private static int bind(PreparedStatement statement, int first, ParkedSelection selection) throws SQLException {
        int next = first;
        for (String value : selection.parameters()) {
            statement.setString(next++, value);
        }
        return next;
    }

    /** The first of the selected changes in the order of arrival. */
    public List<ParkedEntry> entries(Connection connection, ParkedSelection selection, int limit) throws SQLException {
        String sql = ENTRY + table + " WHERE " + selection.condition() + " ORDER BY id LIMIT " + limit;
        var entries = new ArrayList<ParkedEntry>();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, 1, selection);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    entries.add(entry(row));
                }
            }
        }
        return entries;
    }

    /** A change by its number, whether it waits still or not. */
    public Optional<ParkedEntry> entry(Connection connection, long id) throws SQLException {
        try (var statement = connection.createStatement();
                ResultSet row = statement.executeQuery(ENTRY + table + " WHERE id = " + id)) {
            return row.next() ? Optional.of(entry(row)) : Optional.empty();
        }
    }

    private static ParkedEntry entry(ResultSet row) throws SQLException {
        var origin = new ParkedChange.Origin(
                row.getString("table_name"),
                row.getString("row_key"),
                row.getString("old_key"),
                row.getString("position"),
                row.getString("topic"),
                row.getInt("partition_no"),
                row.getLong("record_offset"));
        var cause = new ParkedChange.Cause(
                row.getString("code"),
                row.getString("reason"),
                row.getString("target_table"),
                row.getString("waits_for"));
        var images = new ParkedChange.Images(row.getString("before_image"), row.getString("after_image"));
        var change = new ParkedChange(
                origin, cause, lines(row.getString("target_rows")), images, row.getString("plan"), new byte[0]);
        String by = row.getString("settled_by");
        String settled =
                by.isEmpty() ? "" : by + ", " + row.getString("settled_at") + ": " + row.getString("settled_why");
        return new ParkedEntry(
                row.getLong("id"),
                change,
                ParkedState.valueOf(row.getString("state")),
                row.getInt("attempts"),
                row.getString("run_id"),
                row.getString("parked_at"),
                settled);
    }

    private static List<String> lines(@Nullable String text) {
        return text == null || text.isEmpty() ? List.of() : List.of(text.split("\n", -1));
    }

    /** The rows behind the selected changes after the one with a number, in the order of arrival. */
    public List<ParkedKey> keysAfter(Connection connection, ParkedSelection selection, long after, int limit)
            throws SQLException {
        String sql =
                "SELECT id, table_name, target_table, code, position = ?, reason, row_key, old_key, waits_for <> ''"
                        + " FROM " + table + " WHERE " + selection.condition() + " AND id > ? ORDER BY id LIMIT "
                        + limit;
        var keys = new ArrayList<ParkedKey>();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, ParkedRows.LOAD);
            int next = bind(statement, 2, selection);
            statement.setLong(next, after);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    var kind = new ParkedKind(
                            row.getString(2),
                            row.getString(3),
                            row.getString(4),
                            1,
                            row.getBoolean(5),
                            row.getString(6));
                    keys.add(
                            new ParkedKey(row.getLong(1), kind, row.getString(7), row.getString(8), row.getBoolean(9)));
                }
            }
        }
        return keys;
    }
}
