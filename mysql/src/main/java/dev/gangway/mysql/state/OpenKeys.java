package dev.gangway.mysql.state;

import dev.gangway.mysql.read.ChunkRange;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** Adds keys to a request for rows, each once. */
final class OpenKeys {
    private final StateSchema schema;

    OpenKeys(StateSchema schema) {
        this.schema = schema;
    }

    /** In one statement, within the caller's transaction; returns how many the request did not have yet. */
    long insert(Connection connection, long request, String table, List<? extends Map<String, ?>> keys)
            throws SQLException {
        if (keys.isEmpty()) {
            return 0;
        }
        String sql = "INSERT IGNORE INTO " + schema.table("reemit_key")
                + " (request_id, table_name, key_hash, key_text) VALUES (?, ?, ?, ?)"
                + ", (?, ?, ?, ?)".repeat(keys.size() - 1);
        try (var insert = connection.prepareStatement(sql)) {
            int i = 1;
            for (Map<String, ?> key : keys) {
                String text = SourceKeys.write(key);
                insert.setLong(i++, request);
                insert.setString(i++, table);
                insert.setBytes(i++, SourceKeys.hash(text));
                insert.setString(i++, text);
            }
            return insert.executeUpdate();
        }
    }

    /** A range of keys, within the caller's transaction; returns 0 when the request had it already. */
    long insert(Connection connection, long request, String table, ChunkRange range) throws SQLException {
        String from = ChunkRange.write(range.lowerExclusive());
        String to = ChunkRange.write(range.upperInclusive());
        String sql = "INSERT IGNORE INTO " + schema.table("reemit_key")
                + " (request_id, table_name, key_hash, key_text, key_end) VALUES (?, ?, ?, ?, ?)";
        try (var insert = connection.prepareStatement(sql)) {
            insert.setLong(1, request);
            insert.setString(2, table);
            insert.setBytes(3, SourceKeys.hash("range\n" + from + "\n\n" + to));
            insert.setString(4, from);
            insert.setString(5, to);
            return insert.executeUpdate();
        }
    }
}
