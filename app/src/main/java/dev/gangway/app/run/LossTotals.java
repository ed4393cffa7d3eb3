package dev.gangway.app.run;

import dev.gangway.core.plan.LossCounter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Adds up values that a mapping changed or dropped, per table, field and reason. Thread-safe. */
public final class LossTotals implements LossCounter {
    private final Map<String, Long> counts = new TreeMap<>();

    @Override
    public synchronized void count(String table, String field, String reason) {
        counts.merge(table + "." + field + ": " + reason, 1L, Long::sum);
    }

    /** One line per kind of loss. */
    public synchronized List<String> lines() {
        return counts.entrySet().stream()
                .map(e -> e.getKey() + " (" + e.getValue() + " times)")
                .toList();
    }
}
