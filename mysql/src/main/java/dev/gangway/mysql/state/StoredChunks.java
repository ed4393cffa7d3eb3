package dev.gangway.mysql.state;

import dev.gangway.mysql.read.ChunkRange;
import dev.gangway.mysql.state.ChunkCheckpointStore.Chunk;
import dev.gangway.mysql.state.ChunkCheckpointStore.TableProgress;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads checkpoints, those of all tables of a step with two queries, and refuses chunks that do not cover their table. */
final class StoredChunks {
    private final StateSchema schema;

    StoredChunks(StateSchema schema) {
        this.schema = schema;
    }

    /** What is known of a step's tables, by table; of one table when it is given. */
    Map<String, TableProgress> read(Connection connection, String step, @Nullable String table) throws SQLException {
        Map<String, List<Chunk>> chunks = chunks(connection, step, table);
        var found = new HashMap<String, TableProgress>();
        String sql = "SELECT table_name, chunks, emptied FROM " + schema.table("load_table") + where(table);
        try (var statement = connection.prepareStatement(sql)) {
            bind(statement, step, table);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    String name = row.getString(1);
                    var progress = new TableProgress(row.getBoolean(3), chunks.getOrDefault(name, List.of()));
                    check(name, row.getInt(2), progress.chunks());
                    found.put(name, progress);
                }
            }
        }
        return found;
    }

    private static String where(@Nullable String table) {
        return " WHERE step = ?" + (table == null ? "" : " AND table_name = ?");
    }

    private static void bind(PreparedStatement statement, String step, @Nullable String table) throws SQLException {
        statement.setString(1, step);
        if (table != null) {
            statement.setString(2, table);
        }
    }

    private Map<String, List<Chunk>> chunks(Connection connection, String step, @Nullable String table)
            throws SQLException {
        String sql = "SELECT table_name, chunk_no, lower_bound, upper_bound, done, rows_read, rows_written, bytes_read,"
                + " side_rows FROM " + schema.table("load_chunk") + where(table) + " ORDER BY table_name, chunk_no";
        try (var statement = connection.prepareStatement(sql)) {
            bind(statement, step, table);
            var chunks = new HashMap<String, List<Chunk>>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    String name = row.getString(1);
                    chunks.computeIfAbsent(name, t -> new ArrayList<>()).add(chunk(name, row));
                }
            }
            return chunks;
        }
    }

    private Chunk chunk(String table, ResultSet row) throws SQLException {
        var range = new ChunkRange(bound(table, row.getString(3)), bound(table, row.getString(4)));
        return new Chunk(
                row.getInt(2),
                range,
                row.getBoolean(5),
                row.getLong(6),
                row.getLong(7),
                row.getLong(8),
                row.getLong(9));
    }

    private List<Object> bound(String table, String text) {
        try {
            return ChunkRange.read(text);
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw schema.corrupted("a bound of a chunk of table " + table + " is unreadable");
        }
    }

    private void check(String table, int expected, List<Chunk> chunks) {
        boolean whole = chunks.size() == expected && expected > 0;
        for (int i = 0; whole && i < chunks.size(); i++) {
            String lower = ChunkRange.write(chunks.get(i).range().lowerExclusive());
            String before =
                    i == 0 ? "" : ChunkRange.write(chunks.get(i - 1).range().upperInclusive());
            whole = chunks.get(i).number() == i && lower.equals(before) && (i == 0 || !lower.isEmpty());
        }
        if (!whole || !chunks.get(expected - 1).range().upperInclusive().isEmpty()) {
            throw schema.corrupted(
                    "table " + table + " has " + chunks.size() + " of " + expected + " chunks, or they do not join");
        }
    }
}
