package dev.gangway.bulkloader;

import dev.gangway.core.plan.LossCounter;
import dev.gangway.core.plan.RowName;
import dev.gangway.core.row.Row;
import dev.gangway.mysql.connect.Transactions;
import dev.gangway.mysql.state.LossStore;
import dev.gangway.mysql.state.StateSchema;
import dev.gangway.mysql.write.WriteLosses;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Collects what one step loses outside the chunked copy, with keys of some of the rows, and stores it when its data stage ends. Thread-safe. */
final class StepLosses implements LossCounter {
    private static final int KEYS = 20;

    private final WriteLosses written = new WriteLosses();
    private final Map<List<String>, Long> counts = new LinkedHashMap<>();
    private final Map<List<String>, List<String>> keys = new LinkedHashMap<>();

    @Override
    public synchronized void count(String table, String field, String reason) {
        counts.merge(List.of(table, field, reason), 1L, Long::sum);
    }

    @Override
    public synchronized void count(Row row, String field, String reason) {
        countKey(row.document(), field, reason, RowName.of(row, List.of()));
    }

    @Override
    public synchronized void countKey(String table, String field, String reason, String key) {
        count(table, field, reason);
        List<String> known = keys.computeIfAbsent(List.of(table, field, reason), kind -> new ArrayList<>());
        if (known.size() < KEYS && !key.isEmpty()) {
            known.add(key);
        }
    }

    /** Where writers count. */
    WriteLosses written() {
        return written;
    }

    synchronized void clear() {
        written.clear();
        counts.clear();
        keys.clear();
    }

    /** Replaces what the step counted when it was run before, and forgets it here. */
    void store(StateSchema state, String mode, String step) {
        List<LossStore.RowKey> rows = keys();
        List<LossStore.Entry> entries = take();
        new Transactions(state.target()).run("storing losses", connection -> {
            new LossStore(state).replace(connection, mode, step, entries, rows);
            return true;
        });
    }

    private synchronized List<LossStore.RowKey> keys() {
        var rows = new ArrayList<>(LossStore.keys(written.keys()));
        keys.forEach((what, known) ->
                known.forEach(key -> rows.add(new LossStore.RowKey(what.get(0), what.get(1), what.get(2), key))));
        return rows;
    }

    private synchronized List<LossStore.Entry> take() {
        var entries = new ArrayList<>(LossStore.entries(written.snapshot()));
        counts.forEach((what, count) -> entries.add(new LossStore.Entry(what.get(0), what.get(1), what.get(2), count)));
        clear();
        return entries;
    }
}
