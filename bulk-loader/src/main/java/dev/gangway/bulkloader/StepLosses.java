package dev.gangway.bulkloader;

import dev.gangway.core.plan.LossCounter;
import dev.gangway.mysql.connect.Transactions;
import dev.gangway.mysql.state.LossStore;
import dev.gangway.mysql.state.StateSchema;
import dev.gangway.mysql.write.WriteLosses;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Collects what one step outside the chunked copy lose, and stores it when its data stage ends. Thread-safe. */
final class StepLosses implements LossCounter {
    private final WriteLosses written = new WriteLosses();
    private final Map<List<String>, Long> counts = new LinkedHashMap<>();

    @Override
    public synchronized void count(String table, String field, String reason) {
        counts.merge(List.of(table, field, reason), 1L, Long::sum);
    }

    /** Where writers count. */
    WriteLosses written() {
        return written;
    }

    synchronized void clear() {
        written.clear();
        counts.clear();
    }

    /** Replaces what the step counted when it was run before, and forgets it here. */
    void store(StateSchema state, String mode, String step) {
        List<LossStore.Entry> entries = take();
        new Transactions(state.target()).run("storing losses", connection -> {
            new LossStore(state).replace(connection, mode, step, entries);
            return true;
        });
    }

    private synchronized List<LossStore.Entry> take() {
        var entries = new ArrayList<>(LossStore.entries(written.snapshot()));
        counts.forEach((what, count) -> entries.add(new LossStore.Entry(what.get(0), what.get(1), what.get(2), count)));
        clear();
        return entries;
    }
}
