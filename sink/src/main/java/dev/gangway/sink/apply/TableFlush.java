package dev.gangway.sink.apply;

import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.row.Row;
import dev.gangway.core.schema.Table;
import dev.gangway.derivations.TouchedKeys;
import dev.gangway.mysql.connect.SqlErrors;
import dev.gangway.mysql.write.RowSql;
import dev.gangway.mysql.write.RowWriter;
import dev.gangway.mysql.write.Statements;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes what a buffer holds for one table. A failing group is halved until the bad row is alone; that row is parked and the
 * rest goes on. Errors that concern the connection or the whole transaction (deadlock, lost connection, disk full) are thrown
 * to the caller.
 */
final class TableFlush {
    private static final int GROUP = 500;

    private final RowWriter writer;
    private final RowSql sql;
    private final TouchedKeys touched;
    private final ConflictResolver resolver;
    private final RowNames names;

    TableFlush(RowWriter writer, RowSql sql, TouchedKeys touched, RowNames names) {
        this.names = names;
        this.writer = writer;
        this.sql = sql;
        this.touched = touched;
        this.resolver = new ConflictResolver(writer, sql, touched);
    }

    /** Target rows that were removed because a newer row took their unique value; empties the list. */
    List<Parked> takeParkedHolders() {
        return resolver.takeLosers();
    }

    /** Removes rows; returns the writes that were parked. */
    List<PendingWrite> delete(Connection connection, Table table, List<PendingWrite> writes) throws SQLException {
        return groups(connection, table, writes, this::deleteGroup);
    }

    /** Inserts or overwrites rows, after rows that stand in the way of a unique value; returns the writes that were parked. */
    List<PendingWrite> upsert(Connection connection, Table table, List<PendingWrite> writes) throws SQLException {
        return groups(connection, table, writes, this::upsertGroup);
    }

    private interface Write {
        void run(Connection connection, Table table, List<PendingWrite> writes) throws SQLException;
    }

    private List<PendingWrite> groups(Connection connection, Table table, List<PendingWrite> writes, Write write)
            throws SQLException {
        var parked = new ArrayList<PendingWrite>();
        for (int from = 0; from < writes.size(); from += GROUP) {
            group(connection, table, writes.subList(from, Math.min(from + GROUP, writes.size())), parked, write);
        }
        return parked;
    }

    private void group(
            Connection connection, Table table, List<PendingWrite> writes, List<PendingWrite> parked, Write write)
            throws SQLException {
        var mark = resolver.mark();
        var counted = writer.mark();
        Savepoint savepoint = connection.setSavepoint();
        try {
            write.run(connection, table, writes);
            connection.releaseSavepoint(savepoint);
        } catch (SQLException e) {
            if (!SqlErrors.kindOf(e).isRowsFault()) {
                throw e;
            }
            connection.rollback(savepoint);
            resolver.reset(mark);
            writer.reset(counted);
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

    private void park(Table table, PendingWrite write, SQLException e) {
        var change = write.change().change();
        String reason = "The target refused the row (error " + e.getErrorCode() + "): "
                + SqlErrors.kindOf(e).advice();
        write.change()
                .park(new Parked(
                        change.table(),
                        table.name(),
                        change.key(),
                        change.position(),
                        ErrorCode.TARGET_REJECTED.name(),
                        reason,
                        names.of(change),
                        ""));
    }

    private void deleteGroup(Connection connection, Table table, List<PendingWrite> writes) throws SQLException {
        touch(connection, table, writes);
        writer.delete(
                connection, table, writes.stream().map(PendingWrite::keyRow).toList());
    }

    private void upsertGroup(Connection connection, Table table, List<PendingWrite> writes) throws SQLException {
        touch(connection, table, writes);
        List<String> key = writes.get(0).keyFields();
        boolean canConflict = !UniqueConflicts.others(table, key).isEmpty();
        List<PendingWrite> ready = canConflict ? resolver.makeRoom(connection, table, key, writes) : writes;
        List<Row> rows = ready.stream().map(PendingWrite::row).toList();
        if (UniqueConflicts.covers(table, key)) {
            writer.upsert(connection, table, key, rows);
            if (canConflict && writes.size() > 1 && count(connection, table, writes) < writes.size()) {
                throw new SQLException("Two rows of one batch share a unique value", "23000", 1062);
            }
        } else {
            writer.delete(
                    connection, table, writes.stream().map(PendingWrite::keyRow).toList());
            writer.insert(connection, table, rows);
        }
        touched.wrote(table, rows);
        resolver.written(table, writes);
    }

    private void touch(Connection connection, Table table, List<PendingWrite> writes) throws SQLException {
        if (touched.watches(table.name())) {
            touched.before(
                    connection, table, writes.stream().map(PendingWrite::keyRow).toList(), sql);
        }
    }

    private long count(Connection connection, Table table, List<PendingWrite> writes) throws SQLException {
        List<Row> keys = writes.stream().map(PendingWrite::keyRow).toList();
        return Statements.queryLong(
                connection, "SELECT COUNT(*) FROM " + sql.name(table.name()) + " WHERE " + sql.condition(table, keys));
    }
}
