package dev.gangway.proof.store;

import dev.gangway.mysql.connect.Transactions;
import dev.gangway.mysql.state.StateSchema;
import dev.gangway.proof.find.Counts;
import dev.gangway.proof.find.Finding;
import dev.gangway.proof.find.Kind;
import dev.gangway.proof.route.RouteLook.Seen;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Comparisons and their parts in the state schema. What a chunk found is stored in one transaction with how far it went. Thread-safe. */
public final class DiffStore {
    public static final String RUNNING = "running";
    public static final String STOPPED = "stopped";
    public static final String DONE = "done";
    /** In the place of tables' names: a comparison of single keys, which is no person's newest. */
    public static final String KEYS = "@keys";

    private final StateSchema schema;
    private final Transactions transactions;
    private final StateQueries queries;
    private final FindingStore findings;

    public DiffStore(StateSchema schema) {
        this.schema = schema;
        this.transactions = new Transactions(schema.target());
        this.queries = new StateQueries(schema);
        this.findings = new FindingStore(schema);
    }

    /** What the comparisons have found. */
    public FindingStore findings() {
        return findings;
    }

    /** One comparison. */
    public record Run(long id, String state, List<String> only) {}

    /**
     * One part of it.
     *
     * @param after where it goes on; null at its beginning
     */
    public record Unit(String name, String state, @Nullable String after, long total, int chunks) {
        public boolean isDone() {
            return state.equals(DONE);
        }
    }

    /** Makes a comparison of these parts; {@code skipped} has the reasons by table. */
    public Run create(List<String> only, List<String> units, Map<String, Skipped> skipped) {
        return transactions.run("beginning a comparison", connection -> {
            long id;
            try (PreparedStatement insert = connection.prepareStatement(
                    "INSERT INTO " + schema.table("diff_run") + " (state, only_tables) VALUES (?, ?)",
                    Statement.RETURN_GENERATED_KEYS)) {
                insert.setString(1, RUNNING);
                insert.setString(2, String.join(",", only));
                insert.executeUpdate();
                try (ResultSet key = insert.getGeneratedKeys()) {
                    key.next();
                    id = key.getLong(1);
                }
            }
            insertUnits(connection, id, units);
            insertSkipped(connection, id, skipped);
            return new Run(id, RUNNING, only);
        });
    }

    /**
     * Makes a comparison of single rows: nothing is read again but these findings' keys, by part, and the last part.
     */
    public Run createSeen(List<String> only, List<String> units, String last, Map<String, List<Finding>> seen) {
        Run run = create(only, units, Map.of());
        return transactions.run("choosing rows to compare", connection -> {
            StateQueries.execute(
                    connection,
                    "UPDATE " + schema.table("diff_unit") + " SET chunks = 1, state = ? WHERE run_id = " + run.id()
                            + " AND unit <> ?",
                    DONE,
                    last);
            for (Map.Entry<String, List<Finding>> unit : seen.entrySet()) {
                findings.insert(connection, run.id(), unit.getKey(), unit.getValue(), Step.SEEN);
                StateQueries.execute(
                        connection,
                        "UPDATE " + schema.table("diff_unit") + " SET state = ? WHERE run_id = " + run.id()
                                + " AND unit = ?",
                        Step.SEEN.name(),
                        unit.getKey());
            }
            return run;
        });
    }

    /** Why a table is not compared, and whether that leaves a question open. */
    public record Skipped(String reason, boolean counts) {}

