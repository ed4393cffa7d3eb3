package dev.gangway.sink.apply;

import dev.gangway.core.schema.ForeignKey;
import dev.gangway.core.schema.Schema;
import dev.gangway.core.schema.Table;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Orders target tables so that parents come before the tables that reference them; cycles are cut somewhere. Immutable. */
final class TableOrder implements Comparator<String> {
    private final Map<String, Integer> depths = new HashMap<>();

    TableOrder(Schema target) {
        for (Table table : target.tables()) {
            depth(target, table.name(), new HashSet<>());
        }
    }

    private int depth(Schema target, String table, Set<String> path) {
        Integer known = depths.get(table);
        if (known != null) {
            return known;
        }
        if (!path.add(table)) {
            return 0;
        }
        int depth = 0;
        for (ForeignKey key : target.table(table).map(Table::foreignKeys).orElse(java.util.List.of())) {
            if (!key.referencedTable().equals(table)) {
                depth = Math.max(depth, 1 + depth(target, key.referencedTable(), path));
            }
        }
        path.remove(table);
        depths.put(table, depth);
        return depth;
    }

    @Override
    public int compare(String a, String b) {
        int byDepth = Integer.compare(depths.getOrDefault(a, 0), depths.getOrDefault(b, 0));
        return byDepth != 0 ? byDepth : a.compareTo(b);
    }
}
