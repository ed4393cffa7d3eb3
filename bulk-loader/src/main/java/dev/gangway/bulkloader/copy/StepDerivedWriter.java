package dev.gangway.bulkloader.copy;

import dev.gangway.bulkloader.step.StepContext;
import dev.gangway.derivations.DerivedWriter;
import dev.gangway.mysql.state.LossStore;
import dev.gangway.mysql.write.Statements;
import dev.gangway.mysql.write.WriteLosses;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Runs a derivation's statements for a step and stores what they lose in the same transaction. Not thread-safe. */
final class StepDerivedWriter implements DerivedWriter {
    private final StepContext context;
    private final WriteLosses losses = new WriteLosses();
    private final List<LossStore.Entry> leftOut = new ArrayList<>();
    private final List<LossStore.RowKey> keys = new ArrayList<>();

    StepDerivedWriter(StepContext context) {
        this.context = context;
    }

    @Override
    public long execute(Connection connection, String sql, String table) throws SQLException {
        return Statements.execute(connection, sql, table, losses);
    }

    @Override
    public void leftOut(String table, String reason, long rows) {
        if (rows > 0) {
            leftOut.add(new LossStore.Entry(table, "", reason, rows));
        }
    }

    @Override
    public void leftOut(String table, String reason, List<String> rows) {
        leftOut(table, reason, rows.size());
        rows.forEach(row -> keys.add(new LossStore.RowKey(table, "", reason, row)));
    }

    void store(Connection connection) throws SQLException {
        var entries = new ArrayList<>(leftOut);
        entries.addAll(LossStore.entries(losses.snapshot()));
        var run = context.run();
        new LossStore(run.state()).addOfStatements(connection, run.mode().word(), run.title(), entries, keys);
        leftOut.clear();
        keys.clear();
        losses.clear();
    }
}
