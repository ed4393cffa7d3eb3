package dev.gangway.bulkloader.copy;

import dev.gangway.core.plan.LossCounter;
import dev.gangway.core.plan.RowName;
import dev.gangway.core.row.Row;
import dev.gangway.core.schema.Table;
import dev.gangway.mysql.state.LossStore;
import dev.gangway.mysql.write.WriteLosses;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What one chunk changes or leaves out, by the mapping and by the target; keys of some of the rows with it. */
final class ChunkLosses implements LossCounter {
    private static final int KEYS = 20;

    private record Kind(String table, String field, String reason) {}

    private final Table source;
    private final WriteLosses written = new WriteLosses();
    private final Map<Kind, Long> counts = new LinkedHashMap<>();
    private final Map<Kind, List<String>> keys = new LinkedHashMap<>();

    ChunkLosses(Table source) {
        this.source = source;
    }

    /** Where writers count. */
    WriteLosses written() {
        return written;
    }

    @Override
    public synchronized void count(String table, String field, String reason) {
        add(table, field, reason, 1);
    }

    @Override
    public synchronized void count(Row row, String field, String reason) {
        add(row.document(), field, reason, 1);
        List<String> known = keys.computeIfAbsent(new Kind(row.document(), field, reason), k -> new ArrayList<>());
        String key = row.document().equals(source.name()) ? RowName.of(row, source.identity()) : "";
        if (known.size() < KEYS && !key.isEmpty()) {
            known.add(key);
        }
    }

    synchronized void add(String table, String field, String reason, long rows) {
        counts.merge(new Kind(table, field, reason), rows, Long::sum);
    }

    synchronized List<LossStore.Entry> entries() {
        var entries = new ArrayList<>(LossStore.entries(written.snapshot()));
        counts.forEach((kind, count) -> entries.add(new LossStore.Entry(kind.table, kind.field, kind.reason, count)));
        return entries;
    }

    synchronized List<LossStore.RowKey> keys() {
        var all = new ArrayList<>(LossStore.keys(written.keys()));
        keys.forEach((kind, known) ->
                known.forEach(key -> all.add(new LossStore.RowKey(kind.table, kind.field, kind.reason, key))));
        return all;
    }
}
