package dev.gangway.derivations;

import dev.gangway.mysql.state.LossStore;
import dev.gangway.mysql.write.Statements;
import dev.gangway.mysql.write.WriteLosses;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Runs a derivation's statements and remembers what they lose, for the caller to store in its transaction. Not thread-safe. */
public final class CountingWriter implements DerivedWriter {
    private final WriteLosses losses;
    private final List<LossStore.Entry> leftOut = new ArrayList<>();
    private final List<LossStore.RowKey> keys = new ArrayList<>();

    /** {@code losses}: where values that a statement changes are counted. */
    public CountingWriter(WriteLosses losses) {
        this.losses = losses;
    }

    @Override
    public long execute(Connection connection, String sql, String table) throws SQLException {
        return Statements.execute(connection, sql, table, losses);
    }

    @Override
    public WriteLosses losses() {
        return losses;
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

    @Override
    public void leftOut(String table, String reason, long rows, List<String> someKeys) {
        leftOut(table, reason, rows);
        someKeys.forEach(row -> keys.add(new LossStore.RowKey(table, "", reason, row)));
    }

    /** Rows that stayed out, by reason. */
    public List<LossStore.Entry> leftOut() {
        return List.copyOf(leftOut);
    }

    /** Keys of rows that {@link #leftOut()} counts. */
    public List<LossStore.RowKey> keys() {
        return List.copyOf(keys);
    }
}
