package dev.gangway.cdc.triggers;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Follows rows whose key changed, over any number of changes: which keys a row had in the batch. All of them count, not only
 * the first: the target may hold the row under any of them, because the load read it later or the batch was captured before.
 */
final class KeyMoves {
    private final Map<LogEntry.Key, List<LogEntry.Key>> earlier = new LinkedHashMap<>();
    private final Map<LogEntry.Key, LogEntry.Key> hops = new HashMap<>();
    private final Map<LogEntry.Key, Integer> arrivals = new HashMap<>();

    void moved(LogEntry.Key before, LogEntry.Key after) {
        List<LogEntry.Key> keys = earlier.remove(before);
        List<LogEntry.Key> chain = keys == null ? new ArrayList<>() : keys;
        chain.add(before);
        earlier.remove(after);
        earlier.put(after, chain);
        hops.put(before, after);
        arrivals.merge(after, 1, Integer::sum);
    }

    /** Whether any key changed. */
    boolean any() {
        return !hops.isEmpty();
    }

    /** Whether a row had this key before or after a change of it. */
    boolean concern(LogEntry.Key key) {
        return hops.containsKey(key) || arrivals.containsKey(key);
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

    /**
     * The key from which a row came to this one, as long as it can be told by that key alone whether it did: no other row moved there
     * in the batch.
     */
    Optional<LogEntry.Key> cameFrom(LogEntry.Key key) {
        List<LogEntry.Key> chain = earlier.getOrDefault(key, List.of());
        if (chain.isEmpty()) {
            return Optional.empty();
        }
        LogEntry.Key before = chain.get(chain.size() - 1);
        int own = chain.size() > 1 ? 1 : 0;
        return arrivals.getOrDefault(before, 0) == own ? Optional.of(before) : Optional.empty();
    }

    /** Whether a row left the key a second time, after it is said to have gone to {@code after}. */
    boolean leftAgain(LogEntry.Key before, LogEntry.Key after) {
        return !after.equals(hops.get(before));
    }

    /** The last move to this key never happened: the row stands where it came from. */
    void neverHappened(LogEntry.Key key) {
        List<LogEntry.Key> chain = earlier.remove(key);
        if (chain == null) {
            return;
        }
        LogEntry.Key before = chain.remove(chain.size() - 1);
        hops.remove(before, key);
        if (!chain.isEmpty()) {
            earlier.put(before, chain);
        }
    }

    /** All keys that the deleted row had in the batch, oldest first, the last one included. */
    List<LogEntry.Key> deleted(LogEntry.Key key) {
        List<LogEntry.Key> keys = earlier.remove(key);
        List<LogEntry.Key> all = keys == null ? new ArrayList<>() : keys;
        all.add(key);
        return all;
    }

    /** Earlier keys, oldest first, by key now, in the order of the last move of each row. */
    Map<LogEntry.Key, List<LogEntry.Key>> remaining() {
        return earlier;
    }
}
