package dev.gangway.mysql.state;

import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.OptionalLong;

/**
 * Keeps two runs from working on the same state: a named lock of the target server, held by a connection of its own and
 * freed by the server when the process dies. One per run; {@link #close()} is idempotent.
 */
public final class RunLock implements AutoCloseable {
    private static final int A_YEAR_SECONDS = 31_536_000;

    /** A server notices a moment late that the process which held the lock is gone. */
    private static final int WAIT_SECONDS = 5;

    private final Connection connection;
    private final String name;

    private RunLock(Connection connection, String name) {
        this.connection = connection;
        this.name = name;
    }

    /**
     * Takes the lock, waiting a few seconds for a process that just ended; {@code role} lets several parts of one run hold one each.
     *
     * @throws MigrationException STATE_LOCKED when another process holds it
     */
    public static RunLock take(StateSchema schema, String role) {
        Connection connection = schema.target().open();
        try {
            String name = name(schema, role);
            if (tryLock(connection, name)) {
                return new RunLock(connection, name);
            }
            connection.close();
        } catch (SQLException e) {
            throw StateErrors.translate(schema, "locking the state", e);
        }
        throw new MigrationException(
                ErrorCode.STATE_LOCKED,
                "Another process works with state schema " + schema.name() + " on target database "
                        + schema.target().config().address() + " (" + role
                        + "): wait until it ends or stop it, then start again");
    }

    /** The lock's name on the server. */
    static String name(StateSchema schema, String role) {
        return "gangway:" + Integer.toHexString((schema.name() + ":" + role).hashCode()) + ":" + role;
    }

    /** Whether a process holds the lock now. */
    public static boolean isTaken(StateSchema schema, String role) {
        return holder(schema, role).isPresent();
    }

    /** The connection on the target that holds the lock now. */
    public static OptionalLong holder(StateSchema schema, String role) {
        return StateErrors.run(schema, "looking for a running process", connection -> {
            try (var statement = connection.prepareStatement("SELECT IS_USED_LOCK(?)")) {
                statement.setString(1, name(schema, role));
                try (ResultSet row = statement.executeQuery()) {
                    long holder = row.next() ? row.getLong(1) : 0;
                    return holder == 0 ? OptionalLong.empty() : OptionalLong.of(holder);
                }
            }
        });
    }

    private static boolean tryLock(Connection connection, String name) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("SET SESSION wait_timeout = " + A_YEAR_SECONDS);
        }
        try (var statement = connection.prepareStatement("SELECT GET_LOCK(?, ?)")) {
            statement.setString(1, name);
            statement.setInt(2, WAIT_SECONDS);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() && row.getInt(1) == 1;
            }
        }
    }

    /** True while the server still knows the lock's connection. */
    public boolean isHeld() {
        try {
            return connection.isValid(5);
        } catch (SQLException e) {
            return false;
        }
    }

    @Override
    public void close() {
        try (connection;
                var statement = connection.prepareStatement("DO RELEASE_LOCK(?)")) {
            statement.setString(1, name);
            statement.execute();
        } catch (SQLException e) {
            // The server frees the lock when the connection is gone, which it is.
        }
    }
}
