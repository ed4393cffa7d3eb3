package dev.gangway.mysql.state;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One process's place among those of a stream: a connection to the target that says the process lives, and holds the roles that only
 * one may have at a time. It ends with the process, at once where its machine lives and after {@value #SILENCE_SECONDS} s of silence
 * where that is gone too. One thread.
 */
public final class ProcessLease implements AutoCloseable {
    /** After how much silence the target server takes a process for dead. */
    public static final int SILENCE_SECONDS = 15;

    private final StateSchema schema;
    private final String process;
    private final StreamProcesses processes;
    private @Nullable Connection connection;

    /** Who has a role. */
    public enum Holder {
        US,
        OTHERS
    }

    private ProcessLease(StateSchema schema, String process) {
        this.schema = schema;
        this.process = process;
        this.processes = new StreamProcesses(schema);
    }

    /**
     * Joins the stream; the first of its processes forgets an order to stop, which was for others.
     *
     * @param roles how the process is
     * @throws dev.gangway.core.error.MigrationException STATE_LOCKED while somebody is alone with the stream's state
     */
    public static ProcessLease join(StateSchema schema, String process, List<StreamProcess> roles) {
        var lease = new ProcessLease(schema, process);
        try (RunLock joining = RunLock.take(schema, StreamLock.NAME)) {
            boolean first = StateErrors.run(schema, "joining the stream", connection -> lease.processes
                    .living(connection)
                    .isEmpty());
            if (first) {
                new WantedStateStore(schema).forgetStop();
            }
            lease.processes.forget(lease.live(), process);
            lease.beat(roles);
            return lease;
        } catch (SQLException e) {
            lease.drop();
            throw StateErrors.translate(schema, "joining the stream", e);
        } catch (RuntimeException e) {
            lease.drop();
            throw e;
        }
    }

    /** Says that the process lives and how it is. After a failure the next call connects again. */
    public void beat(List<StreamProcess> roles) throws SQLException {
        try {
            processes.beat(live(), roles);
        } catch (SQLException e) {
            drop();
            throw e;
        }
    }

    /** Takes those of these roles that nobody has; says who has each. */
    public Map<String, Holder> take(Set<String> roles) throws SQLException {
        try {
            var holders = new HashMap<String, Holder>();
            for (String role : roles) {
                boolean ours = lock(live(), RunLock.name(schema, "role-" + role));
                holders.put(role, ours ? Holder.US : Holder.OTHERS);
            }
            return holders;
        } catch (SQLException e) {
            drop();
            throw e;
        }
    }

    /** All processes of the stream. */
    public List<StreamProcess> all() throws SQLException {
        try {
            return processes.all(live());
        } catch (SQLException e) {
            drop();
            throw e;
        }
    }

    private Connection live() throws SQLException {
        Connection known = connection;
        if (known != null) {
            return known;
        }
        Connection fresh = schema.target().open();
        connection = fresh;
        try (var statement = fresh.createStatement()) {
            statement.execute("SET SESSION wait_timeout = " + SILENCE_SECONDS);
        }
        lock(fresh, StreamProcesses.lock(schema, process));
        return fresh;
    }

    /** Takes a lock that is free; what this connection has already is not taken twice. */
    private static boolean lock(Connection open, String name) throws SQLException {
        String sql = "SELECT IF(COALESCE(IS_USED_LOCK(?), 0) = CONNECTION_ID(), 1, GET_LOCK(?, 0))";
        try (var statement = open.prepareStatement(sql)) {
            statement.setString(1, name);
            statement.setString(2, name);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() && row.getInt(1) == 1;
            }
        }
    }

    private void drop() {
        try (Connection open = connection) {
            connection = null;
        } catch (SQLException e) {
            // It is gone, and what it held with it.
        }
    }

    /** Leaves the stream: others may take its roles at once. */
    @Override
    public void close() {
        try {
            if (connection != null) {
                processes.forget(connection, process);
            }
        } catch (SQLException e) {
            // Without it the process is shown as gone for a while.
        }
        drop();
    }
}
