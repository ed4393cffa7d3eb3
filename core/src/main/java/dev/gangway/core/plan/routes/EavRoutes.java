package dev.gangway.core.plan.routes;

import dev.gangway.core.config.StepKind;
import dev.gangway.core.plan.Route;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** The attribute structure as it is in the source: whole tables, because every column of them may come over. */
final class EavRoutes implements StepRoutes {
    private static final String SWATCHES = "eav_attribute_option_swatch";

    @Override
    public List<Route> of(RouteContext context) {
        var tables =
                new TreeSet<>(EavTables.of(context.rules(), context.target()).keySet());
        if (context.source().has(SWATCHES)) {
            tables.addAll(List.of(SWATCHES, "eav_attribute_option")); // a handler marks the attributes that have them
        }
        return tables.stream()
                .map(table -> context.source()
                        .table(table)
                        .flatMap(known -> context.shadow(StepKind.EAV, table, known.columnNames())))
                .flatMap(Optional::stream)
                .toList();
    }
}
