package dev.gangway.core.handler;

import dev.gangway.core.row.Row;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Source tables in memory; counts the single look-ups that were not prefetched. */
public final class FakeLookups implements Lookups {
    private final Map<String, List<Row>> tables = new HashMap<>();
    private final Set<String> loaded = new HashSet<>();
    public int singleQueries;
    public int batchQueries;

    public void add(String table, Row row) {
        var rows = new ArrayList<>(tables.getOrDefault(table, List.of()));
        rows.add(row);
        tables.put(table, List.copyOf(rows));
    }

    @Override
    public @Nullable String find(Key lookup, String key) {
        if (loaded.add(lookup + "=" + key)) {
            singleQueries++;
        }
        for (Row row : all(lookup.table())) {
            if (key.equals(row.text(lookup.keyColumn()))) {
                return row.text(lookup.valueColumn());
            }
        }
        return null;
    }

    @Override
    public void prefetch(Key lookup, Collection<String> keys) {
        batchQueries++;
        keys.forEach(key -> loaded.add(lookup + "=" + key));
    }

    @Override
    public List<Row> all(String table) {
        return tables.computeIfAbsent(table, name -> List.of());
    }
}
