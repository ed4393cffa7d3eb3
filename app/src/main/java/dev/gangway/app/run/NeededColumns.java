package dev.gangway.app.run;

import dev.gangway.core.plan.MigrationPlan;
import dev.gangway.core.plan.Route;
import dev.gangway.core.plan.RowFilter;
import dev.gangway.core.schema.ForeignKey;
import dev.gangway.core.schema.Table;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which columns of the captured tables somebody uses: copied ones, keys, and all columns of a table with handlers, which may
 * look at any. The others may change as they like. Thread-safe.
 */
final class NeededColumns {
    private final MigrationPlan plan;
    private final Map<String, Set<String>> byTable = new ConcurrentHashMap<>();

    NeededColumns(MigrationPlan plan) {
        this.plan = plan;
    }

    boolean contains(String table, String column) {
        return byTable.computeIfAbsent(table, this::of).contains(column);
    }

    private Set<String> of(String name) {
        Table table = plan.source().table(name).orElseThrow();
        var needed = new HashSet<String>(table.identity());
        needed.addAll(table.primaryKey());
        table.foreignKeys().stream().map(ForeignKey::columns).forEach(needed::addAll);
        List<Route> routes = plan.routes(name);
        if (routes.isEmpty() || table.identity().isEmpty() || routes.stream().anyMatch(NeededColumns::looksAtAny)) {
            needed.addAll(table.columnNames());
        } else {
            routes.forEach(route -> route.table().copies().forEach(copy -> needed.add(copy.source())));
        }
        return needed;
    }

    private static boolean looksAtAny(Route route) {
        return route.filter() != RowFilter.ALL
                || !route.table().sourceHandlers().isEmpty()
                || !route.table().targetHandlers().isEmpty();
    }
}
