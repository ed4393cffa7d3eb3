package dev.gangway.core.plan.routes;

import dev.gangway.core.config.StepKind;
import dev.gangway.core.plan.Route;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The last numbers of documents by store, and the stores in the order in which they are numbered. */
final class SalesIncrementRoutes implements StepRoutes {

    @Override
    public List<Route> of(RouteContext context) {
        StepKind step = StepKind.SALES_INCREMENT;
        return Stream.of(
                        context.shadow(
                                step,
                                "eav_entity_store",
                                List.of("entity_type_id", "store_id", "increment_prefix", "increment_last_id")),
                        context.shadow(step, "core_store", StructureShadows.STORE))
                .flatMap(Optional::stream)
                .toList();
    }
}
