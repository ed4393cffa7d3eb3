package dev.gangway.sink.apply;

import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.row.Row;
import dev.gangway.core.schema.Table;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Removes rows that hold a unique value which a row about to be written needs. A holder that the same writes move to another
 * value comes back with them, whole; any other holder loses the value to the newer row and is parked.
 */
final class ConflictResolver {
    private final Map<TableKey, Parked> losers = new LinkedHashMap<>();

    private record TableKey(String table, RowKey key) {}

    /** Which rows have lost a value so far; give it to {@link #reset} when the target is rolled back to here. */
    Map<TableKey, Parked> mark() {
        return new LinkedHashMap<>(losers);
    }

    void reset(Map<TableKey, Parked> mark) {
        losers.clear();
        losers.putAll(mark);
    }

    /** Rows that lost a value and were not written again; empties the list. */
    List<Parked> takeLosers() {
        var taken = List.copyOf(losers.values());
        losers.clear();
        return taken;
    }

    /** These rows are in the target now, whatever happened to them before. */
    void written(Table table, List<PendingWrite> writes) {
        if (!losers.isEmpty()) {
            writes.forEach(write -> losers.remove(new TableKey(table.name(), write.key())));
        }
    }

    /** Makes room for the writes; returns them, completed where a removed row has to come back. */
    List<PendingWrite> makeRoom(TargetAccess target, Table table, List<String> key, List<PendingWrite> writes)
            throws SQLException {
        Map<RowKey, PendingWrite> byKey = new HashMap<>();
        writes.forEach(write -> byKey.put(write.key(), write));
        Map<RowKey, Row> moved = new LinkedHashMap<>();
        Map<RowKey, Row> lost = new LinkedHashMap<>();
        List<Row> wanted = writes.stream().map(PendingWrite::row).toList();
        for (UniqueConflicts.Holder holder : target.holders(table, key, wanted)) {
            PendingWrite own = byKey.get(holder.key());
            if (own == null) {
                lost.put(holder.key(), holder.keyRow());
                if (!target.isDerivedAmong(table.name())) {
                    losers.put(new TableKey(table.name(), holder.key()), parked(table, holder, writes));
                }
            } else if (!keeps(own.row(), holder)) {
                moved.put(holder.key(), holder.keyRow());
            }
        }
        return remove(target, table, key, writes, moved, lost);
    }

    private List<PendingWrite> remove(
            TargetAccess target,
            Table table,
            List<String> key,
            List<PendingWrite> writes,
            Map<RowKey, Row> moved,
            Map<RowKey, Row> lost)
            throws SQLException {
        if (moved.isEmpty() && lost.isEmpty()) {
            return writes;
        }
        Map<RowKey, Row> current = target.find(table, key, List.copyOf(moved.values()));
        var doomed = new ArrayList<>(moved.values());
        doomed.addAll(lost.values());
        target.touch(table, doomed);
        target.delete(table, doomed);
        return writes.stream()
                .map(write -> {
                    Row before = current.get(write.key());
                    return before == null ? write : write.filledFrom(before);
                })
                .toList();
    }

    /** True when the row keeps the value that it holds: it does not set it, or sets it to the same. */
    private static boolean keeps(Row row, UniqueConflicts.Holder holder) {
        List<String> columns = holder.index().columns();
        for (int i = 0; i < columns.size(); i++) {
            Object held = holder.held().values().get(i);
            if (row.isSet(columns.get(i)) && !Objects.equals(RowKey.comparable(row.get(columns.get(i))), held)) {
                return false;
            }
        }
        return true;
    }

    private static Parked parked(Table table, UniqueConflicts.Holder holder, List<PendingWrite> writes) {
        return new Parked(
                table.name(),
                holder.key().text(),
                writes.get(writes.size() - 1).change().change().position(),
                ErrorCode.TARGET_CONFLICT.name(),
                "Removed: a newer row of the source has the same value in unique index "
                        + holder.index().name() + " ("
                        + String.join(", ", holder.index().columns()) + ")");
    }
}
