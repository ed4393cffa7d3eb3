package dev.gangway.sink.apply;

import java.util.Map;
import java.util.TreeMap;

/**
 * Counts, by table, rows that one change takes out of the target beside its own: all of a table, or what hangs on a row. The ledger counts
 * such a change once. What is undone stays counted. Not thread-safe.
 */
public final class RemovedRows {
    private final Map<String, Long> byTable = new TreeMap<>();

    /** Rows of the table have gone. */
    public void add(String table, long rows) {
        if (rows > 0) {
            byTable.merge(table, rows, Long::sum);
        }
    }

    public Map<String, Long> byTable() {
        return Map.copyOf(byTable);
    }

    void clear() {
        byTable.clear();
    }
}
