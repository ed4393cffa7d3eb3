package dev.gangway.mysql.write;

import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;

/** Adds up losses. Thread-safe. */
public final class WriteLosses {
    private final Map<Loss, Long> counts = new TreeMap<>(
            Comparator.comparing(Loss::table).thenComparing(Loss::column).thenComparing(Loss::kind));

    public synchronized void add(Loss loss, long count) {
        counts.merge(loss, count, Long::sum);
    }

    public synchronized void addAll(Map<Loss, Long> losses) {
        losses.forEach((loss, count) -> counts.merge(loss, count, Long::sum));
    }

    /** A sorted copy. */
    public synchronized Map<Loss, Long> snapshot() {
        return new java.util.LinkedHashMap<>(counts);
    }

    /** A sorted copy; counting starts again from nothing. */
    public synchronized Map<Loss, Long> drain() {
        Map<Loss, Long> drained = snapshot();
        counts.clear();
        return drained;
    }
}
