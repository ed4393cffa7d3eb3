package dev.gangway.mysql.state;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the state holds of a stream: its place in source and topics and its counts. Forgetting it leaves the loaded rows as they are;
 * that they have to be compared with the source is noted in the same transaction. Thread-safe.
 */
public final class StreamState {
    private static final String PENDING = "attach-pending";
    private static final List<String> TABLES = List.of(
            "sink_offset",
            "sink_watermark",
            "ledger",
            "captured",
            "reemit_key",
            "reemit_request",
            "drain_mark",
            "cutover_proved");

    private final StateSchema schema;
    private final RunStore runs;

    public StreamState(StateSchema schema) {
        this.schema = schema;
        this.runs = new RunStore(schema);
    }

    /** Since when the target waits to be compared with the source because a stream was forgotten; empty when it does not. */
    public Optional<String> pending() {
        return runs.get(PENDING);
    }

    /** The target is as the source again. */
    public void settled() {
        runs.remove(PENDING);
    }

    /**
     * Forgets the stream. An old sink that still writes is fenced off, and topics of the old stream are those of another run from now on.
     *
     * @param since the present time, for a person
     */
    public void forget(String since) {
        StateErrors.run(schema, "forgetting a stream", connection -> {
            Set<String> known = schema.tables(connection);
            connection.setAutoCommit(false);
            for (String table : TABLES) {
                if (known.contains(table)) {
                    execute(connection, "DELETE FROM " + schema.table(table));
                }
            }
            execute(connection, "UPDATE " + schema.table("sink_epoch") + " SET epoch = epoch + 1");
            execute(
                    connection,
                    "DELETE FROM " + schema.table("run_state") + " WHERE name = '" + StartPointStore.NAME + "'");
            runs.put(connection, PENDING, since);
            connection.commit();
            return true;
        });
        new RunIdentityStore(schema).renew();
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }
}
