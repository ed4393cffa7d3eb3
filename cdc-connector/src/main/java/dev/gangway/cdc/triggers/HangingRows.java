package dev.gangway.cdc.triggers;

import dev.gangway.cdc.CapturedTables;
import dev.gangway.core.change.Operation;
import dev.gangway.core.row.Row;
import dev.gangway.core.schema.ReferentialAction;
import dev.gangway.core.schema.Table;
import dev.gangway.mysql.read.RowStream;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Sends what hangs on the written rows of one table, where rows were deleted with which those may have gone until they left
 * them: in the target the delete takes a row along that is no longer there in the source, and with it rows that never changed.
 * One thread at a time.
 */
final class HangingRows {
    private static final int KEYS = 200;
    private static final int PAGE = 1_000;

    private final LogTable log;
    private final LogReader reader;
    private final CapturedTables captured;
    private final Predicate<Table> deletes;
    private final TableWork.Made made;
    private final Deque<Descent> open = new ArrayDeque<>();
    private @Nullable List<Descent> ways;
    private Set<LogEntry.Key> written = Set.of();
    private @Nullable RowStream rows;
    private long readTo;
    private long atMicros;

    /** @param deletes tells of a table whether the batch deletes rows of it; asked after all deletes were made */
    HangingRows(
            LogTable log, LogReader reader, CapturedTables captured, Predicate<Table> deletes, TableWork.Made made) {
        this.log = log;
        this.reader = reader;
        this.captured = captured;
        this.deletes = deletes;
        this.made = made;
    }

    /** Sends a page; false when there is none left. */
    boolean advance() throws SQLException {
        if (ways == null) {
            ways = isReachedByADelete() ? Descent.from(log.table(), captured) : List.of();
        }
        if (ways.isEmpty()) {
            return false;
        }
        if (rows != null) {
            send(rows);
            return true;
        }
        if (!open.isEmpty()) {
            String condition = reader.isOneOf(log, written);
            rows = reader.stream(
                    open.element().select(captured, log.table(), condition), captured.layout(lowest()), lowest());
            return true;
        }
        return readWritten(ways);
    }

    private boolean isReachedByADelete() {
        return captured.above(log.table(), reference -> reference.onDelete() == ReferentialAction.CASCADE).stream()
                .anyMatch(deletes);
    }

    private boolean readWritten(List<Descent> all) throws SQLException {
        List<LogEntry> page = reader.page(log, "op = 'U'", readTo, KEYS);
        written = new LinkedHashSet<>();
        for (LogEntry entry : page) {
            readTo = entry.id();
            atMicros = entry.atMicros();
            if (!entry.key().isNull()) {
                written.add(entry.key());
            }
        }
        if (!written.isEmpty()) {
            open.addAll(all);
        }
        return !page.isEmpty();
    }

    private void send(RowStream stream) throws SQLException {
        Table table = lowest();
        for (int i = 0; i < PAGE; i++) {
            Row row = stream.next();
            if (row == null) {
                stream.close();
                rows = null;
                open.remove();
                return;
            }
            made.make(table, Operation.UPDATE, key(table, row), row, atMicros);
        }
    }

    private static Row key(Table table, Row row) {
        var key = new Row(row.layout());
        table.identity().forEach(column -> key.set(column, row.get(column)));
        return key;
    }

    private Table lowest() {
        return open.element().lowest();
    }
}
