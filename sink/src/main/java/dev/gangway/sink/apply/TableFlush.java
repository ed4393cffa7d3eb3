package dev.gangway.sink.apply;

import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.row.Row;
import dev.gangway.core.schema.Table;
import dev.gangway.mysql.connect.SqlErrors;
import dev.gangway.mysql.write.RowSql;
import dev.gangway.mysql.write.RowWriter;
import dev.gangway.mysql.write.Statements;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes what a buffer holds for one table: deletes, then rows that stand in the way of a unique value, then upserts. A
 * failing group is halved until the bad row is alone; that row is parked and the rest goes on. Errors that concern the
 * connection or the whole transaction (deadlock, lost connection, disk full) are thrown to the caller.
 */
final class TableFlush {
    private final RowWriter writer;
    private final RowSql sql;
    private final UniqueConflicts conflicts;
    private final List<Parked> parkedHolders = new ArrayList<>();

    TableFlush(RowWriter writer, RowSql sql) {
        this.writer = writer;
        this.sql = sql;
        this.conflicts = new UniqueConflicts(sql);
    }

    /** Target rows that were removed because a newer row took their unique value; empties the list. */
    List<Parked> takeParkedHolders() {
        var taken = List.copyOf(parkedHolders);
        parkedHolders.clear();
        return taken;
    }

    /** Writes all and returns the writes that were parked. */
    List<PendingWrite> flush(Connection connection, Table table, List<PendingWrite> deletes, List<PendingWrite> upserts)
            throws SQLException {
        var parked = new ArrayList<PendingWrite>();
        group(connection, table, deletes, parked, this::delete);
        group(connection, table, upserts, parked, this::upsert);
        return parked;
    }

    private interface Write {
        void run(Connection connection, Table table, List<PendingWrite> writes) throws SQLException;
    }

    private void group(
            Connection connection, Table table, List<PendingWrite> writes, List<PendingWrite> parked, Write write)
            throws SQLException {
        if (writes.isEmpty()) {
            return;
        }
        int holdersBefore = parkedHolders.size();
        Savepoint savepoint = connection.setSavepoint();
        try {
            write.run(connection, table, writes);
            connection.releaseSavepoint(savepoint);
        } catch (SQLException e) {
            if (!SqlErrors.kindOf(e).isRowsFault()) {
                throw e;
            }
            connection.rollback(savepoint);
            parkedHolders.subList(holdersBefore, parkedHolders.size()).clear();
            if (writes.size() == 1) {
                park(table, writes.get(0), e);
                parked.add(writes.get(0));
                return;
            }
            int half = writes.size() / 2;
            group(connection, table, writes.subList(0, half), parked, write);
            group(connection, table, writes.subList(half, writes.size()), parked, write);
        }
    }

    private static void park(Table table, PendingWrite write, SQLException e) {
        var change = write.change().change();
        write.change()
                .park(new Parked(
                        change.table(),
                        table.name(),
                        change.key(),
                        change.position(),
                        ErrorCode.TARGET_REJECTED.name(),
                        "The target refused the row (error " + e.getErrorCode() + "): "
                                + SqlErrors.kindOf(e).advice()));
    }

    private void delete(Connection connection, Table table, List<PendingWrite> writes) throws SQLException {
        writer.delete(connection, table, writes.stream().map(PendingWrite::row).toList());
    }

    private void upsert(Connection connection, Table table, List<PendingWrite> writes) throws SQLException {
        List<String> key = writes.get(0).keyFields();
        List<Row> rows = writes.stream().map(PendingWrite::row).toList();
        boolean unique = UniqueConflicts.covers(table, key);
        boolean canConflict = !UniqueConflicts.others(table, key).isEmpty();
        if (canConflict) {
            clearTheWay(connection, table, key, writes);
        }
        if (!unique) {
            writer.delete(
                    connection,
                    table,
                    rows.stream().map(row -> keyRow(row, key)).toList());
            writer.insert(connection, table, rows);
            return;
        }
        writer.upsert(connection, table, key, rows);
        if (canConflict && writes.size() > 1 && count(connection, table, rows, key) < rows.size()) {
            throw new SQLException("Two rows of one batch share a unique value", "23000", 1062);
        }
    }

    /** Removes rows that hold a unique value which one of the writes needs; newest position wins. */
    private void clearTheWay(Connection connection, Table table, List<String> key, List<PendingWrite> writes)
            throws SQLException {
        Map<RowKey, PendingWrite> byKey = new HashMap<>();
        writes.forEach(write -> byKey.put(write.key(), write));
        var inTheWay = new ArrayList<Row>();
        var rows = writes.stream().map(PendingWrite::row).toList();
        for (UniqueConflicts.Holder holder : UniqueConflicts.byKey(conflicts.find(connection, table, key, rows))
                .values()) {
            PendingWrite own = byKey.get(holder.key());
            if (own == null) {
                inTheWay.add(holder.keyRow());
                parkedHolders.add(holder(table, holder, writes.get(writes.size() - 1)));
            } else if (!RowKey.of(own.row(), holder.index().columns()).equals(holder.held())) {
                inTheWay.add(holder.keyRow());
            }
        }
        if (!inTheWay.isEmpty()) {
            writer.delete(connection, table, inTheWay);
        }
    }

    private static Parked holder(Table table, UniqueConflicts.Holder holder, PendingWrite last) {
        return new Parked(
                "",
                table.name(),
                holder.key().text(),
                last.change().change().position(),
                ErrorCode.TARGET_CONFLICT.name(),
                "Removed: a newer row of the source has the same value in unique index "
                        + holder.index().name() + " ("
                        + String.join(", ", holder.index().columns()) + ")");
    }

    private static Row keyRow(Row row, List<String> key) {
        var result = new Row(row.layout());
        key.forEach(field -> result.set(field, row.get(field)));
        return result;
    }

    private long count(Connection connection, Table table, List<Row> rows, List<String> key) throws SQLException {
        var text = new StringBuilder("SELECT COUNT(*) FROM " + sql.name(table.name()) + " WHERE ");
        for (int i = 0; i < rows.size(); i++) {
            text.append(i == 0 ? "" : " OR ").append(sql.condition(table, keyRow(rows.get(i), key)));
        }
        return Statements.queryLong(connection, text.toString());
    }
}
