package dev.gangway.mysql.write;

import dev.gangway.core.row.Row;
import dev.gangway.core.schema.Table;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * Upserts and deletes rows of target tables on the caller's connection, inside the caller's transaction. Rows of one call
 * must not share a key, because they are grouped by the columns they set. Thread-safe.
 */
public final class RowWriter {
    private final RowSql sql;
    private final NullCoercion nulls;
    private final WriteLosses losses;

    public RowWriter(RowSql sql, NullCoercion nulls, WriteLosses losses) {
        this.sql = sql;
        this.nulls = nulls;
        this.losses = losses;
    }

    /** What was counted so far; give it to {@link #reset} when the target is rolled back to here. */
    public WriteLosses mark() {
        var mark = new WriteLosses();
        mark.addAll(losses);
        return mark;
    }

    public void reset(WriteLosses mark) {
        losses.clear();
        losses.addAll(mark);
    }

    /** Inserts rows, or overwrites the given fields of rows that exist; {@code key} fields are never overwritten. */
    public void upsert(Connection connection, Table table, List<String> key, List<Row> rows) throws SQLException {
        coerceNulls(table, rows);
        execute(connection, sql.upserts(table, key, rows), table, rows);
    }

    /** Inserts rows; a duplicate key is an error. */
    public void insert(Connection connection, Table table, List<Row> rows) throws SQLException {
        coerceNulls(table, rows);
        execute(connection, sql.inserts(table, rows), table, rows);
    }

    /** Deletes the rows that have exactly the set fields of a key; returns how many there were. */
    public long delete(Connection connection, Table table, List<Row> keys) throws SQLException {
        return Statements.execute(connection, sql.deletes(table, keys), table.name(), losses);
    }

    /** Runs a statement that writes rows of the table; what the server changes in them is counted as in every other write. */
    public long execute(Connection connection, String statement, String table) throws SQLException {
        return Statements.execute(connection, statement, table, losses);
    }

    /** Deletes every row, inside the transaction (TRUNCATE would commit it). */
    public long clear(Connection connection, Table table) throws SQLException {
        return Statements.execute(connection, "DELETE FROM " + sql.name(table.name()));
    }

    /** Counts losses when all of the rows are written: a caller may try again with some of them. */
    private void execute(Connection connection, List<RowSql.Statement> statements, Table table, List<Row> rows)
            throws SQLException {
        var found = new WriteLosses();
        Statements.execute(connection, statements, table, rows, found);
        losses.addAll(found);
    }

    private void coerceNulls(Table table, List<Row> rows) {
        nulls.apply(table, rows, losses);
    }
}
