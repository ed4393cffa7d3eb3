package dev.gangway.core.plan.routes;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** The tables of stores, store groups and websites: Magento 2's by Magento 1's. */
public final class StoreTables {
    public static final Map<String, String> PAIRS;

    static {
        var pairs = new LinkedHashMap<String, String>();
        pairs.put("core_store", "store");
        pairs.put("core_store_group", "store_group");
        pairs.put("core_website", "store_website");
        PAIRS = Collections.unmodifiableMap(pairs);
    }

    private StoreTables() {}
}
