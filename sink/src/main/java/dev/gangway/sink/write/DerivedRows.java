package dev.gangway.sink.write;

import dev.gangway.derivations.DerivedWriter;
import dev.gangway.mysql.state.LossStore;
import dev.gangway.mysql.write.RowWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Writes what a batch derives, and remembers what is left out by it. Used for one batch, by one thread. */
final class DerivedRows implements DerivedWriter {
    private final RowWriter writer;
    private final List<LossStore.Entry> leftOut = new ArrayList<>();
    private final List<LossStore.RowKey> keys = new ArrayList<>();

    DerivedRows(RowWriter writer) {
        this.writer = writer;
    }

    @Override
    public long execute(Connection connection, String sql, String table) throws SQLException {
        return writer.execute(connection, sql, table);
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

    /** Keys of rows that {@link #leftOut()} counts. */
    List<LossStore.RowKey> keys() {
        return keys;
    }

    List<LossStore.Entry> leftOut() {
        return leftOut;
    }
}
