package dev.gangway.app.run;

import dev.gangway.core.config.Mode;
import dev.gangway.core.plan.LossCounter;
import dev.gangway.core.row.Row;
import dev.gangway.mysql.connect.Transactions;
import dev.gangway.mysql.state.LossStore;
import dev.gangway.mysql.state.LossStore.Entry;
import dev.gangway.mysql.state.LossStore.RowKey;
import dev.gangway.mysql.state.StateSchema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Adds up values that the stream's mapping changed or dropped and hands them to the state now and then. Counts of the last
 * moments before a kill are lost, and those of changes mapped again afterwards are counted again. Thread-safe.
 */
public final class LossTotals implements LossCounter {
    private static final int KEYS = 20;

    private record Kind(String table, String field, String reason) {}

    private final Map<Kind, Long> counts = new LinkedHashMap<>();
    private final List<RowKey> keys = new ArrayList<>();

    @Override
    public synchronized void count(String table, String field, String reason) {
        counts.merge(new Kind(table, field, reason), 1L, Long::sum);
    }

    @Override
    public synchronized void count(Row row, String field, String reason) {
        count(row.document(), field, reason);
        List<String> fields = row.layout().fields();
        if (keys.size() < KEYS && !fields.isEmpty()) {
            // The first column of Magento's tables is the key or its beginning.
            keys.add(new RowKey(row.document(), field, reason, row.keyText(fields.subList(0, 1))));
        }
    }

    /** Adds everything to the state and forgets it here. */
    public synchronized void store(StateSchema state) {
        if (counts.isEmpty()) {
            return;
        }
        List<Entry> entries = counts.entrySet().stream()
                .map(e -> new Entry(
                        e.getKey().table(), e.getKey().field(), e.getKey().reason(), e.getValue()))
                .toList();
        new Transactions(state.target()).run("storing losses", connection -> {
            new LossStore(state).add(connection, Mode.DELTA.word(), entries, keys);
            return true;
        });
        counts.clear();
        keys.clear();
    }
}
