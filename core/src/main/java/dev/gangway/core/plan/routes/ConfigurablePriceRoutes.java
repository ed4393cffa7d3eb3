package dev.gangway.core.plan.routes;

import dev.gangway.core.config.StepKind;
import dev.gangway.core.handler.DerivedLookup;
import dev.gangway.core.handler.LookedUp;
import dev.gangway.core.handler.Lookups;
import dev.gangway.core.plan.Route;
import dev.gangway.core.plan.RowFilter;
import dev.gangway.core.row.Row;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What prices of configurable products' children are computed from, as it is in the source: of values only those needed. */
final class ConfigurablePriceRoutes implements StepRoutes {
    private static final StepKind STEP = StepKind.CONFIGURABLE_PRICES;
    private static final List<String> VALUE = List.of("entity_id", "attribute_id", "store_id", "value");
    private static final Map<String, List<String>> WHOLE = Map.of(
            "catalog_product_super_attribute",
            List.of("product_id", "attribute_id"),
            "catalog_product_super_attribute_pricing",
            List.of("product_super_attribute_id", "value_index", "is_percent", "pricing_value", "website_id"),
            "catalog_product_super_link",
            List.of("product_id", "parent_id"),
            "eav_attribute",
            StructureShadows.ATTRIBUTE,
            "eav_entity_type",
            StructureShadows.TYPE,
            "core_store",
            StructureShadows.STORE);

    @Override
    public List<Route> of(RouteContext context) {
        if (!context.source().has("catalog_product_super_attribute_pricing")) {
            return List.of();
        }
        Stream<Optional<Route>> whole = WHOLE.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(table -> context.shadow(STEP, table.getKey(), table.getValue()));
        Stream<Optional<Route>> values = Stream.of(
                values(context, "int", ConfigurablePriceRoutes::mayChooseVariant),
                values(context, "decimal", withCode("price", "special_price")),
                context.isStrict()
                        ? Optional.empty()
                        : values(context, "datetime", withCode("special_from_date", "special_to_date")));
        return Stream.concat(whole, values).flatMap(Optional::stream).toList();
    }

    private static Optional<Route> values(RouteContext context, String type, Predicate<Row> attribute) {
        return context.shadow(STEP, "catalog_product_entity_" + type, VALUE)
                .map(route -> new Route(STEP, route.table(), new ValuesOf(attribute)));
    }

    private static Predicate<Row> withCode(String... codes) {
        Set<String> wanted = Set.of(codes);
        return row -> wanted.contains(String.valueOf(row.text("attribute_code")));
    }

    /** Visibility, and attributes with options, by which variants differ; but not the two of them that every product has. */
    private static boolean mayChooseVariant(Row attribute) {
        String code = String.valueOf(attribute.text("attribute_code"));
        String input = attribute.text("frontend_input");
        boolean hasOptions = input == null || input.equals("select") || attribute.text("source_model") != null;
        return code.equals("visibility") || (hasOptions && !code.equals("status") && !code.equals("tax_class_id"));
    }

    /** Takes the values of attributes that pass a test. */
    private static final class ValuesOf implements RowFilter {
        private static final LookedUp ATTRIBUTE = LookedUp.by(
                "attribute_id", "eav_attribute", "attribute_id", "attribute_code", "frontend_input", "source_model");

        private final DerivedLookup<Set<String>> ids;

        ValuesOf(Predicate<Row> attribute) {
            this.ids = DerivedLookup.of(ATTRIBUTE, rows -> {
                var found = new HashSet<String>();
                rows.stream().filter(attribute).forEach(row -> found.add(String.valueOf(row.text("attribute_id"))));
                return found;
            });
        }

        @Override
        public List<LookedUp> lookedUp() {
            return ids.inputs();
        }

        @Override
        public boolean takes(Row row, Lookups lookups) {
            return ids.get(lookups).contains(String.valueOf(row.text("attribute_id")));
        }
    }
}
