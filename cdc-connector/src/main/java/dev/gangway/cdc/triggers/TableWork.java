package dev.gangway.cdc.triggers;

import dev.gangway.core.change.Operation;
import dev.gangway.core.row.Layout;
import dev.gangway.core.row.Row;
import dev.gangway.core.schema.Column;
import dev.gangway.core.schema.ForeignKey;
import dev.gangway.core.schema.Table;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The passes over one table's log within a {@link LogBatch}; each does one page and is false when there is none left. */
final class TableWork {
    private static final int PAGE = 1_000;
    private static final int MAX_REMEMBERED = 200_000;

    private final LogTable log;
    private final LogReader reader;
    private final Layout layout;
    private final Map<String, TableWork> workByTable;
    private final Made made;
    private final KeyMoves moves = new KeyMoves();
    private final ReadIds ids = new ReadIds();
    private final Set<LogEntry.Key> written = new HashSet<>();
    private @Nullable Map<Integer, TableWork> parentsInKey;
    private boolean anyDeleted;
    private boolean anyGone;
    private long deletesReadTo;
    private long writesReadTo;
    private long goneReadTo;
    private long lastAtMicros;

    /** @param workByTable of all tables of the batch; filled after this call */
    TableWork(LogTable log, LogReader reader, Layout layout, Map<String, TableWork> workByTable, Made made) {
        this.log = log;
        this.reader = reader;
        this.layout = layout;
        this.workByTable = workByTable;
        this.made = made;
    }

    /** Takes a change of a row. */
    @FunctionalInterface
    interface Made {
        void make(Table table, Operation operation, @Nullable Row before, @Nullable Row after, long atMicros);
    }

    LogTable log() {
        return log;
    }

    /** What was read so far, to be deleted when the batch is durable. */
    ReadIds ids() {
        return ids;
    }

    /** Whether the log holds a delete; known after {@link #deletes}. */
    boolean anyDeleted() {
        return anyDeleted;
    }

    boolean deletes() throws SQLException {
        String condition = "op = 'D' OR (" + LogReader.keyMoved(log) + ")";
        List<LogEntry> page = reader.page(log, condition, deletesReadTo, PAGE);
        for (LogEntry entry : page) {
            deletesReadTo = entry.id();
            lastAtMicros = entry.atMicros();
            LogEntry.Key before = entry.before();
            if (entry.operation() == 'D') {
                anyDeleted = true;
                for (LogEntry.Key key : moves.deleted(entry.key())) {
                    make(Operation.DELETE, keyRow(key), null, entry.atMicros());
                }
            } else if (before != null) {
                moves.moved(before, entry.key());
            }
        }
        return !page.isEmpty();
    }

    boolean moves() throws SQLException {
        new RefusedMoves(log, reader, layout).forget(moves);
        Map<LogEntry.Key, List<LogEntry.Key>> moved = moves.remaining();
        Map<LogEntry.Key, Row> rows = reader.rows(log, layout, moved.keySet());
        moved.forEach((key, earlier) -> {
            Row row = rows.get(key);
            earlier.forEach(before ->
                    make(row == null ? Operation.DELETE : Operation.UPDATE, keyRow(before), row, lastAtMicros));
            if (row == null) {
                make(Operation.DELETE, keyRow(key), null, lastAtMicros);
            }
        });
        return false; // the rows are written once more after all moves: keys may have been swapped
    }

