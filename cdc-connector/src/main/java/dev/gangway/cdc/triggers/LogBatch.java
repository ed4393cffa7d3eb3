package dev.gangway.cdc.triggers;

import dev.gangway.cdc.CapturedTables;
import dev.gangway.cdc.Cut;
import dev.gangway.cdc.Piece;
import dev.gangway.cdc.PieceLimits;
import dev.gangway.cdc.reemit.Reading;
import dev.gangway.core.change.Operation;
import dev.gangway.core.change.RowChange;
import dev.gangway.core.position.SourcePosition;
import dev.gangway.core.row.Layout;
import dev.gangway.core.row.Row;
import dev.gangway.core.schema.Column;
import dev.gangway.core.schema.ForeignKey;
import dev.gangway.core.schema.Table;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Everything that the logs hold in one snapshot, as changes: first the deletes of all tables, then the rows whose key
 * changed, then the rows that were written, each as it is in the snapshot. However long the logs are, only a page of them is
 * in memory. One thread at a time.
 */
final class LogBatch {
    private static final int PAGE = 1_000;
    private static final int MAX_REMEMBERED = 200_000;

    private final long number;
    private final LogReader reader;
    private final CapturedTables tables;
    private final PieceLimits limits;
    private final Deque<Step> steps = new ArrayDeque<>();
    private final Map<LogTable, ReadIds> ids = new LinkedHashMap<>();
    private final Map<String, TableWork> workByTable = new HashMap<>();
    private final Deque<RowChange> made = new ArrayDeque<>();
    private long index;
    private boolean anyChange;

    LogBatch(long number, LogReader reader, List<LogTable> logs, CapturedTables tables, PieceLimits limits) {
        this.number = number;
        this.reader = reader;
        this.tables = tables;
        this.limits = limits;
        var work = logs.stream().map(TableWork::new).toList();
        work.forEach(w -> workByTable.put(w.log.table().name(), w));
        work.forEach(w -> steps.add(w::deletes));
        work.forEach(w -> steps.add(w::moves));
        work.forEach(w -> steps.add(w::writes));
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

    /** The three passes over one table's log. */
    private final class TableWork {
        private final LogTable log;
        private final Layout layout;
        private final KeyMoves moves = new KeyMoves();
        private final Set<LogEntry.Key> written = new HashSet<>();
        private long deletesReadTo;
        private long writesReadTo;
        private long lastAtMicros;

        TableWork(LogTable log) {
            this.log = log;
            this.layout = tables.layout(log.table());
        }

        boolean deletes() throws SQLException {
            String condition = "op = 'D' OR (" + LogReader.keyMoved(log) + ")";
            List<LogEntry> page = reader.page(log, condition, deletesReadTo, PAGE);
            for (LogEntry entry : page) {
                deletesReadTo = entry.id();
                lastAtMicros = entry.atMicros();
                LogEntry.Key before = entry.before();
                if (entry.operation() == 'D') {
                    for (LogEntry.Key key : moves.deleted(entry.key())) {
                        make(log.table(), Operation.DELETE, keyRow(key), null, entry.atMicros());
                    }
                } else if (before != null) {
                    moves.moved(before, entry.key());
                }
            }
            return !page.isEmpty();
        }

        boolean moves() throws SQLException {
            Map<LogEntry.Key, List<LogEntry.Key>> moved = moves.remaining();
            Map<LogEntry.Key, Row> rows = reader.rows(log, layout, moved.keySet());
            moved.forEach((key, earlier) -> {
                Row row = rows.get(key);
                earlier.forEach(before -> make(
                        log.table(),
                        row == null ? Operation.DELETE : Operation.UPDATE,
                        keyRow(before),
                        row,
                        lastAtMicros));
                if (row == null) {
                    make(log.table(), Operation.DELETE, keyRow(key), null, lastAtMicros);
                }
            });
            return false; // the rows are written once more after all moves: keys may have been swapped
        }

        boolean writes() throws SQLException {
            List<LogEntry> page = reader.page(log, "", writesReadTo, PAGE);
            var wanted = new LinkedHashMap<LogEntry.Key, LogEntry>();
            for (LogEntry entry : page) {
                writesReadTo = entry.id();
                ids.computeIfAbsent(log, l -> new ReadIds()).add(entry.id());
                if (entry.operation() != 'D' && !entry.key().isNull() && !written.contains(entry.key())) {
                    wanted.putIfAbsent(entry.key(), entry);
                }
            }
            Map<LogEntry.Key, Row> rows = reader.rows(log, layout, wanted.keySet());
            wanted.forEach((key, first) -> write(first, rows.get(key)));
            wanted.keySet().removeAll(rows.keySet());
            writeCarriedAlong(wanted);
            return !page.isEmpty();
        }

        /** Rows that are gone from their key because a parent's key changed and a cascade took the child's along. */
        private void writeCarriedAlong(Map<LogEntry.Key, LogEntry> gone) throws SQLException {
            var wanted = new LinkedHashMap<LogEntry.Key, LogEntry>();
            gone.forEach((key, first) -> {
                LogEntry.Key now = carriedTo(key);
                if (!now.equals(key) && !written.contains(now)) {
                    wanted.putIfAbsent(now, first);
                }
            });
            Map<LogEntry.Key, Row> rows = wanted.isEmpty() ? Map.of() : reader.rows(log, layout, wanted.keySet());
            rows.forEach((key, row) -> {
                LogEntry first = wanted.get(key);
                if (first != null && written.add(key)) {
                    make(log.table(), Operation.UPDATE, keyRow(key), row, first.atMicros());
                }
            });
        }

        /** The key with every part replaced that refers to a parent whose key has changed. */
        private LogEntry.Key carriedTo(LogEntry.Key key) {
            var values = new ArrayList<@Nullable Object>(key.values());
            List<String> names = log.key().stream().map(Column::name).toList();
            for (ForeignKey reference : log.table().foreignKeys()) {
                TableWork parent = workByTable.get(reference.referencedTable());
                int index = names.indexOf(reference.columns().get(0));
                if (parent != null && index >= 0 && parent.log.key().size() == 1) {
                    values.set(index, parent.keyNow(values.get(index)));
                }
            }
            return LogEntry.Key.of(values);
        }

        private @Nullable Object keyNow(@Nullable Object value) {
            var one = new ArrayList<@Nullable Object>();
            one.add(value);
            return moves.last(LogEntry.Key.of(one)).values().get(0);
        }

        /** A row that is gone needs nothing: its delete, or that of the parent whose cascade took it, is in the log. */
        private void write(LogEntry first, @Nullable Row row) {
            if (row == null) {
                return;
            }
            boolean created = first.operation() == 'I';
            make(
                    log.table(),
                    created ? Operation.CREATE : Operation.UPDATE,
                    created ? null : keyRow(first.key()),
                    row,
                    first.atMicros());
            if (written.size() < MAX_REMEMBERED) {
                written.add(first.key());
            }
        }

        private Row keyRow(LogEntry.Key key) {
            var row = new Row(layout);
            for (int i = 0; i < log.key().size(); i++) {
                row.set(log.key().get(i).name(), key.values().get(i));
            }
            return row;
        }
    }
}
