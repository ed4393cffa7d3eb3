package dev.gangway.sink.write;

import dev.gangway.core.change.MappedChange;
import dev.gangway.derivations.CountingWriter;
import dev.gangway.mysql.state.LossStore;
import dev.gangway.mysql.state.LossStore.Entry;
import dev.gangway.mysql.state.LossStore.RowKey;
import dev.gangway.mysql.state.StateSchema;
import dev.gangway.mysql.write.WriteLosses;
import dev.gangway.sink.apply.ApplyResult.Lost;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Stores what a batch lost, by the mapping and by the target's columns, in the batch's own transaction: counts are as exact as
 * the rows. Keys are kept of the first rows of each kind only, so that a long stream does not fill the table of keys. Not
 * thread-safe.
 */
final class BatchLosses {
    private static final String MODE = "delta";
    private static final int KEYS = 20;

    private final LossStore store;
    private final Map<List<String>, Integer> stored = new HashMap<>();
    private final Map<List<String>, Integer> storing = new HashMap<>();

    BatchLosses(StateSchema schema) {
        this.store = new LossStore(schema);
    }

    /**
     * {@code written}: what the target's columns could not hold; {@code mapped}: what the mapping changed before; {@code
     * derived}: rows that derivations removed or changed.
     */
    void store(Connection connection, WriteLosses written, List<Lost> mapped, CountingWriter derived)
            throws SQLException {
        storing.clear();
        var entries = new ArrayList<>(LossStore.entries(written.snapshot()));
        entries.addAll(derived.leftOut());
        entries.addAll(entries(mapped));
        var keys = new ArrayList<>(LossStore.keys(written.keys()));
        mapped.forEach(lost -> keys.add(key(lost)));
        keys.addAll(derived.keys());
        store.add(connection, MODE, entries, firstOfEachKind(keys));
    }

    /** What was stored last is there to stay. */
    void committed() {
        storing.forEach((kind, count) -> stored.merge(kind, count, Integer::sum));
        storing.clear();
    }

    private List<RowKey> firstOfEachKind(List<RowKey> keys) {
        var first = new ArrayList<RowKey>();
        for (RowKey key : keys) {
            List<String> kind = List.of(key.table(), key.column(), key.reason());
            if (stored.getOrDefault(kind, 0) + storing.getOrDefault(kind, 0) < KEYS) {
                storing.merge(kind, 1, Integer::sum);
                first.add(key);
            }
        }
        return first;
    }

    private static List<Entry> entries(List<Lost> mapped) {
        Map<List<String>, Long> counts = new TreeMap<>(BatchLosses::compare);
        for (Lost lost : mapped) {
            MappedChange.Loss loss = lost.loss();
            counts.merge(List.of(loss.table(), loss.field(), loss.reason()), 1L, Long::sum);
        }
        return counts.entrySet().stream()
                .map(e -> new Entry(
                        e.getKey().get(0), e.getKey().get(1), e.getKey().get(2), e.getValue()))
                .toList();
    }

    /** One order for all sinks: two transactions that add to the same sums must not wait for each other in a circle. */
    private static int compare(List<String> a, List<String> b) {
        for (int i = 0; i < a.size(); i++) {
            int order = a.get(i).compareTo(b.get(i));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    private static RowKey key(Lost lost) {
        return new RowKey(lost.loss().table(), lost.loss().field(), lost.loss().reason(), lost.key());
    }
}
