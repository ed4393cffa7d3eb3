package dev.gangway.mysql.state;

import dev.gangway.mysql.connect.SqlErrorKind;
import dev.gangway.mysql.connect.SqlErrors;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Which processes carry changes in roles, and how they are. Every method takes the caller's connection. Thread-safe. */
public final class StreamProcesses {
    /** The server's clock, so that clocks of other machines do not matter. */
    private static final String NOW = "CAST(UNIX_TIMESTAMP(NOW(3)) * 1000 AS SIGNED)";

    /** A process that is gone is shown for ten minutes. */
    private static final String FORGOTTEN_AFTER_MS = "600000";

    private final StateSchema schema;

    public StreamProcesses(StateSchema schema) {
        this.schema = schema;
    }

    /** The name on the server of the lock that a process holds while it lives. */
    static String lock(StateSchema schema, String process) {
        return RunLock.name(schema, "process") + ":" + process;
    }

    /** All that are known, the role's order and then the oldest first; none in a state of an older version. */
    public List<StreamProcess> all() {
        return StateErrors.run(schema, "looking for processes of the stream", this::all);
    }

    /** The same on the caller's connection. */
    public List<StreamProcess> all(Connection connection) throws SQLException {
        String sql = "SELECT process_id, role, host, pid, state, figures, started_ms, " + NOW + " - beat_ms,"
                + " IS_USED_LOCK(CONCAT('" + lock(schema, "") + "', process_id)) IS NOT NULL FROM "
                + schema.table("stream_process")
                + " ORDER BY FIELD(role, 'capture', 'transform', 'sink', 'control'), started_ms, process_id";
        var found = new ArrayList<StreamProcess>();
        try (var statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                found.add(new StreamProcess(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        row.getLong(4),
                        row.getString(5),
                        row.getString(6),
                        row.getLong(7),
                        Math.max(0, row.getLong(8)),
                        row.getBoolean(9)));
            }
            return found;
        } catch (SQLException e) {
            if (SqlErrors.kindOf(e) == SqlErrorKind.TABLE_MISSING) {
                return List.of();
            }
            throw e;
        }
    }

    /** The first process that lives. */
    Optional<StreamProcess> living(Connection connection) throws SQLException {
        return all(connection).stream().filter(StreamProcess::lives).findFirst();
    }

    /** Writes how a process is, and when that is. */
    void beat(Connection connection, List<StreamProcess> roles) throws SQLException {
        String sql = "INSERT INTO " + schema.table("stream_process")
                + " (process_id, role, host, pid, state, figures, started_ms, beat_ms) VALUES (?, ?, ?, ?, ?, ?, " + NOW
                + ", " + NOW + ") ON DUPLICATE KEY UPDATE state = VALUES(state), figures = VALUES(figures),"
                + " beat_ms = VALUES(beat_ms)";
        try (var statement = connection.prepareStatement(sql)) {
            for (StreamProcess role : roles) {
                statement.setString(1, role.process());
                statement.setString(2, role.role());
                statement.setString(3, role.host());
                statement.setLong(4, role.pid());
                statement.setString(5, role.state());
                statement.setString(6, role.figures());
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    /** A process that leaves, and those that are gone for long, are of no interest. */
    void forget(Connection connection, String process) throws SQLException {
        String sql = "DELETE FROM " + schema.table("stream_process") + " WHERE process_id = ? OR beat_ms < " + NOW
                + " - " + FORGOTTEN_AFTER_MS;
        try (var statement = connection.prepareStatement(sql)) {
            statement.setString(1, process);
            statement.executeUpdate();
        }
    }
}
