package dev.gangway.core.plan.routes;

import dev.gangway.core.config.OptionName;
import dev.gangway.core.config.StepKind;
import dev.gangway.core.plan.MigrationPlan;
import dev.gangway.core.plan.Route;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Compiles the whole plan: the routes of every configured step. One line per step that carries rows. */
public final class PlanRoutes {
    private static final Map<StepKind, StepRoutes> STEPS = new EnumMap<>(StepKind.class);

    static {
        STEPS.put(StepKind.SETTINGS, new SettingsRoutes());
        STEPS.put(StepKind.STORES, PlanRoutes::stores);
        STEPS.put(StepKind.EAV, new EavRoutes());
        STEPS.put(StepKind.CUSTOMER, new CustomerRoutes());
        STEPS.put(StepKind.MAP, PlanRoutes::map);
        STEPS.put(StepKind.URL_REWRITE, new UrlRewriteRoutes());
        STEPS.put(StepKind.LOG, new LogRoutes());
        STEPS.put(StepKind.TIER_PRICE, new TierPriceRoutes());
        STEPS.put(StepKind.CONFIGURABLE_PRICES, new ConfigurablePriceRoutes());
        STEPS.put(StepKind.ORDER_GRIDS, new OrderGridRoutes(false));
        STEPS.put(StepKind.ORDER_GRIDS_EE, new OrderGridRoutes(true));
        STEPS.put(StepKind.SALES_INCREMENT, new SalesIncrementRoutes());
        STEPS.put(StepKind.CUSTOM_CUSTOMER_ATTRIBUTES, CommerceRoutes::customerAttributes);
        STEPS.put(StepKind.SALES_ORDER, CommerceRoutes::orders);
        STEPS.put(StepKind.VISUAL_MERCHANDISER, CommerceRoutes::smartCategories);
        STEPS.put(StepKind.POST_PROCESSING, PlanRoutes::attributeCodes);
    }

    private PlanRoutes() {}

    /** The plan; problems of all rules are added to the context's. */
    public static MigrationPlan compile(RouteContext context) {
        var routes = new ArrayList<Route>();
        STEPS.forEach((step, ofStep) -> {
            if (context.has(step)) {
                routes.addAll(ofStep.of(context));
            }
        });
        return new MigrationPlan(
                context.source(),
                context.target(),
                context.environment().compatibility(),
                new LookupShadows(context, once(routes)).complete());
    }

    /** A shadow that two steps read is filled once, with the columns of the first: it must have all that is needed. */
    private static List<Route> once(List<Route> routes) {
        var shadows = new LinkedHashMap<String, Route>();
        var kept = new ArrayList<Route>();
        for (Route route : routes) {
            if (!route.isShadow() || shadows.putIfAbsent(route.target(), route) == null) {
                kept.add(route);
            }
        }
        return kept;
    }

    private static List<Route> map(RouteContext context) {
        return context.compile(OptionName.MAP_FILE).stream()
                .map(table -> new Route(StepKind.MAP, table))
                .toList();
    }

    /** By which rows are named whose attribute stays behind. */
    private static List<Route> attributeCodes(RouteContext context) {
        return context.shadow(StepKind.POST_PROCESSING, "eav_attribute", StructureShadows.ATTRIBUTE).stream()
                .toList();
    }

    /** All ids are kept. */
    private static List<Route> stores(RouteContext context) {
        return StoreTables.PAIRS.entrySet().stream()
                .map(pair -> context.pair(OptionName.STORES_MAP_FILE, pair.getKey(), pair.getValue()))
                .flatMap(Optional::stream)
                .map(table -> new Route(StepKind.STORES, table))
                .toList();
    }
}