    boolean writes() throws SQLException {
        List<LogEntry> page = reader.page(log, "", writesReadTo, PAGE);
        var wanted = new LinkedHashMap<LogEntry.Key, LogEntry>();
        for (LogEntry entry : page) {
            writesReadTo = entry.id();
            ids.add(entry.id());
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
                make(Operation.UPDATE, keyRow(key), row, first.atMicros());
            }
        });
    }

    /** The key with every part replaced that refers to a parent whose key has changed. */
    private LogEntry.Key carriedTo(LogEntry.Key key) {
        var values = new ArrayList<@Nullable Object>(key.values());
        parentsInKey()
                .forEach((index, parent) -> values.set(
                        index,
                        parent.moves.last(ofOne(values.get(index))).values().get(0)));
        return LogEntry.Key.of(values);
    }

    /** Whether a parent's cascade may have changed this key, or led to it. */
    private boolean mayBeCarried(LogEntry.Key key) {
        return parentsInKey().entrySet().stream()
                .anyMatch(parent ->
                        parent.getValue().moves.concern(ofOne(key.values().get(parent.getKey()))));
    }

    /** By the place in the key: the parent whose key stands there. */
    private Map<Integer, TableWork> parentsInKey() {
        Map<Integer, TableWork> found = parentsInKey;
        if (found == null) {
            found = findParentsInKey();
            parentsInKey = found;
        }
        return found;
    }

    private Map<Integer, TableWork> findParentsInKey() {
        var parents = new HashMap<Integer, TableWork>();
        List<String> names = log.key().stream().map(Column::name).toList();
        for (ForeignKey reference : log.table().foreignKeys()) {
            TableWork parent = workByTable.get(reference.referencedTable());
            int index = names.indexOf(reference.columns().get(0));
            if (parent != null && index >= 0 && parent.log.key().size() == 1) {
                parents.put(index, parent);
            }
        }
        return parents;
    }

    private static LogEntry.Key ofOne(@Nullable Object value) {
        var one = new ArrayList<@Nullable Object>();
        one.add(value);
        return LogEntry.Key.of(one);
    }

    private void write(LogEntry first, @Nullable Row row) {
        if (row == null) {
            anyGone = true;
            return;
        }
        boolean created = first.operation() == 'I';
        make(
                created ? Operation.CREATE : Operation.UPDATE,
                created ? null : keyRow(first.key()),
                row,
                first.atMicros());
        if (written.size() < MAX_REMEMBERED) {
            written.add(first.key());
        }
    }

    /**
     * Rows that are not there although the log's last word is not their delete: a parent's cascade took them, perhaps one that
     * they had only just come to, so that the parent's own delete does not find them in the target. And deleted rows once more
     * whose parent's key changed in the batch: before the delete the target had them under the parent's other key. After all
     * writes, so that nothing is taken along that has left them.
     */
    boolean gone() throws SQLException {
        boolean anyCarried = parentsInKey().values().stream().anyMatch(parent -> parent.moves.any());
        if (!anyGone && !anyCarried) {
            return false;
        }
        List<LogEntry> page = reader.page(log, "", goneReadTo, PAGE);
        var wanted = new LinkedHashMap<LogEntry.Key, LogEntry>();
        for (LogEntry entry : page) {
            goneReadTo = entry.id();
            wanted.remove(entry.key());
            if (anyGone && entry.operation() != 'D' && !entry.key().isNull()) {
                wanted.put(entry.key(), entry);
            }
            if (anyCarried) {
                putCarried(entry, wanted);
            }
        }
        wanted.keySet().removeAll(reader.rows(log, layout, wanted.keySet()).keySet());
        wanted.forEach((key, last) -> make(Operation.DELETE, keyRow(key), null, last.atMicros()));
        return !page.isEmpty();
    }

    private void putCarried(LogEntry entry, Map<LogEntry.Key, LogEntry> wanted) {
        for (LogEntry.Key key : entry.before() == null ? List.of(entry.key()) : List.of(entry.key(), entry.before())) {
            if (!key.isNull() && mayBeCarried(key)) {
                wanted.putIfAbsent(key, entry);
                wanted.putIfAbsent(carriedTo(key), entry);
            }
        }
    }

    private void make(Operation operation, @Nullable Row before, @Nullable Row after, long atMicros) {
        made.make(log.table(), operation, before, after, atMicros);
    }

    private Row keyRow(LogEntry.Key key) {
        var row = new Row(layout);
        for (int i = 0; i < log.key().size(); i++) {
            row.set(log.key().get(i).name(), key.values().get(i));
        }
        return row;
    }
}
