package dev.gangway.core.plan.routes;

import dev.gangway.core.config.StepKind;
import dev.gangway.core.plan.Route;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What surcharges of configurable products are computed from, as it is in the source. */
final class ConfigurablePriceRoutes implements StepRoutes {
    private static final Map<String, List<String>> TABLES = Map.of(
            "catalog_product_super_attribute", List.of("product_id", "attribute_id"),
            "catalog_product_super_attribute_pricing",
                    List.of("product_super_attribute_id", "value_index", "is_percent", "pricing_value", "website_id"),
            "catalog_product_super_link", List.of("product_id", "parent_id"),
            "catalog_product_entity_int", List.of("entity_id", "attribute_id", "store_id", "value"),
            "catalog_product_entity_decimal", List.of("entity_id", "attribute_id", "store_id", "value"),
            "eav_attribute", StructureShadows.ATTRIBUTE,
            "eav_entity_type", StructureShadows.TYPE,
            "core_store", StructureShadows.STORE);

    @Override
    public List<Route> of(RouteContext context) {
        if (!context.source().has("catalog_product_super_attribute_pricing")) {
            return List.of();
        }
        return TABLES.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(table -> context.shadow(StepKind.CONFIGURABLE_PRICES, table.getKey(), table.getValue()))
                .flatMap(Optional::stream)
                .toList();
    }
}
