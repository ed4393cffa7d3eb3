package dev.gangway.core.plan.routes;

import dev.gangway.core.config.StepKind;
import dev.gangway.core.handler.LookedUp;
import dev.gangway.core.plan.KeysOnly;
import dev.gangway.core.plan.LookupPlan;
import dev.gangway.core.plan.LookupPlan.Use;
import dev.gangway.core.plan.Route;
import dev.gangway.core.plan.RowFilter;
import dev.gangway.core.plan.ShadowTable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Gives every looked-up table a copy on the target server, by which the sink notices that an answer changes. */
final class LookupShadows {
    private final RouteContext context;
    private final List<Route> routes;

    LookupShadows(RouteContext context, Collection<Route> routes) {
        this.context = context;
        this.routes = new ArrayList<>(routes);
    }

    /** The routes with what is missing; a shadow that lacks columns gets them. */
    List<Route> complete() {
        List<Use> uses = LookupPlan.uses(routes);
        LookupPlan.columns(context.source(), uses).forEach((table, columns) -> {
            if (LookupPlan.copyOf(routes, table, columns).isEmpty()) {
                add(table, columns, uses);
            }
        });
        return routes;
    }

    private void add(String table, Set<String> columns, List<Use> uses) {
        int known = indexOfShadow(table);
        Set<String> all = new LinkedHashSet<>(columns);
        if (known >= 0) {
            all.addAll(routes.get(known).table().target().columnNames());
        }
        StepKind step = known >= 0 ? routes.get(known).step() : step(table, uses);
        Route plain = context.shadow(step, table, all).orElseThrow();
        RowFilter filter = known >= 0 ? RowFilter.ALL : filter(table, uses);
        Route route = new Route(step, plain.table(), filter);
        if (known >= 0) {
            routes.set(known, route);
        } else {
            routes.add(route);
        }
    }

    private int indexOfShadow(String table) {
        for (int i = 0; i < routes.size(); i++) {
            if (routes.get(i).target().equals(ShadowTable.nameOf(table))) {
                return i;
            }
        }
        return -1;
    }

    /** The main step fills it, or the one whose rows are the first to need it. */
    private StepKind step(String table, List<Use> uses) {
        if (context.has(StepKind.MAP)) {
            return StepKind.MAP;
        }
        String first = uses.stream()
                .filter(use -> use.lookup().table().equals(table))
                .findFirst()
                .orElseThrow()
                .table();
        return routes.stream()
                .filter(route -> route.source().equals(first))
                .findFirst()
                .orElseThrow()
                .step();
    }

    /** Of a table in which only some keys matter no other rows are kept, such as the passwords in a configuration. */
    private static RowFilter filter(String table, List<Use> uses) {
        List<LookedUp> lookups = uses.stream()
                .map(Use::lookup)
                .filter(lookup -> lookup.table().equals(table))
                .toList();
        var keys = new HashSet<String>();
        var columns = new HashSet<String>();
        for (LookedUp lookup : lookups) {
            if (lookup.keys().isEmpty()) {
                return RowFilter.ALL;
            }
            keys.addAll(lookup.keys());
            columns.add(lookup.keyColumn());
        }
        return columns.size() == 1 ? new KeysOnly(columns.iterator().next(), keys) : RowFilter.ALL;
    }
}
