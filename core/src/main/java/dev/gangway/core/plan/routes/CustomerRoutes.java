package dev.gangway.core.plan.routes;

import dev.gangway.core.config.OptionName;
import dev.gangway.core.config.StepKind;
import dev.gangway.core.handler.DerivedLookup;
import dev.gangway.core.handler.LookedUp;
import dev.gangway.core.handler.Lookups;
import dev.gangway.core.login.LoginTable;
import dev.gangway.core.plan.BoundHandler;
import dev.gangway.core.plan.Route;
import dev.gangway.core.plan.RowFilter;
import dev.gangway.core.plan.TablePlan;
import dev.gangway.core.row.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Customers and addresses: entity rows as they are mapped; values of attributes that are columns in Magento 2 into shadow
 * tables, from which the columns are derived; other values as they are mapped.
 */
final class CustomerRoutes implements StepRoutes {
    private static final List<String> COLUMNS = List.of("value_id", "attribute_id", "entity_id", "value");
    private static final int SHA512 = 128;

    @Override
    public List<Route> of(RouteContext context) {
        var tables = new CustomerTables(context.groups(OptionName.CUSTOMER_DOCUMENT_GROUPS_FILE), context.source());
        DerivedLookup<MovedAttributes> moved =
                MovedAttributes.lookup(tables, context.groups(OptionName.CUSTOMER_ATTRIBUTE_GROUPS_FILE));
        var routes = new ArrayList<Route>();
        for (String table : tables.all()) {
            TablePlan plan = context.mapped(OptionName.CUSTOMER_MAP_FILE, table).orElse(null);
            if (plan == null) {
                continue;
            }
            if (tables.isEntity(table)) {
                routes.add(new Route(StepKind.CUSTOMER, plan));
                continue;
            }
            String entity = tables.entityOf(table);
            routes.add(new Route(StepKind.CUSTOMER, plan, new StaysValue(moved, entity, context.isStrict())));
            context.shadow(StepKind.CUSTOMER, table, COLUMNS)
                    .map(shadow -> new Route(
                            StepKind.CUSTOMER, counting(shadow.table(), context, moved), new MovedValue(moved, entity)))
                    .ifPresent(routes::add);
        }
        context.shadow(StepKind.CUSTOMER, "eav_attribute", StructureShadows.ATTRIBUTE)
                .ifPresent(routes::add);
        context.shadow(StepKind.CUSTOMER, "eav_entity_type", StructureShadows.TYPE)
                .ifPresent(routes::add);
        return routes;
    }

    /** By default passwords that cannot work any more are counted where they are kept last. */
    private static TablePlan counting(TablePlan shadow, RouteContext context, DerivedLookup<MovedAttributes> moved) {
        String table = shadow.source().name();
        if (context.isStrict() || !table.equals("customer_entity_varchar")) {
            return shadow;
        }
        var counter = new LostLogin(moved, LoginTable.isIn(context.target()));
        return TablePlan.of(
                shadow.source(),
                shadow.target(),
                shadow.copies(),
                List.of(new BoundHandler("value", LostLogin.NAME, Map.of(), counter)));
    }

    /** Values of attributes that become columns. */
    private record MovedValue(DerivedLookup<MovedAttributes> moved, String entity) implements RowFilter {

        @Override
        public List<LookedUp> lookedUp() {
            return moved.inputs();
        }

        @Override
        public boolean takes(Row row, Lookups lookups) {
            return moved.get(lookups).ids(entity).contains(row.text("attribute_id"));
        }
    }

    /**
     * Values that stay: those of other attributes, and with strict compatibility SHA-512 password hashes, which the customer's
     * column is too short for.
     */
    private record StaysValue(DerivedLookup<MovedAttributes> moved, String entity, boolean strict)
            implements RowFilter {

        @Override
        public List<LookedUp> lookedUp() {
            return moved.inputs();
        }

        @Override
        public boolean takes(Row row, Lookups lookups) {
            MovedAttributes known = moved.get(lookups);
            String attribute = row.text("attribute_id");
            return !known.ids(entity).contains(attribute)
                    || (strict && known.passwordId().equals(attribute) && isSha512(row.text("value")));
        }

        private static boolean isSha512(@Nullable String stored) {
            if (stored == null) {
                return false;
            }
            int colon = stored.indexOf(':');
            return (colon < 0 ? stored.length() : colon) == SHA512;
        }
    }
}
