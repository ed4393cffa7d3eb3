package dev.gangway.mysql.state;

import dev.gangway.mysql.connect.SqlErrorKind;
import dev.gangway.mysql.connect.SqlErrors;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;

/**
 * What people and parts of the program want the stream to do; a running stream obeys within a second.
 *
 * <ol>
 *   <li>Each cause has a wish of its own and the strictest holds: a stop before a pause, a pause before running. What one part
 *       of the program lets go, another one, or a person, may still hold.
 *   <li>A person's {@link WantedState#RUN} ends everybody's pause; a part of the program ends its own only, so no program
 *       undoes what a person wants.
 *   <li>A pause outlives the process. A stop is for the process that runs: the next one that starts forgets it.
 * </ol>
 *
 * <p>Thread-safe: each call uses a connection of its own.
 */
public final class WantedStateStore {
    /** The cause of what a person wants. */
    public static final String PERSON = "person";

    private static final int REASON_LIMIT = 1024;
    /** The strictest wish first, a person's before others, the oldest first. */
    private static final String ORDER =
            " ORDER BY state = 'STOP' DESC, cause = '" + PERSON + "' DESC, since_ms, cause LIMIT 1";

    private final StateSchema schema;
    private final Clock clock;

    public WantedStateStore(StateSchema schema) {
        this(schema, Clock.systemUTC());
    }

    WantedStateStore(StateSchema schema, Clock clock) {
        this.schema = schema;
        this.clock = clock;
    }

    /**
     * What holds now.
     *
     * @throws dev.gangway.core.error.MigrationException when the target does not answer
     */
    public Wanted read() {
        return StateErrors.run(schema, "reading what is wanted", this::read);
    }

    /** The same on the caller's connection; a state of an older version wants nothing. */
    public Wanted read(Connection connection) throws SQLException {
        String sql = "SELECT state, cause, reason, since_ms FROM " + schema.table("wanted_state") + ORDER;
        try (var statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            return row.next()
                    ? new Wanted(
                            WantedState.valueOf(row.getString(1)),
                            row.getString(2),
                            row.getString(3),
                            Instant.ofEpochMilli(row.getLong(4)))
                    : Wanted.RUN;
        } catch (SQLException e) {
            if (SqlErrors.kindOf(e) == SqlErrorKind.TABLE_MISSING) {
                return Wanted.RUN;
            }
            throw e;
        }
    }

    /**
     * Wants something and returns what holds afterwards. A wish repeated keeps its time and takes the new reason.
     *
     * @param cause {@link #PERSON}, or the name of a part of the program, the same each time
     */
    public Wanted want(WantedState state, String cause, String reason) {
        String cut = reason.length() <= REASON_LIMIT ? reason : reason.substring(0, REASON_LIMIT);
        return StateErrors.run(schema, "storing what is wanted", connection -> {
            if (state == WantedState.RUN) {
                letGo(connection, cause);
            } else {
                hold(connection, state, cause, cut);
            }
            return read(connection);
        });
    }

    private void hold(Connection connection, WantedState state, String cause, String reason) throws SQLException {
        String sql = "INSERT INTO " + schema.table("wanted_state") + " (cause, state, reason, since_ms)"
                + " VALUES (?, ?, ?, ?) ON DUPLICATE KEY UPDATE reason = VALUES(reason)";
        try (var statement = connection.prepareStatement(sql)) {
            statement.setString(1, cause);
            statement.setString(2, state.name());
            statement.setString(3, reason);
            statement.setLong(4, clock.millis());
            statement.executeUpdate();
        }
    }

    private void letGo(Connection connection, String cause) throws SQLException {
        String sql = "DELETE FROM " + schema.table("wanted_state") + " WHERE cause = ? OR ? = '" + PERSON + "'";
        try (var statement = connection.prepareStatement(sql)) {
            statement.setString(1, cause);
            statement.setString(2, cause);
            statement.executeUpdate();
        }
    }

    /** A process that starts is not the one that was to stop. */
    public void forgetStop() {
        StateErrors.run(schema, "forgetting a stop", connection -> {
            try (var statement = connection.createStatement()) {
                return statement.executeUpdate("DELETE FROM " + schema.table("wanted_state") + " WHERE state = 'STOP'");
            }
        });
    }
}
