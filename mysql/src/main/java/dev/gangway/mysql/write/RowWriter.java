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

    /** Inserts rows, or overwrites the given fields of rows that exist; {@code key} fields are never overwritten. */
    public void upsert(Connection connection, Table table, List<String> key, List<Row> rows) throws SQLException {
        coerceNulls(table, rows);
        Statements.execute(connection, sql.upserts(table, key, rows), table.name(), losses);
    }

    /** Inserts rows; a duplicate key is an error. */
    public void insert(Connection connection, Table table, List<Row> rows) throws SQLException {
        coerceNulls(table, rows);
        Statements.execute(connection, sql.inserts(table, rows), table.name(), losses);
    }

    /** Deletes the rows that have exactly the set fields of a key; returns how many there were. */
    public long delete(Connection connection, Table table, List<Row> keys) throws SQLException {
        return Statements.execute(connection, sql.deletes(table, keys), table.name(), losses);
    }

    /** Deletes every row, inside the transaction (TRUNCATE would commit it). */
    public long clear(Connection connection, Table table) throws SQLException {
        return Statements.execute(connection, "DELETE FROM " + sql.name(table.name()));
    }

    private void coerceNulls(Table table, List<Row> rows) {
        nulls.apply(table, rows, column -> losses.add(new Loss(table.name(), column, Loss.Kind.NULL_REPLACED), 1));
    }
}
