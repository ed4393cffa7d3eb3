package dev.gangway.sink.apply;

import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.row.Row;
import dev.gangway.core.schema.Table;
import dev.gangway.mysql.connect.SqlErrors;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes what a buffer holds for one table. A failing group is halved until the bad row is alone; that row is parked and the
 * rest goes on. Errors that concern the connection or the whole transaction (deadlock, lost connection, disk full) are thrown
 * to the caller.
 */
final class TableFlush {
    private static final int GROUP = 500;

    private final ConflictResolver resolver = new ConflictResolver();
    private final RowNames names;

    TableFlush(RowNames names) {
        this.names = names;
    }

    /** Target rows that were removed because a newer row took their unique value; empties the list. */
    List<Parked> takeParkedHolders() {
        return resolver.takeLosers();
    }

    /** Removes rows; returns the writes that were parked. */
    List<PendingWrite> delete(TargetAccess target, Table table, List<PendingWrite> writes) throws SQLException {
        return groups(target, table, writes, this::deleteGroup);
    }

    /** Inserts or overwrites rows, after rows that stand in the way of a unique value; returns the writes that were parked. */
    List<PendingWrite> upsert(TargetAccess target, Table table, List<PendingWrite> writes) throws SQLException {
        return groups(target, table, writes, this::upsertGroup);
    }

    private interface Write {
        void run(TargetAccess target, Table table, List<PendingWrite> writes) throws SQLException;
    }

    private List<PendingWrite> groups(TargetAccess target, Table table, List<PendingWrite> writes, Write write)
            throws SQLException {
        var parked = new ArrayList<PendingWrite>();
        for (int from = 0; from < writes.size(); from += GROUP) {
            group(target, table, writes.subList(from, Math.min(from + GROUP, writes.size())), parked, write);
        }
        return parked;
    }

    private void group(
            TargetAccess target, Table table, List<PendingWrite> writes, List<PendingWrite> parked, Write write)
            throws SQLException {
        var losers = resolver.mark();
        TargetAccess.Mark mark = target.mark();
        try {
            write.run(target, table, writes);
            mark.keep();
        } catch (SQLException e) {
            if (!SqlErrors.kindOf(e).isRowsFault()) {
                throw e;
            }
            mark.undo();
            resolver.reset(losers);
            if (writes.size() == 1) {
                park(table, writes.get(0), e);
                parked.add(writes.get(0));
                return;
            }
            int half = writes.size() / 2;
            group(target, table, writes.subList(0, half), parked, write);
            group(target, table, writes.subList(half, writes.size()), parked, write);
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

    private void deleteGroup(TargetAccess target, Table table, List<PendingWrite> writes) throws SQLException {
        List<Row> keys = keys(writes);
        target.touch(table, keys);
        target.delete(table, keys);
    }

    private void upsertGroup(TargetAccess target, Table table, List<PendingWrite> writes) throws SQLException {
        List<Row> keys = keys(writes);
        target.touch(table, keys);
        List<String> key = writes.get(0).keyFields();
        boolean canConflict = !UniqueConflicts.others(table, key).isEmpty();
        List<PendingWrite> ready = canConflict ? resolver.makeRoom(target, table, key, writes) : writes;
        List<Row> rows = ready.stream().map(PendingWrite::row).toList();
        if (UniqueConflicts.covers(table, key)) {
            target.upsert(table, key, rows);
            if (canConflict && writes.size() > 1 && target.count(table, keys) < writes.size()) {
                throw new SQLException("Two rows of one batch share a unique value", "23000", 1062);
            }
        } else {
            target.delete(table, keys);
            target.insert(table, rows);
        }
        target.wrote(table, rows);
        resolver.written(table, writes);
    }

    private static List<Row> keys(List<PendingWrite> writes) {
        return writes.stream().map(PendingWrite::keyRow).toList();
    }
}
