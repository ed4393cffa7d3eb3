package dev.gangway.mysql.write;

import dev.gangway.core.row.Row;
import dev.gangway.core.schema.Table;
import dev.gangway.mysql.connect.SqlErrors;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.List;

/**
 * Keeps one bad row from stopping a batch: when the rows are to blame it halves the batch until single rows are left, reports
 * those and writes the rest. Needs a transaction. As thread-safe as its delegate.
 */
public final class BisectingTableWriter implements TableWriter {
    private final TableWriter delegate;
    private final Rejections rejections;

    /** Is told about each row that the target refused. */
    @FunctionalInterface
    public interface Rejections {
        void rejected(Table table, Row row, SQLException reason) throws SQLException;
    }

    public BisectingTableWriter(TableWriter delegate, Rejections rejections) {
        this.delegate = delegate;
        this.rejections = rejections;
    }

    @Override
    public long write(Connection connection, Table table, List<Row> rows) throws SQLException {
        Savepoint before = connection.setSavepoint();
        try {
            long written = delegate.write(connection, table, rows);
            connection.releaseSavepoint(before);
            return written;
        } catch (SQLException e) {
            if (!SqlErrors.kindOf(e).isRowsFault()) {
                throw e;
            }
            connection.rollback(before);
            if (rows.size() == 1) {
                rejections.rejected(table, rows.get(0), e);
                return 0;
            }
        }
        int middle = rows.size() / 2;
        return write(connection, table, rows.subList(0, middle))
                + write(connection, table, rows.subList(middle, rows.size()));
    }
}
