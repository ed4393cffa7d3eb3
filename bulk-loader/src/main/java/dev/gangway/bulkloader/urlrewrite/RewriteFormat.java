package dev.gangway.bulkloader.urlrewrite;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The two ways in which commerce shops since 1.13 keep their url rewrites. */
enum RewriteFormat {
    /** 1.13.0.0 and 1.13.0.1: tables beside the rewrites tell which product, category and store they belong to. */
    SEPARATE_OWNERS(
            Set.of(),
            Set.of(),
            List.of(
                    "enterprise_catalog_product_rewrite",
                    "enterprise_catalog_category_rewrite",
                    "enterprise_url_rewrite_redirect_rewrite")),
    /** Since 1.13.0.2: a rewrite knows its store and its kind, and the url key that it was made from. */
    OWN_STORE(Set.of("store_id", "entity_type"), Set.of("store_id"), List.of());

    static final String REWRITE = "enterprise_url_rewrite";
    static final String REDIRECT = "enterprise_url_rewrite_redirect";
    static final String CATEGORY_KEY = "catalog_category_entity_url_key";
    static final String PRODUCT_KEY = "catalog_product_entity_url_key";

    private static final Set<String> KEY_COLUMNS =
            Set.of("value_id", "entity_type_id", "attribute_id", "store_id", "entity_id", "value");
    private static final List<String> ALSO_READ = List.of(
            "core_store",
            "core_config_data",
            "catalog_product_website",
            "catalog_category_product",
            "catalog_category_entity",
            "catalog_category_entity_int",
            "eav_attribute",
            "cms_page",
            "cms_page_store");

    private final Set<String> rewriteColumns;
    private final Set<String> redirectColumns;
    private final List<String> ownerTables;

    RewriteFormat(Set<String> moreOfRewrites, Set<String> moreOfRedirects, List<String> ownerTables) {
        this.rewriteColumns = with(
                moreOfRewrites,
                "url_rewrite_id request_path target_path is_system guid identifier inc value_id".split(" ", -1));
        this.redirectColumns = with(
                moreOfRedirects,
                "redirect_id identifier target_path options description category_id product_id".split(" ", -1));
        this.ownerTables = ownerTables;
    }

    private static Set<String> with(Set<String> more, String... columns) {
        var all = new TreeSet<>(List.of(columns));
        all.addAll(more);
        return all;
    }

    /** The columns that the tables of the format have, no more and no less. */
    Map<String, Set<String>> columns() {
        var columns = new TreeMap<String, Set<String>>();
        columns.put(REWRITE, rewriteColumns);
        columns.put(REDIRECT, redirectColumns);
        columns.put(CATEGORY_KEY, KEY_COLUMNS);
        columns.put(PRODUCT_KEY, KEY_COLUMNS);
        return columns;
    }

    /** Further tables without which rewrites cannot be made, whatever columns they have. */
    Set<String> furtherTables() {
        var tables = new TreeSet<>(ALSO_READ);
        tables.addAll(ownerTables);
        return tables;
    }
}
