package dev.gangway.core.plan.routes;

import dev.gangway.core.config.StepKind;
import dev.gangway.core.plan.Route;
import java.util.List;
import java.util.Optional;

/** The attribute structure as it is in the source: whole tables, because every column of them may come over. */
final class EavRoutes implements StepRoutes {

    @Override
    public List<Route> of(RouteContext context) {
        return EavTables.of(context.rules(), context.target()).keySet().stream()
                .map(table -> context.source()
                        .table(table)
                        .flatMap(known -> context.shadow(StepKind.EAV, table, known.columnNames())))
                .flatMap(Optional::stream)
                .toList();
    }
}
