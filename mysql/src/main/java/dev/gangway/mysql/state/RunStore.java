package dev.gangway.mysql.state;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** Facts of the run by name and the stages of steps that are finished. Thread-safe: each call uses a connection of its own. */
public final class RunStore {
    private final StateSchema schema;

    public RunStore(StateSchema schema) {
        this.schema = schema;
    }

    public Optional<String> get(String name) {
        return StateErrors.run(schema, "reading " + name, connection -> {
            try (var statement =
                    connection.prepareStatement("SELECT value FROM " + schema.table("run_state") + " WHERE name = ?")) {
                statement.setString(1, name);
                try (ResultSet row = statement.executeQuery()) {
                    return row.next() ? Optional.of(row.getString(1)) : Optional.<String>empty();
                }
            }
        });
    }

    public void put(String name, String value) {
        StateErrors.run(schema, "storing " + name, connection -> {
            put(connection, name, value);
            return true;
        });
    }

    /** Stores the fact in the caller's transaction. */
    public void put(Connection connection, String name, String value) throws SQLException {
        String sql = "INSERT INTO " + schema.table("run_state") + " (name, value) VALUES (?, ?)"
                + " ON DUPLICATE KEY UPDATE value = VALUES(value)";
        try (var statement = connection.prepareStatement(sql)) {
            statement.setString(1, name);
            statement.setString(2, value);
            statement.executeUpdate();
        }
    }

    public void remove(String name) {
        update("DELETE FROM " + schema.table("run_state") + " WHERE name = ?", name);
    }

    public boolean isFinished(String mode, String step, String stage) {
        return StateErrors.run(schema, "reading finished stages", connection -> {
            String sql = "SELECT 1 FROM " + schema.table("stage") + " WHERE mode = ? AND step = ? AND stage = ?";
            try (var statement = connection.prepareStatement(sql)) {
                bind(statement, mode, step, stage);
                try (ResultSet row = statement.executeQuery()) {
                    return row.next();
                }
            }
        });
    }

    /** When the mode's last stage was finished, in UTC; empty when none was. */
    public Optional<String> lastFinished(String mode) {
        return StateErrors.run(schema, "reading finished stages", connection -> {
            String sql = "SELECT DATE_FORMAT(MAX(finished_at), '%Y-%m-%d %H:%i:%s') FROM " + schema.table("stage")
                    + " WHERE mode = ?";
            try (var statement = connection.prepareStatement(sql)) {
                bind(statement, mode);
                try (ResultSet row = statement.executeQuery()) {
                    return row.next() ? Optional.ofNullable(row.getString(1)) : Optional.<String>empty();
                }
            }
        });
    }

    public void finish(String mode, String step, String stage) {
        update(
                "INSERT IGNORE INTO " + schema.table("stage") + " (mode, step, stage) VALUES (?, ?, ?)",
                mode,
                step,
                stage);
    }

    /** The stage is done again by the next run. */
    public void reopen(String mode, String step, String stage) {
        update(
                "DELETE FROM " + schema.table("stage") + " WHERE mode = ? AND step = ? AND stage = ?",
                mode,
                step,
                stage);
    }

    private void update(String sql, String... parameters) {
        StateErrors.run(schema, "storing progress", connection -> {
            try (var statement = connection.prepareStatement(sql)) {
                bind(statement, parameters);
                return statement.executeUpdate();
            }
        });
    }

    private static void bind(java.sql.PreparedStatement statement, String... parameters) throws SQLException {
        for (int i = 0; i < parameters.length; i++) {
            statement.setString(i + 1, parameters[i]);
        }
    }
}
