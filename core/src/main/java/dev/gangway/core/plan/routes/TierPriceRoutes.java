package dev.gangway.core.plan.routes;

import dev.gangway.core.config.OptionName;
import dev.gangway.core.config.StepKind;
import dev.gangway.core.plan.Route;
import dev.gangway.core.plan.TablePlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Tier prices and group prices, each mapped into a shadow table with the columns of Magento 2's one table of both. */
public final class TierPriceRoutes implements StepRoutes {
    public static final String TIER = "catalog_product_entity_tier_price";
    public static final String GROUP = "catalog_product_entity_group_price";

    private static final Set<String> WITHOUT_GROUP_PRICES =
            Set.of("1.6.0.0", "1.6.1.0", "1.6.2.0", "1.11.0.0", "1.11.0.1", "1.11.0.2", "1.11.1.0", "1.11.2.0");

    @Override
    public List<Route> of(RouteContext context) {
        var routes = new ArrayList<Route>();
        for (String table : List.of(TIER, GROUP)) {
            if (table.equals(TIER)
                    || hasGroupPrices(
                            context.environment().option("edition_number").orElse(""))) {
                context.pair(OptionName.TIER_PRICE_MAP_FILE, table, TIER)
                        .map(TablePlan::intoShadow)
                        .ifPresent(plan -> routes.add(new Route(StepKind.TIER_PRICE, plan)));
            }
        }
        return routes;
    }

    /** True when this release of Magento 1 has group prices; an unknown one has none. */
    public static boolean hasGroupPrices(String edition) {
        return !edition.isEmpty() && !WITHOUT_GROUP_PRICES.contains(edition);
    }
}
