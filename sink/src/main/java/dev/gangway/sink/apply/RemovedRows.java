package dev.gangway.sink.apply;

import java.util.Map;
import java.util.TreeMap;

/**
 * Counts, by table, rows that changes take out of the target: their own, all of a table, or what hangs on a row. What is undone stays
 * counted. Not thread-safe.
 */
public final class RemovedRows {
    private final Map<String, Long> byTable = new TreeMap<>();

    /** Rows of the table have gone. */
    public void add(String table, long rows) {
        if (rows > 0) {
            byTable.merge(table, rows, Long::sum);
        }
    }

    /** Rows were written to the table; where they were only taken out to be written anew, none has gone. */
    void returned(String table, long rows) {
        byTable.computeIfPresent(table, (name, gone) -> Math.max(0, gone - rows));
    }

    public Map<String, Long> byTable() {
        return Map.copyOf(byTable);
    }

    void clear() {
        byTable.clear();
    }
}
