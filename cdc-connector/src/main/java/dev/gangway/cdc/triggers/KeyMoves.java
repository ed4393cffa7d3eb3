package dev.gangway.cdc.triggers;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** Follows rows whose key changed, over any number of changes: which key a row had before the batch. */
final class KeyMoves {
    private final Map<LogEntry.Key, LogEntry.Key> origins = new LinkedHashMap<>();
    private final Map<LogEntry.Key, LogEntry.Key> hops = new HashMap<>();

    void moved(LogEntry.Key before, LogEntry.Key after) {
        LogEntry.Key origin = origins.remove(before);
        origins.remove(after);
        origins.put(after, origin == null ? before : origin);
        hops.put(before, after);
    }

    /** The key that a row has in the end which had this one at some time of the batch. */
    LogEntry.Key last(LogEntry.Key key) {
        LogEntry.Key now = key;
        for (int i = 0; i <= hops.size(); i++) {
            LogEntry.Key next = hops.get(now);
            if (next == null || next.equals(key)) {
                return now;
            }
            now = next;
        }
        return now;
    }

    /** The key that the deleted row had before the batch. */
    LogEntry.Key deleted(LogEntry.Key key) {
        LogEntry.Key origin = origins.remove(key);
        return origin == null ? key : origin;
    }

    /** Key before the batch by key now, in the order of the last move of each row. */
    Map<LogEntry.Key, LogEntry.Key> remaining() {
        return origins;
    }
}
