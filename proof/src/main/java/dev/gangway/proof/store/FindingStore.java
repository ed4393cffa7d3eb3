package dev.gangway.proof.store;

import dev.gangway.mysql.connect.Identifiers;
import dev.gangway.mysql.connect.Transactions;
import dev.gangway.mysql.read.ChunkRange;
import dev.gangway.mysql.state.StateSchema;
import dev.gangway.proof.find.Finding;
import dev.gangway.proof.find.Kind;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Rows that comparisons have found to differ: keys and columns, never values. Thread-safe. */
public final class FindingStore {
    private static final int KEY_LIMIT = 1000;

    private final StateSchema schema;
    private final Transactions transactions;
    private final StateQueries queries;

    FindingStore(StateSchema schema) {
        this.schema = schema;
        this.transactions = new Transactions(schema.target());
        this.queries = new StateQueries(schema);
    }

    /** Puts the findings of one step in the place of these keys' findings of an earlier step. */
    public void replace(long run, String unit, Collection<Long> ids, Map<Step, List<Finding>> found) {
        transactions.run("storing differences", connection -> {
            remove(connection, ids);
            for (Map.Entry<Step, List<Finding>> step : found.entrySet()) {
                insert(connection, run, unit, step.getValue(), step.getKey());
            }
            return true;
        });
    }

    private void remove(Connection connection, Collection<Long> ids) throws SQLException {
        if (!ids.isEmpty()) {
            StateQueries.execute(
                    connection,
                    "DELETE FROM " + schema.table("diff_key") + " WHERE id IN ("
                            + String.join(",", ids.stream().map(String::valueOf).toList()) + ")");
        }
    }

    void insert(Connection connection, long run, String unit, List<Finding> findings, Step step) throws SQLException {
        String sql = "INSERT INTO " + schema.table("diff_key")
                + " (run_id, unit, table_name, kind, row_key, source_key, differing, reason, step)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)";
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            for (Finding finding : findings) {
                insert.setLong(1, run);
                insert.setString(2, unit);
                insert.setString(3, finding.table());
                insert.setString(4, finding.kind().name());
                insert.setString(5, cut(finding.key()));
                insert.setString(6, ChunkRange.write(finding.sourceKey()));
                insert.setString(7, String.join(",", finding.columns()));
                insert.setString(8, cut(finding.reason()));
                insert.setInt(9, step.ordinal());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private static String cut(String text) {
        return text.length() <= KEY_LIMIT ? text : text.substring(0, KEY_LIMIT);
    }

    /** A stored finding. */
    public record Stored(long id, String unit, Finding finding) {}

    /** Findings of a step in the order in which they were found; of one part when it is named. */
    public List<Stored> find(long run, @Nullable String unit, Step step, int limit) {
        String where = unit == null ? "" : " AND unit = " + Identifiers.literal(unit);
        return queries.query(
                "SELECT id, unit, kind, table_name, row_key, source_key, differing, reason FROM "
                        + schema.table("diff_key")
                        + " WHERE run_id = " + run + where + " AND step = " + step.ordinal() + " ORDER BY id LIMIT "
                        + limit,
                row -> new Stored(
                        row.getLong(1),
                        row.getString(2),
                        new Finding(
                                Kind.valueOf(row.getString(3)),
                                row.getString(4),
                                row.getString(5),
                                ChunkRange.read(row.getString(6)),
                                StateQueries.split(row.getString(7)),
                                row.getString(8),
                                null,
                                null)));
    }

    /** How many findings of a step a part has. */
    public long count(long run, String unit, Step step) {
        return queries.query(
                        "SELECT COUNT(*) FROM " + schema.table("diff_key") + " WHERE run_id = " + run + " AND unit = "
                                + Identifiers.literal(unit) + " AND step = " + step.ordinal(),
                        row -> row.getLong(1))
                .get(0);
    }

    /** Keys of rows of a source table that are put aside, blanks left out. */
    public Set<String> parked(String sourceTable, String targetTable) {
        var keys = new HashSet<String>();
        queries.query(
                "SELECT row_key FROM " + schema.table("parked") + " WHERE resolved = 0 AND ((table_name = "
                        + Identifiers.literal(sourceTable)
                        + ") OR (table_name = '' AND target_table = "
                        + Identifiers.literal(targetTable) + "))",
                row -> keys.add(row.getString(1).replace(", ", ",")));
        return keys;
    }
}
