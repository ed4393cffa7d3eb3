package dev.gangway.mysql.state;

import dev.gangway.mysql.connect.Identifiers;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What a reset does to the state. Progress is forgotten first and in one transaction, together with the note that a reset has
 * begun: whatever is killed afterwards, no later run takes undone work for done, and the next one finishes the reset. Works on
 * damaged state too, with the tables that are there.
 */
public final class ResetState {
    /** The fact that this migration has installed triggers on the source, or has begun to. */
    public static final String CAPTURE_TRIGGERS = "capture-triggers";

    private static final String PENDING = "reset-pending";
    private static final Set<String> KEPT_TO_THE_END =
            Set.of("schema_version", "run_state", "run_identity", "kept_table", "suspended_trigger", "sink_epoch");

    private final StateSchema schema;

    public ResetState(StateSchema schema) {
        this.schema = schema;
    }

    /** The scope of a reset that was begun and not finished. */
    public Optional<ResetScope> pending() {
        return has("run_state") ? new RunStore(schema).get(PENDING).map(ResetScope::valueOf) : Optional.empty();
    }

    /** True when triggers on the source are this migration's own. */
    public boolean hasInstalledTriggers() {
        return has("run_state") && new RunStore(schema).get(CAPTURE_TRIGGERS).isPresent();
    }

    /** True when a stream has run: its topics must not survive the state. */
    public boolean hasStreamed() {
        return has("sink_epoch")
                && StateErrors.run(schema, "looking for a stream", connection -> {
                    try (var statement = connection.createStatement();
                            var row = statement.executeQuery("SELECT 1 FROM " + schema.table("sink_epoch"))) {
                        return row.next();
                    }
                });
    }

    /** Takes the target's own triggers out of the way of rows that are brought back. */
    public void suspendTriggers() {
        if (has("suspended_trigger")) {
            new TargetTriggers(schema).suspend();
        }
    }

    public void restoreTriggers() {
        if (has("suspended_trigger")) {
            new TargetTriggers(schema).restore();
        }
    }

    private boolean has(String table) {
        return StateErrors.run(schema, "looking at the state", connection -> schema.has(connection, table));
    }

    /**
     * Forgets progress and notes that a reset has begun.
     *
     * @param settingsSteps titles of the settings mode's steps, whose progress scope DATA leaves
     */
    public void begin(ResetScope scope, Collection<String> settingsSteps) {
        StateErrors.run(schema, "forgetting progress", connection -> {
            Set<String> tables = schema.tables(connection);
            connection.setAutoCommit(false);
            forget(connection, tables, scope, settingsSteps);
            if (tables.contains("run_state")) {
                execute(
                        connection,
                        "DELETE FROM " + schema.table("run_state") + " WHERE name <> '" + CAPTURE_TRIGGERS + "'");
                new RunStore(schema).put(connection, PENDING, scope.name());
            }
            connection.commit();
            return true;
        });
    }

    private void forget(Connection connection, Set<String> tables, ResetScope scope, Collection<String> settingsSteps)
            throws SQLException {
        var ours = new TreeSet<String>();
        StateScript.all().forEach(script -> ours.addAll(script.tables()));
        ours.retainAll(tables);
        ours.removeAll(KEPT_TO_THE_END);
        // Parked rows are told apart by the tables of the settings steps: before those are forgotten.
        if (ours.remove("parked")) {
            execute(connection, "DELETE FROM " + schema.table("parked") + whereParked(scope, settingsSteps, tables));
        }
        for (String table : ours) {
            execute(connection, "DELETE FROM " + schema.table(table) + where(scope, table, settingsSteps));
        }
        if (tables.contains("sink_epoch")) {
            execute(connection, "UPDATE " + schema.table("sink_epoch") + " SET epoch = epoch + 1");
        }
    }

    private static String where(ResetScope scope, String table, Collection<String> settingsSteps) {
        if (scope == ResetScope.ALL) {
            return "";
        }
        return switch (table) {
            case "stage", "loss", "loss_key", "whole_row" -> " WHERE mode <> 'settings'";
            case "load_table", "load_chunk" -> " WHERE step NOT IN (" + literals(settingsSteps) + ")";
            default -> "";
        };
    }

    private String whereParked(ResetScope scope, Collection<String> settingsSteps, Set<String> tables) {
        if (scope == ResetScope.ALL || !tables.contains("load_table")) {
            return "";
        }
        return " WHERE position <> 'bulk' OR table_name NOT IN (SELECT table_name FROM " + schema.table("load_table")
                + " WHERE step IN (" + literals(settingsSteps) + "))";
    }

    private static String literals(Collection<String> texts) {
        return texts.isEmpty() ? "''" : texts.stream().map(Identifiers::literal).collect(Collectors.joining(", "));
    }

    /** Everything is undone. What the reset could not reach, such as a broker's folder elsewhere, belongs to another run from now on. */
    public void finish(ResetScope scope) {
        var identity = new RunIdentityStore(schema);
        if (scope == ResetScope.ALL) {
            identity.unmark();
            schema.drop();
        } else {
            if (has("run_identity")) {
                identity.renew();
            }
            new RunStore(schema).remove(CAPTURE_TRIGGERS);
            new RunStore(schema).remove(PENDING);
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }
}
