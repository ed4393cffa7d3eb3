package dev.gangway.mysql.write;

import dev.gangway.core.row.Row;
import dev.gangway.core.schema.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Adds up losses and remembers keys of some of the rows. Thread-safe. */
public final class WriteLosses {
    private static final int KEYS = 20;

    private final Map<Loss, Long> counts = sorted();
    private final Map<Loss, List<String>> keys = sorted();

    private static <V> Map<Loss, V> sorted() {
        return new TreeMap<>(
                Comparator.comparing(Loss::table).thenComparing(Loss::column).thenComparing(Loss::kind));
    }

    public synchronized void add(Loss loss, long count) {
        counts.merge(loss, count, Long::sum);
    }

    /** Counts one row of the table. */
    public synchronized void add(Loss loss, Table table, Row row) {
        add(loss, 1);
        List<String> known = keys.computeIfAbsent(loss, l -> new ArrayList<>());
        if (known.size() < KEYS) {
            String key = row.keyText(table.identity());
            if (!key.isEmpty()) {
                known.add(key);
            }
        }
    }

    public synchronized void addAll(WriteLosses others) {
        others.snapshot().forEach(this::add);
        others.keys().forEach((loss, found) -> {
            List<String> known = keys.computeIfAbsent(loss, l -> new ArrayList<>());
            found.stream().limit(Math.max(0, KEYS - known.size())).forEach(known::add);
        });
    }

    /** A sorted copy of the counts. */
    public synchronized Map<Loss, Long> snapshot() {
        return new LinkedHashMap<>(counts);
    }

    /** Keys of some rows of each loss, as {@code column=value}. */
    public synchronized Map<Loss, List<String>> keys() {
        var copy = new LinkedHashMap<Loss, List<String>>();
        keys.forEach((loss, known) -> copy.put(loss, List.copyOf(known)));
        return copy;
    }

    /** Counting starts again from nothing. */
    public synchronized void clear() {
        counts.clear();
        keys.clear();
    }
}
