package dev.gangway.mysql.state;

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
}
