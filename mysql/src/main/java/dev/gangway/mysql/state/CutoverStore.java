package dev.gangway.mysql.state;

import dev.gangway.mysql.state.Cutover.FenceNote;
import dev.gangway.mysql.state.Cutover.FenceState;
import dev.gangway.mysql.state.Cutover.Outcome;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Remembers attempts to switch the shop over, so that any process can undo what a dead one left. Thread-safe. */
public final class CutoverStore {
    private static final int REASON_LIMIT = 1024;

    private final StateSchema schema;

    public CutoverStore(StateSchema schema) {
        this.schema = schema;
    }

    /** Notes a new attempt; returns its number. */
    public long begin(boolean rehearsal, String owner) {
        return StateErrors.run(schema, "beginning a cutover", connection -> {
            String sql = "INSERT INTO " + schema.table("cutover")
                    + " (rehearsal, outcome, fence_state, owner) VALUES (?, ?, ?, ?)";
            try (var statement = connection.prepareStatement(sql, PreparedStatement.RETURN_GENERATED_KEYS)) {
                bind(statement, rehearsal, Outcome.RUNNING.name(), FenceState.NONE.name(), owner);
                statement.executeUpdate();
                try (ResultSet key = statement.getGeneratedKeys()) {
                    key.next();
                    return key.getLong(1);
                }
            }
        });
    }

    public void stageBegins(long id, String stage, long atMs) {
        update("UPDATE " + schema.table("cutover") + " SET stage = ? WHERE id = ?", stage, id);
        update(
                "INSERT INTO " + schema.table("cutover_stage") + " (cutover_id, stage, began_at_ms) VALUES (?, ?, ?)"
                        + " ON DUPLICATE KEY UPDATE began_at_ms = VALUES(began_at_ms)",
                id,
                stage,
                atMs);
    }

    /** {@code position}: where the target is; empty when nobody looked. */
    public void stageEnds(long id, String stage, long atMs, String position) {
        update(
                "UPDATE " + schema.table("cutover_stage")
                        + " SET ended_at_ms = ?, position = ? WHERE cutover_id = ? AND stage = ?",
                atMs,
                position,
                id,
                stage);
    }

    /** Before anything is done to the source. */
    public void fenceWanted(long id, String choice, String memory, long atMs) {
        update(
                "UPDATE " + schema.table("cutover")
                        + " SET fence_state = ?, fence = ?, fence_memory = ?, fenced_at_ms = ?, lifted_at_ms = 0 WHERE id = ?",
                FenceState.WANTED.name(),
                choice,
                memory,
                atMs,
                id);
    }

    public void fenceSet(long id) {
        update("UPDATE " + schema.table("cutover") + " SET fence_state = ? WHERE id = ?", FenceState.SET.name(), id);
    }

    public void fenceLifted(long id, long atMs) {
        update(
                "UPDATE " + schema.table("cutover") + " SET fence_state = ?, lifted_at_ms = ? WHERE id = ?",
                FenceState.LIFTED.name(),
                atMs,
                id);
    }

    /** Notes how the attempt ended; for {@link Outcome#SWITCHED} this is the moment of the switch. */
    public void finish(long id, Outcome outcome, String position, String reason) {
        update(
                "UPDATE " + schema.table("cutover") + " SET outcome = ?, position = ?, reason = ? WHERE id = ?",
                outcome.name(),
                position,
                reason.length() <= REASON_LIMIT ? reason : reason.substring(0, REASON_LIMIT),
                id);
    }

    /** The latest attempt; empty when there was none, or the state is older. */
    public Optional<Cutover> last() {
        return StateErrors.run(schema, "reading cutovers", connection -> {
            if (!schema.has(connection, "cutover")) {
                return Optional.<Cutover>empty();
            }
            try (var statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("SELECT id, rehearsal, outcome, stage, fence_state, fence,"
                            + " fence_memory, fenced_at_ms, lifted_at_ms, position, reason FROM "
                            + schema.table("cutover") + " ORDER BY id DESC LIMIT 1")) {
                return row.next() ? Optional.of(cutover(row)) : Optional.<Cutover>empty();
            }
        });
    }

