package dev.gangway.cdc.triggers;

import dev.gangway.core.row.Row;
import dev.gangway.core.schema.ForeignKey;
import dev.gangway.core.schema.Table;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which of the rows that a table refers to the logs of a batch say were deleted. Reads when it is first asked. One thread. */
final class DeletedParents {
    private static final int MAX_REMEMBERED = 200_000;

    private final Table table;
    private final Map<String, TableWork> workByTable;
    private final Map<String, Set<LogEntry.Key>> deleted = new HashMap<>();
    private @Nullable Boolean any;

    DeletedParents(Table table, Map<String, TableWork> workByTable) {
        this.table = table;
        this.workByTable = workByTable;
    }

    /** True when rows were deleted that the table's rows hang on, at any distance. */
    boolean any() throws SQLException {
        Boolean known = any;
        if (known == null) {
            known = look();
            any = known;
        }
        return known;
    }

    private boolean look() throws SQLException {
        Set<String> seen = new HashSet<>();
        Deque<Table> open = new ArrayDeque<>(List.of(table));
        while (!open.isEmpty()) {
            for (ForeignKey key : open.remove().foreignKeys()) {
                TableWork parent = workByTable.get(key.referencedTable());
                if (parent != null && seen.add(key.referencedTable())) {
                    if (parent.hasDeletes()) {
                        return true;
                    }
                    open.add(parent.log().table());
                }
            }
        }
        return false;
    }

    /** True when the row refers to a key that was deleted at some time of the batch; also when there are too many to remember. */
    boolean has(Row row) throws SQLException {
        for (ForeignKey key : table.foreignKeys()) {
            TableWork parent = workByTable.get(key.referencedTable());
            Object value = row.get(key.columns().get(0));
            if (parent != null && value != null && parent.log().key().size() == 1) {
                Set<LogEntry.Key> keys = deletedOf(key.referencedTable(), parent);
                if (keys.size() >= MAX_REMEMBERED || keys.contains(keyOf(value))) {
                    return true;
                }
            }
        }
        return false;
    }

    private Set<LogEntry.Key> deletedOf(String name, TableWork parent) throws SQLException {
        Set<LogEntry.Key> keys = deleted.get(name);
        if (keys == null) {
            Set<LogEntry.Key> found = new HashSet<>();
            parent.eachDeleted(key -> {
                if (found.size() < MAX_REMEMBERED) {
                    found.add(key);
                }
            });
            deleted.put(name, found);
            keys = found;
        }
        return keys;
    }

    private static LogEntry.Key keyOf(Object value) {
        List<@Nullable Object> one = new ArrayList<>();
        one.add(value);
        return LogEntry.Key.of(one);
    }
}
