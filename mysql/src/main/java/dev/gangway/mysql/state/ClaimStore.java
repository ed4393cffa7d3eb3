package dev.gangway.mysql.state;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What a run relies on, by kind and name: each start compares it with what it finds. Thread-safe. */
public final class ClaimStore {
    private static final String TABLE = "claim";

    private final StateSchema schema;

    /** What a claim is about. */
    public enum Kind {
        /** Facts that tell the source from others. */
        SOURCE,
        /** What the plan did with a table when the data mode began. */
        PLAN,
        /** Rows of the target's tables after the load. */
        ROWS,
        /** Rows that the stream has removed since. */
        REMOVED,
        /** Ids of the stream's topics, which one that is deleted and made anew does not keep. */
        TOPICS,
        /** A schema by the number that the registry gave it. */
        REGISTRY;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public ClaimStore(StateSchema schema) {
        this.schema = schema;
    }

    /** All claims of a kind by name; none when the state is older. */
    public Map<String, String> all(Kind kind) {
        return StateErrors.run(schema, "reading what the run relies on", connection -> {
            var claims = new TreeMap<String, String>();
            if (schema.has(connection, TABLE)) {
                read(connection, kind, claims);
            }
            return claims;
        });
    }

    private void read(Connection connection, Kind kind, Map<String, String> claims) throws SQLException {
        try (var statement =
                connection.prepareStatement("SELECT name, value FROM " + schema.table(TABLE) + " WHERE kind = ?")) {
            statement.setString(1, kind.word());
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    claims.put(row.getString(1), row.getString(2));
                }
            }
        }
    }

    /** Adds to the numbers of removed rows of tables, in the caller's transaction. */
    public void addRemoved(Connection connection, Map<String, Long> rowsByTable) throws SQLException {
        if (rowsByTable.isEmpty()) {
            return;
        }
        String sql = "INSERT INTO " + schema.table(TABLE) + " (kind, name, value) VALUES (?, ?, ?) ON DUPLICATE KEY"
                + " UPDATE value = CAST(value AS SIGNED) + CAST(VALUES(value) AS SIGNED)";
        try (var statement = connection.prepareStatement(sql)) {
            for (Map.Entry<String, Long> removed : rowsByTable.entrySet()) {
                statement.setString(1, Kind.REMOVED.word());
                statement.setString(2, removed.getKey());
                statement.setString(3, String.valueOf(removed.getValue()));
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    /** Replaces all claims of a kind, at once. */
    public void replace(Kind kind, Map<String, String> claims) {
        StateErrors.run(schema, "storing what the run relies on", connection -> {
            connection.setAutoCommit(false);
            try (var delete = connection.prepareStatement("DELETE FROM " + schema.table(TABLE) + " WHERE kind = ?")) {
                delete.setString(1, kind.word());
                delete.executeUpdate();
            }
            insert(connection, kind, claims);
            connection.commit();
            return true;
        });
    }

    private void insert(Connection connection, Kind kind, Map<String, String> claims) throws SQLException {
        try (var insert = connection.prepareStatement(
                "INSERT INTO " + schema.table(TABLE) + " (kind, name, value) VALUES (?, ?, ?)")) {
            for (Map.Entry<String, String> claim : claims.entrySet()) {
                insert.setString(1, kind.word());
                insert.setString(2, claim.getKey());
                insert.setString(3, claim.getValue());
                insert.addBatch();
            }
            if (!claims.isEmpty()) {
                insert.executeBatch();
            }
        }
    }
}
