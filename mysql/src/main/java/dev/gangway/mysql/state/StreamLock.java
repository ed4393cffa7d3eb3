package dev.gangway.mysql.state;

import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Keeps those apart who must be alone with a stream's state from streams that run: a stream in one process holds {@link #NAME}
 * all its life, processes in roles only while they join, and are found by the locks that each of them holds.
 */
public final class StreamLock {
    /** The lock of whoever is alone with the stream's state. */
    static final String NAME = "stream";

    private StreamLock() {}

    /**
     * Takes the lock for good.
     *
     * @throws MigrationException STATE_LOCKED while a stream runs, in whatever processes
     */
    public static RunLock takeAlone(StateSchema schema) {
        RunLock lock = RunLock.take(schema, NAME);
        try {
            if (schema.exists()) {
                requireNoProcess(schema);
            }
            return lock;
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private static void requireNoProcess(StateSchema schema) {
        StateErrors.run(schema, "looking for processes of the stream", connection -> new StreamProcesses(schema)
                        .living(connection))
                .ifPresent(process -> {
                    throw new MigrationException(
                            ErrorCode.STATE_LOCKED,
                            "Another process works with state schema " + schema.name() + " on target database "
                                    + schema.target().config().address() + ": " + process.text()
                                    + ": end all of its processes (gangway stop), then start again");
                });
    }

    /** Whether a stream runs, or somebody who must be alone with its state. */
    public static boolean isTaken(StateSchema schema) {
        return holder(schema).isPresent();
    }

    /** The connection on the target of the stream, or of one of its processes. */
    public static OptionalLong holder(StateSchema schema) {
        OptionalLong alone = RunLock.holder(schema, NAME);
        return alone.isPresent()
                ? alone
                : StateErrors.run(schema, "looking for a running process", connection -> inRoles(schema, connection));
    }

    private static OptionalLong inRoles(StateSchema schema, Connection connection) throws SQLException {
        Optional<StreamProcess> process = new StreamProcesses(schema).living(connection);
        if (process.isEmpty()) {
            return OptionalLong.empty();
        }
        String name = StreamProcesses.lock(schema, process.get().process());
        try (var statement = connection.prepareStatement("SELECT IS_USED_LOCK(?)")) {
            statement.setString(1, name);
            try (ResultSet row = statement.executeQuery()) {
                long holder = row.next() ? row.getLong(1) : 0;
                return holder == 0 ? OptionalLong.empty() : OptionalLong.of(holder);
            }
        }
    }
}
