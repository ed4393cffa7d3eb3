package dev.gangway.mysql.state;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What is put aside for a person, seen by kind, on the caller's connection and in the caller's transaction. Thread-safe. */
public final class ParkedRows {
    /** The position of rows that the load puts aside. */
    public static final String LOAD = "bulk";

    private final StateSchema schema;

    public ParkedRows(StateSchema schema) {
        this.schema = schema;
    }

    /** What is put aside and not settled, by table and reason. */
    public List<ParkedKind> kinds(Connection connection) throws SQLException {
        String sql = "SELECT table_name, target_table, code, COUNT(*), position = ?, MIN(reason) FROM "
                + schema.table("parked") + " WHERE resolved = 0 GROUP BY table_name, target_table, code, position = ?"
                + " ORDER BY table_name, target_table, code";
        var kinds = new ArrayList<ParkedKind>();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, LOAD);
            statement.setString(2, LOAD);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    kinds.add(new ParkedKind(
                            row.getString(1),
                            row.getString(2),
                            row.getString(3),
                            row.getLong(4),
                            row.getBoolean(5),
                            row.getString(6)));
                }
            }
        }
        return kinds;
    }

    /** Keys of some of the rows of a kind, in the order of arrival. */
    public List<String> keys(Connection connection, ParkedKind kind, int limit) throws SQLException {
        String sql = "SELECT row_key FROM " + schema.table("parked")
                + " WHERE resolved = 0 AND table_name = ? AND target_table = ? AND code = ? AND (position = ?) = ?"
                + " ORDER BY id LIMIT " + limit;
        var keys = new ArrayList<String>();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, kind.table());
            statement.setString(2, kind.targetTable());
            statement.setString(3, kind.code());
            statement.setString(4, LOAD);
            statement.setBoolean(5, kind.byLoad());
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    keys.add(row.getString(1));
                }
            }
        }
        return keys;
    }

    /** Keys of target rows that are displaced, per target table. */
    public Map<String, List<String>> displaced(Connection connection) throws SQLException {
        String sql = "SELECT target_table, row_key FROM " + schema.table("parked")
                + " WHERE table_name = '' AND resolved = 0 AND target_table <> ''";
        var displaced = new TreeMap<String, List<String>>();
        try (var statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                displaced
                        .computeIfAbsent(row.getString(1), table -> new ArrayList<>())
                        .add(row.getString(2));
            }
        }
        return displaced;
    }

    /** Rows of these keys are in the target again as the source has them: they are displaced no more. */
    public void settleDisplaced(Connection connection, String targetTable, Collection<String> keys)
            throws SQLException {
        String sql = "UPDATE " + schema.table("parked")
                + " SET resolved = 1, state = 'RESOLVED', settled_at = CURRENT_TIMESTAMP, settled_by = 'stream',"
                + " settled_why = 'the source wrote or deleted the row again' WHERE table_name = '' AND resolved = 0 AND target_table = ? AND row_key = ?";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (String key : keys) {
                statement.setString(1, targetTable);
                statement.setString(2, key);
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }
}