    private Cutover cutover(ResultSet row) throws SQLException {
        try {
            var fence = new FenceNote(
                    FenceState.valueOf(row.getString(5)),
                    row.getString(6),
                    row.getString(7),
                    row.getLong(8),
                    row.getLong(9));
            return new Cutover(
                    row.getLong(1),
                    row.getBoolean(2),
                    Outcome.valueOf(row.getString(3)),
                    row.getString(4),
                    fence,
                    row.getString(10),
                    row.getString(11));
        } catch (IllegalArgumentException e) {
            throw schema.corrupted("the last cutover is unreadable");
        }
    }

    /** How long each stage of an attempt took, in milliseconds and in their order; one that did not end is left out. */
    public Map<String, Long> stageTimes(long id) {
        return numbers("SELECT stage, CAST(ended_at_ms - began_at_ms AS SIGNED) FROM " + schema.table("cutover_stage")
                + " WHERE ended_at_ms > 0 AND cutover_id = " + id + " ORDER BY began_at_ms, ended_at_ms");
    }

    /** The latest rehearsal that went through, for times to expect. */
    public Optional<Long> lastRehearsal() {
        String sql = "SELECT 'id', COALESCE(MAX(id), 0) FROM " + schema.table("cutover") + " WHERE outcome = '"
                + Outcome.REHEARSED + "'";
        return Optional.ofNullable(numbers(sql).get("id")).filter(id -> id > 0);
    }

    /** What capture had counted when the shop was switched. */
    public void saveTotals(long id, Map<String, Long> totals) {
        StateErrors.run(schema, "storing totals", connection -> {
            connection.setAutoCommit(false);
            String sql = "INSERT INTO " + schema.table("cutover_total")
                    + " (cutover_id, table_name, total) VALUES (?, ?, ?) ON DUPLICATE KEY UPDATE total = VALUES(total)";
            try (var statement = connection.prepareStatement(sql)) {
                for (Map.Entry<String, Long> total : totals.entrySet()) {
                    bind(statement, id, total.getKey(), total.getValue());
                    statement.addBatch();
                }
                if (!totals.isEmpty()) {
                    statement.executeBatch();
                }
            }
            connection.commit();
            return true;
        });
    }

    public Map<String, Long> totals(long id) {
        return numbers("SELECT table_name, total FROM " + schema.table("cutover_total") + " WHERE cutover_id = " + id);
    }

    /** A target table was found equal when capture had counted so many changes of its source table. */
    public void proved(String targetTable, long sourceTotal) {
        update(
                "INSERT INTO " + schema.table("cutover_proved") + " (target_table, source_total) VALUES (?, ?)"
                        + " ON DUPLICATE KEY UPDATE source_total = VALUES(source_total)",
                targetTable,
                sourceTotal);
    }

    public Map<String, Long> proved() {
        return numbers("SELECT target_table, source_total FROM " + schema.table("cutover_proved"));
    }

    private Map<String, Long> numbers(String sql) {
        return StateErrors.run(schema, "reading cutovers", connection -> {
            var numbers = new LinkedHashMap<String, Long>();
            try (var statement = connection.createStatement();
                    ResultSet row = statement.executeQuery(sql)) {
                while (row.next()) {
                    numbers.put(row.getString(1), row.getLong(2));
                }
            }
            return numbers;
        });
    }

    private void update(String sql, Object... parameters) {
        StateErrors.run(schema, "storing a cutover", connection -> update(connection, sql, parameters));
    }

    private static int update(Connection connection, String sql, Object... parameters) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            bind(statement, parameters);
            return statement.executeUpdate();
        }
    }

    private static void bind(PreparedStatement statement, Object... parameters) throws SQLException {
        for (int i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, parameters[i]);
        }
    }
}
