package dev.gangway.core.plan.routes;

import dev.gangway.core.config.OptionName;
import dev.gangway.core.config.StepKind;
import dev.gangway.core.handler.Lookups;
import dev.gangway.core.plan.GrownTable;
import dev.gangway.core.plan.Route;
import dev.gangway.core.plan.RowFilter;
import dev.gangway.core.plan.TablePlan;
import dev.gangway.core.row.Row;
import dev.gangway.core.schema.Side;
import dev.gangway.core.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Routes of the steps that only commerce editions have. */
public final class CommerceRoutes {
    /** Orders, from whose reward points attribute values are derived. */
    public static final String ORDER = "sales_flat_order";
    /** How smart categories are filled and sorted. */
    public static final String SMART_CATEGORY = "merchandiser_category_values";

    public static final List<String> POINTS = List.of("reward_points_balance_refunded", "reward_salesrule_points");

    private CommerceRoutes() {}

    /** A shop's own customer attributes in orders and quotes: each is a column, which the load gives the target's tables first. */
    static List<Route> customerAttributes(RouteContext context) {
        var routes = new ArrayList<Route>();
        for (String document :
                context.groups(OptionName.CUSTOMER_ATTR_DOCUMENT_GROUPS_FILE).group("source_documents")) {
            Optional<Table> source = context.source().table(document);
            Optional<Table> target = context.map(OptionName.CUSTOMER_ATTR_MAP_FILE)
                    .mappedDocument(document, Side.SOURCE)
                    .flatMap(context.target()::table);
            if (source.isPresent() && target.isPresent()) {
                routes.add(new Route(
                        StepKind.CUSTOM_CUSTOMER_ATTRIBUTES,
                        TablePlan.identical(source.get(), GrownTable.of(source.get(), target.get()))));
            }
        }
        return routes;
    }

    /** Orders by the sales map, and the reward points of those that have some. */
    static List<Route> orders(RouteContext context) {
        var routes = new ArrayList<Route>();
        String target = context.map(OptionName.SALES_ORDER_MAP_FILE)
                .mappedDocument(ORDER, Side.SOURCE)
                .orElse(ORDER);
        context.pair(OptionName.SALES_ORDER_MAP_FILE, ORDER, target)
                .ifPresent(plan -> routes.add(new Route(StepKind.SALES_ORDER, plan)));
        var columns = new ArrayList<>(POINTS);
        columns.add("store_id");
        context.shadow(StepKind.SALES_ORDER, ORDER, columns)
                .filter(route -> route.table().target().columnNames().containsAll(columns))
                .ifPresent(route -> routes.add(new Route(StepKind.SALES_ORDER, route.table(), new WithPoints())));
        return routes;
    }

    /** Rules of smart categories by their map, and how each is sorted. */
    static List<Route> smartCategories(RouteContext context) {
        var routes = new ArrayList<Route>();
        for (String document :
                context.groups(OptionName.VISUAL_MERCHANDISER_DOCUMENT_GROUPS).group("source_documents")) {
            String target = context.map(OptionName.VISUAL_MERCHANDISER_MAP)
                    .mappedDocument(document, Side.SOURCE)
                    .orElse(document);
            context.pair(OptionName.VISUAL_MERCHANDISER_MAP, document, target)
                    .ifPresent(plan -> routes.add(new Route(StepKind.VISUAL_MERCHANDISER, plan)));
        }
        context.shadow(StepKind.VISUAL_MERCHANDISER, SMART_CATEGORY, List.of("category_id", "automatic_sort"))
                .ifPresent(routes::add);
        return routes;
    }

    /** Takes orders with reward points: a number, zero too, but neither NULL nor an empty text. */
    private static final class WithPoints implements RowFilter {

        @Override
        public boolean takes(Row row, Lookups lookups) {
            return POINTS.stream().anyMatch(code -> {
                String points = row.text(code);
                return points != null && !points.isEmpty();
            });
        }
    }
}
