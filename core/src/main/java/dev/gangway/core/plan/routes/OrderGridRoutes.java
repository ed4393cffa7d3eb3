package dev.gangway.core.plan.routes;

import dev.gangway.core.config.StepKind;
import dev.gangway.core.plan.Route;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which documents Magento 1's own grids list, where that decides what Magento 2's list: with strict compatibility, and for
 * archived orders always.
 */
final class OrderGridRoutes implements StepRoutes {
    private static final List<String> DOCUMENTS = List.of("order", "invoice", "shipment", "creditmemo");

    private final boolean commerce;

    OrderGridRoutes(boolean commerce) {
        this.commerce = commerce;
    }

    @Override
    public List<Route> of(RouteContext context) {
        StepKind step = commerce ? StepKind.ORDER_GRIDS_EE : StepKind.ORDER_GRIDS;
        var tables = new ArrayList<String>();
        for (String document : DOCUMENTS) {
            if (context.isStrict()) {
                tables.add("sales_flat_" + document + "_grid");
            }
            if (commerce) {
                tables.add("enterprise_sales_" + document + "_grid_archive");
            }
        }
        return tables.stream()
                .map(table -> context.shadow(step, table, List.of("entity_id")))
                .flatMap(Optional::stream)
                .toList();
    }
}
