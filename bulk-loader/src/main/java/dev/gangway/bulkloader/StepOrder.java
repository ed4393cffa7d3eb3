package dev.gangway.bulkloader;

import dev.gangway.core.config.StepKind;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * Which steps must be finished before another may start, by the target's tables that they read and write. A step that is not
 * named here waits for all before it, and all behind it wait for it.
 */
final class StepOrder {

    /** Tables of the target that belong together. */
    private enum Area {
        ATTRIBUTES,
        CUSTOMERS,
        CATALOG,
        SALES,
        REVIEWS,
        PAGES,
        REPORTS,
        GRIDS,
        REWRITES,
        SEQUENCES,
        STOCK
    }

    private record Touched(Set<Area> read, Set<Area> written) {}

    private static final Map<StepKind, Touched> TOUCHED = new EnumMap<>(StepKind.class);
    /** They keep all workers busy by themselves: two at once would only take each other's memory. */
    private static final Set<StepKind> COPYING =
            EnumSet.of(StepKind.CUSTOMER, StepKind.MAP, StepKind.URL_REWRITE, StepKind.LOG);

    static {
        put(StepKind.DATA_INTEGRITY, none(), none());
        put(StepKind.EAV, none(), EnumSet.of(Area.ATTRIBUTES));
        put(StepKind.CUSTOMER, EnumSet.of(Area.ATTRIBUTES), EnumSet.of(Area.CUSTOMERS));
        put(
                StepKind.MAP,
                EnumSet.of(Area.ATTRIBUTES),
                EnumSet.of(Area.CATALOG, Area.SALES, Area.REVIEWS, Area.PAGES, Area.REPORTS));
        // In commerce products get their url keys here
        put(StepKind.URL_REWRITE, EnumSet.of(Area.ATTRIBUTES, Area.PAGES), EnumSet.of(Area.REWRITES, Area.CATALOG));
        put(StepKind.LOG, EnumSet.of(Area.ATTRIBUTES), EnumSet.of(Area.REPORTS));
        put(StepKind.RATINGS, none(), EnumSet.of(Area.REVIEWS));
        put(StepKind.CONFIGURABLE_PRICES, EnumSet.of(Area.ATTRIBUTES), EnumSet.of(Area.CATALOG));
        put(StepKind.TIER_PRICE, EnumSet.of(Area.ATTRIBUTES), EnumSet.of(Area.CATALOG));
        put(StepKind.ORDER_GRIDS, EnumSet.of(Area.SALES), EnumSet.of(Area.GRIDS));
        put(StepKind.ORDER_GRIDS_EE, EnumSet.of(Area.SALES), EnumSet.of(Area.GRIDS));
        put(StepKind.SALES_INCREMENT, EnumSet.of(Area.ATTRIBUTES), EnumSet.of(Area.SEQUENCES));
        put(StepKind.INVENTORY, EnumSet.of(Area.CATALOG, Area.SALES), EnumSet.of(Area.STOCK));
    }

    private StepOrder() {}

    private static void put(StepKind kind, Set<Area> read, Set<Area> written) {
        TOUCHED.put(kind, new Touched(read, written));
    }

    private static Set<Area> none() {
        return EnumSet.noneOf(Area.class);
    }

    /** True when {@code later}, which the configuration names behind {@code earlier}, must wait for it. */
    static boolean waits(StepKind later, StepKind earlier) {
        Touched first = TOUCHED.get(earlier);
        Touched second = TOUCHED.get(later);
        return first == null
                || second == null
                || !Collections.disjoint(first.written(), second.written())
                || !Collections.disjoint(first.written(), second.read())
                || !Collections.disjoint(first.read(), second.written());
    }

    /** True when the two must not run at the same time, in whatever order. */
    static boolean excludes(StepKind one, StepKind other) {
        return COPYING.contains(one) && COPYING.contains(other);
    }
}
