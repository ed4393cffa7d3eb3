package dev.gangway.cdc.triggers;

import dev.gangway.cdc.CapturedTables;
import dev.gangway.cdc.Cut;
import dev.gangway.cdc.Piece;
import dev.gangway.cdc.PieceLimits;
import dev.gangway.cdc.reemit.Reading;
import dev.gangway.core.change.Operation;
import dev.gangway.core.change.RowChange;
import dev.gangway.core.position.SourcePosition;
import dev.gangway.core.row.Row;
import dev.gangway.core.schema.Table;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Everything that the logs hold in one snapshot, as changes. A log has no order with another table's, so the order is one that
 * leads to the snapshot whatever it was: first the deletes of all tables, then the rows whose key changed, then the rows that were
 * written, each as it is in the snapshot, then those of them that a parent's cascade has taken since, and at last what hangs on
 * rows that may have left a deleted parent. However long the logs are, only a page of them is in memory. One thread at a time.
 */
final class LogBatch {
    private final long number;
    private final PieceLimits limits;
    private final Deque<Step> steps = new ArrayDeque<>();
    private final List<TableWork> work = new ArrayList<>();
    private final Deque<RowChange> made = new ArrayDeque<>();
    private long index;
    private boolean anyChange;

    LogBatch(long number, LogReader reader, List<LogTable> logs, CapturedTables tables, PieceLimits limits) {
        this.number = number;
        this.limits = limits;
        Map<String, TableWork> workByTable = new HashMap<>();
        for (LogTable log : logs) {
            var ofTable = new TableWork(log, reader, tables.layout(log.table()), workByTable, this::make);
            work.add(ofTable);
            workByTable.put(log.table().name(), ofTable);
        }
        work.forEach(w -> steps.add(w::deletes));
        work.forEach(w -> steps.add(w::moves));
        work.forEach(w -> steps.add(w::writes));
        work.forEach(w -> steps.add(w::gone));
        Predicate<Table> deletes = table -> {
            TableWork ofTable = workByTable.get(table.name());
            return ofTable != null && ofTable.anyDeleted();
        };
        work.forEach(w -> steps.add(new HangingRows(w.log(), reader, tables, deletes, this::make)::advance));
    }

    /** The next piece; the last one has the cut. */
    Piece next() throws SQLException {
        var changes = new ArrayList<RowChange>();
        long bytes = 0;
        while (fill()) {
            RowChange change = made.remove();
            changes.add(change);
            bytes += PieceLimits.bytesOf(change);
            if (changes.size() >= limits.changes() || bytes >= limits.bytes()) {
                break;
            }
        }
        anyChange |= !changes.isEmpty();
        var position = new SourcePosition(number, index - made.size(), 0);
        Cut cut = fill() ? null : new Cut(position, !anyChange, System.currentTimeMillis());
        return new Piece(changes, cut, position, Map.of());
    }

    /** What was read, to be deleted when the last piece is durable. */
    Map<LogTable, ReadIds> ids() {
        Map<LogTable, ReadIds> ids = new LinkedHashMap<>();
        work.forEach(w -> ids.put(w.log(), w.ids()));
        return ids;
    }

    private boolean fill() throws SQLException {
        while (made.isEmpty() && !steps.isEmpty()) {
            if (!steps.element().advance()) {
                steps.remove();
            }
        }
        return !made.isEmpty();
    }

    /**
     * Adds rows that are wanted again, as they are in the snapshot: after all changes that the logs hold up to it. To be
     * called before the first piece.
     */
    void addAgain(Reading reading) {
        steps.add(() -> {
            long now = System.currentTimeMillis() * 1000;
            reading.images().forEach(image -> make(reading.table(), image.operation(), image.key(), image.row(), now));
            return false;
        });
    }

    private void make(Table ofTable, Operation operation, @Nullable Row before, @Nullable Row after, long atMicros) {
        index++;
        long now = System.currentTimeMillis() * 1000;
        String table = ofTable.name();
        var position = new SourcePosition(number, index, 0);
        made.add(new RowChange(table, operation, before, after, position, Long.toString(number), atMicros, now));
    }

    /** Part of the work that can be done page by page. */
    @FunctionalInterface
    private interface Step {
        /** Does one page; false when there is none left. */
        boolean advance() throws SQLException;
    }
}
