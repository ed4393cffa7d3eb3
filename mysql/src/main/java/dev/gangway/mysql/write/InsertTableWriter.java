package dev.gangway.mysql.write;

import dev.gangway.core.row.Row;
import dev.gangway.core.schema.Table;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * Writes with multi-row INSERT statements: works everywhere, with every privilege. A duplicate key is an error, unless
 * columns to set on a duplicate are given. Thread-safe.
 */
public final class InsertTableWriter implements TableWriter {
    private final RowSql sql;
    private final NullCoercion nulls;
    private final WriteLosses losses;
    private final List<String> onDuplicate;

    public InsertTableWriter(RowSql sql, NullCoercion nulls, WriteLosses losses) {
        this(sql, nulls, losses, List.of());
    }

    private InsertTableWriter(RowSql sql, NullCoercion nulls, WriteLosses losses, List<String> onDuplicate) {
        this.sql = sql;
        this.nulls = nulls;
        this.losses = losses;
        this.onDuplicate = List.copyOf(onDuplicate);
    }

    /** The same writer, but a duplicate only sets these columns: with the unique key's own columns the first row stays. */
    public InsertTableWriter keepingFirst(List<String> columns) {
        return new InsertTableWriter(sql, nulls, losses, columns);
    }

    @Override
    public long write(Connection connection, Table table, List<Row> rows) throws SQLException {
        nulls.apply(table, rows, losses);
        var statements =
                onDuplicate.isEmpty() ? sql.inserts(table, rows) : sql.insertsKeepingFirst(table, rows, onDuplicate);
        var found = new WriteLosses();
        long written = Statements.execute(connection, statements, table, rows, found);
        losses.addAll(found);
        return written;
    }
}
