package dev.gangway.mysql.write;

import dev.gangway.core.row.Row;
import dev.gangway.core.schema.Table;
import dev.gangway.mysql.connect.SqlErrors;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * Gives each row a statement of its own, for tables whose engine cannot undo: when one row of many is refused, some of the
 * others stay, and would refuse themselves when they are written again. Refused rows are reported and the rest is written, as
 * {@link BisectingTableWriter} does, without savepoints, which some engines refuse. As thread-safe as its delegate.
 */
public final class OneByOneTableWriter implements TableWriter {
    private final TableWriter delegate;
    private final BisectingTableWriter.Rejections rejections;

    public OneByOneTableWriter(TableWriter delegate, BisectingTableWriter.Rejections rejections) {
        this.delegate = delegate;
        this.rejections = rejections;
    }

    @Override
    public long write(Connection connection, Table table, List<Row> rows) throws SQLException {
        long written = 0;
        for (Row row : rows) {
            try {
                written += delegate.write(connection, table, List.of(row));
            } catch (SQLException e) {
                if (!SqlErrors.kindOf(e).isRowsFault()) {
                    throw e;
                }
                rejections.rejected(table, row, e);
            }
        }
        return written;
    }
}