    private void insertUnits(Connection connection, long run, List<String> units) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO " + schema.table("diff_unit") + " (run_id, unit, place, state) VALUES (?, ?, ?, ?)")) {
            for (int i = 0; i < units.size(); i++) {
                insert.setLong(1, run);
                insert.setString(2, units.get(i));
                insert.setInt(3, i);
                insert.setString(4, RUNNING);
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private void insertSkipped(Connection connection, long run, Map<String, Skipped> skipped) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO " + schema.table("diff_skipped")
                + " (run_id, table_name, reason, counts) VALUES (?, ?, ?, ?)")) {
            for (Map.Entry<String, Skipped> one : skipped.entrySet()) {
                insert.setLong(1, run);
                insert.setString(2, one.getKey());
                insert.setString(3, one.getValue().reason());
                insert.setBoolean(4, one.getValue().counts());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    /** The newest comparison, or the one with this id. */
    public Optional<Run> find(@Nullable Long id) {
        String where = " WHERE " + (id == null ? "only_tables <> '" + KEYS + "'" : "run_id = " + id);
        return queries
                .query(
                        "SELECT run_id, state, only_tables FROM " + schema.table("diff_run") + where
                                + " ORDER BY run_id DESC LIMIT 1",
                        row -> new Run(row.getLong(1), row.getString(2), StateQueries.split(row.getString(3))))
                .stream()
                .findFirst();
    }

    /** Notes that a comparison goes on, was stopped or is done. */
    public void setState(long run, String state) {
        transactions.run(
                "noting a comparison's state",
                connection -> StateQueries.execute(
                        connection,
                        "UPDATE " + schema.table("diff_run") + " SET state = ?, ended_at = IF(? = '" + RUNNING
                                + "', NULL, CURRENT_TIMESTAMP) WHERE run_id = " + run,
                        state,
                        state));
    }

    public void delete(long run) {
        transactions.run("deleting a comparison", connection -> {
            for (String table : List.of("diff_key", "diff_skipped", "diff_table", "diff_unit", "diff_run")) {
                StateQueries.execute(connection, "DELETE FROM " + schema.table(table) + " WHERE run_id = " + run);
            }
            return true;
        });
    }

    public List<Unit> units(long run) {
        return queries.query(
                "SELECT unit, state, next_key, total, chunks FROM " + schema.table("diff_unit") + " WHERE run_id = "
                        + run + " ORDER BY place",
                row -> new Unit(row.getString(1), row.getString(2), row.getString(3), row.getLong(4), row.getInt(5)));
    }

    /** How many rows a part has, counted once at the beginning. */
    public void setTotal(long run, String unit, long total) {
        transactions.run(
                "noting a count",
                connection -> StateQueries.execute(
                        connection,
                        "UPDATE " + schema.table("diff_unit") + " SET total = " + total + " WHERE run_id = " + run
                                + " AND unit = ?",
                        unit));
    }

    /** A chunk is read: its counts, its candidates and where the part goes on; {@code after} is null at its end. */
    public void chunk(long run, String unit, Seen seen, @Nullable String after, long millis) {
        transactions.run("storing a comparison's chunk", connection -> {
            addCounts(connection, run, unit, seen, millis);
            findings.insert(connection, run, unit, seen.findings(), Step.SEEN);
            StateQueries.execute(
                    connection,
                    "UPDATE " + schema.table("diff_unit")
                            + " SET chunks = chunks + 1, state = ?, next_key = ? WHERE run_id = " + run
                            + " AND unit = ?",
                    after == null ? Step.SEEN.name() : RUNNING,
                    after,
                    unit);
            return true;
        });
    }

    private void addCounts(Connection connection, long run, String unit, Seen seen, long millis) throws SQLException {
        String sql = "INSERT INTO " + schema.table("diff_table")
                + " (run_id, unit, table_name, source_rows, target_rows, equal_rows, rejected, overflow, millis)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON DUPLICATE KEY UPDATE source_rows = source_rows + VALUES(source_rows),"
                + " target_rows = target_rows + VALUES(target_rows), equal_rows = equal_rows + VALUES(equal_rows),"
                + " rejected = rejected + VALUES(rejected), overflow = overflow + VALUES(overflow),"
                + " millis = millis + VALUES(millis)";
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            boolean first = true;
            for (Map.Entry<String, Counts> table : seen.counts().entrySet()) {
                insert.setLong(1, run);
                insert.setString(2, unit);
                insert.setString(3, table.getKey());
                insert.setLong(4, table.getValue().source());
                insert.setLong(5, table.getValue().target());
                insert.setLong(6, table.getValue().equal());
                insert.setLong(7, table.getValue().rejected());
                insert.setLong(8, first ? seen.overflow() : 0);
                insert.setLong(9, first ? millis : 0);
                insert.executeUpdate();
                first = false;
            }
        }
    }

    /** A part is judged. */
    public void finish(long run, String unit) {
        transactions.run(
                "noting a part's end",
                connection -> StateQueries.execute(
                        connection,
                        "UPDATE " + schema.table("diff_unit") + " SET state = '" + DONE + "' WHERE run_id = " + run
                                + " AND unit = ?",
                        unit));
    }

    /** What became of one table. */
    public record TableResult(Counts counts, long overflow, long millis, Map<Kind, Long> found) {
        public long found(Kind kind) {
            return found.getOrDefault(kind, 0L);
        }
    }

    /** The results by target table. */
    public Map<String, TableResult> tables(long run) {
        Map<String, TableResult> tables = new LinkedHashMap<>();
        queries.query(
                "SELECT table_name, SUM(source_rows), SUM(target_rows), SUM(equal_rows), SUM(rejected), SUM(overflow),"
                        + " SUM(millis) FROM " + schema.table("diff_table") + " WHERE run_id = " + run
                        + " GROUP BY table_name ORDER BY table_name",
                row -> tables.put(
                        row.getString(1),
                        new TableResult(
                                new Counts(row.getLong(2), row.getLong(3), row.getLong(4), row.getLong(5)),
                                row.getLong(6),
                                row.getLong(7),
                                new LinkedHashMap<>())));
        queries.query(
                "SELECT table_name, kind, COUNT(*) FROM " + schema.table("diff_key") + " WHERE run_id = " + run
                        + " AND step = " + Step.FINAL.ordinal() + " GROUP BY table_name, kind",
                row -> tables.computeIfAbsent(
                                row.getString(1), t -> new TableResult(Counts.NONE, 0, 0, new LinkedHashMap<>()))
                        .found()
                        .put(Kind.valueOf(row.getString(2)), row.getLong(3)));
        return tables;
    }

    /** Tables that are not compared. */
    public Map<String, Skipped> skipped(long run) {
        Map<String, Skipped> skipped = new LinkedHashMap<>();
        queries.query(
                "SELECT table_name, reason, counts FROM " + schema.table("diff_skipped") + " WHERE run_id = " + run
                        + " ORDER BY table_name",
                row -> skipped.put(row.getString(1), new Skipped(row.getString(2), row.getBoolean(3))));
        return skipped;
    }
}
