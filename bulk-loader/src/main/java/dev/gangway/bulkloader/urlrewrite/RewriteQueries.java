package dev.gangway.bulkloader.urlrewrite;

import java.util.function.UnaryOperator;

/**
 * The queries that make rewrites out of a commerce shop's tables, each for all keys or for some. Keys are looked up where
 * the tables have an index for them, and not in what is joined of them: a slice costs what it holds. Immutable.
 */
final class RewriteQueries {

    /** What ends the request paths of a query's rows. */
    enum Suffix {
        NONE,
        PRODUCT,
        CATEGORY
    }

    /** A query whose columns are those of the work table without its id; request paths still lack their suffix. */
    record Query(String sql, Suffix suffix) {}

    /** Below which path a product is shown. */
    enum Place {
        ALONE("products", "p.request_path", "p.target_path", "0"),
        /** In the category's path of the same store as the product's; categories without one there are left out. */
        IN_CATEGORY("products in categories", UNDER_CATEGORY, IN_CATEGORY_TARGET, "c.category_id"),
        /** In the common paths of anchor categories above its own; a product that is below one several times counts once. */
        IN_ANCHOR("products in anchors", UNDER_CATEGORY, IN_CATEGORY_TARGET, "c.category_id");

        private final String word;
        private final String path;
        private final String target;
        private final String category;

        Place(String word, String path, String target, String category) {
            this.word = word;
            this.path = path;
            this.target = target;
            this.category = category;
        }

        String word() {
            return word;
        }
    }

    private static final String UNDER_CATEGORY = "CONCAT(c.request_path, '/', p.request_path)";
    private static final String IN_CATEGORY_TARGET = "CONCAT(p.target_path, '/category/', c.category_id)";
    private static final String REDIRECT_TYPE = "CASE d.options WHEN 'RP' THEN 301 WHEN 'R' THEN 302 ELSE 0 END";

    private final RewriteFormat format;
    private final UnaryOperator<String> names;

    /** {@code names} gives the quoted real name of a source table. */
    RewriteQueries(RewriteFormat format, UnaryOperator<String> names) {
        this.format = format;
        this.names = names;
    }

    private boolean hasOwnStores() {
        return format == RewriteFormat.OWN_STORE;
    }

    private String from(String sql) {
        var out = new StringBuilder();
        int end = 0;
        for (int start = sql.indexOf('{'); start >= 0; start = sql.indexOf('{', end)) {
            out.append(sql, end, start);
            end = sql.indexOf('}', start) + 1;
            out.append(names.apply(sql.substring(start + 1, end - 1)));
        }
        return out.append(sql.substring(end)).toString();
    }

    /** All ids of a kind that rewrites are made for, in order. */
    String ids(RewritePart.By by) {
        return from(
                switch (by) {
                    case PRODUCT -> ids("product");
                    case CATEGORY -> ids("category");
                    case REWRITE ->
                        hasOwnStores()
                                ? "SELECT url_rewrite_id FROM {enterprise_url_rewrite} WHERE entity_type = 1 ORDER BY 1"
                                : "SELECT DISTINCT url_rewrite_id FROM {enterprise_url_rewrite_redirect_rewrite} ORDER BY 1";
                    case REDIRECT -> "SELECT redirect_id FROM {enterprise_url_rewrite_redirect} ORDER BY 1";
                });
    }

    private String ids(String entity) {
        return hasOwnStores()
                ? "SELECT DISTINCT entity_id FROM {catalog_" + entity + "_entity_url_key} ORDER BY 1"
                : "SELECT DISTINCT " + entity + "_id FROM {enterprise_catalog_" + entity + "_rewrite} ORDER BY 1";
    }

    /** Rewrites of products (or categories) with product_id and store_id, 0 for all stores that have none of their own. */
    private String rewritesOf(String entity, int type, Keys keys) {
        String columns = "(SELECT r.url_rewrite_id, r.request_path, r.target_path, r.is_system, ";
        return hasOwnStores()
                ? columns + "r.store_id, k.entity_id AS " + entity + "_id FROM {enterprise_url_rewrite} r"
                        + " JOIN {catalog_" + entity + "_entity_url_key} k ON k.value_id = r.value_id"
                        + " WHERE r.entity_type = " + type + " AND " + keys.on("k.entity_id") + ")"
                : columns + "a.store_id, a." + entity + "_id FROM {enterprise_url_rewrite} r"
                        + " JOIN {enterprise_catalog_" + entity + "_rewrite} a ON a.url_rewrite_id = r.url_rewrite_id"
                        + " WHERE " + keys.on("a." + entity + "_id") + ")";
    }

    private String productRewrites(Keys keys) {
        return rewritesOf("product", 3, keys);
    }

    private String categoryRewrites(Keys keys) {
        return rewritesOf("category", 2, keys);
    }

    /**
     * Rewrites of products.
     *
     * @param own those that belong to one store; else the common ones, in every store of the product's websites that has none
     *     of its own
     */
    Query product(Place place, boolean own, Keys products) {
        String store = own ? "p.store_id" : "s.store_id";
        String sql = "SELECT p.url_rewrite_id, 0 AS redirect_id, " + place.path + " AS request_path, " + place.target
                + " AS target_path, p.is_system, " + store + " AS store_id, 'product' AS entity_type,"
                + " 0 AS redirect_type, p.product_id, " + place.category + " AS category_id, 0 AS cms_page_id,"
                + " 4 AS priority FROM " + productRewrites(products) + " p" + (own ? "" : storesWithoutOwn(products))
                + categoriesOf(place)
                + " WHERE p.store_id " + (own ? "> 0" : "= 0 AND o.url_rewrite_id IS NULL")
                + (place == Place.IN_ANCHOR ? " GROUP BY 3, 6" : "")
                + " ORDER BY store_id, product_id, category_id, url_rewrite_id";
        return new Query(from(sql), Suffix.PRODUCT);
    }

    private String storesWithoutOwn(Keys products) {
        return " JOIN {catalog_product_website} w ON w.product_id = p.product_id"
                + " JOIN {core_store} s ON s.website_id = w.website_id AND s.store_id > 0 LEFT JOIN "
                + productRewrites(products) + " o ON o.product_id = p.product_id AND o.store_id = s.store_id";
    }

    private String categoriesOf(Place place) {
        return switch (place) {
            case ALONE -> "";
            case IN_CATEGORY ->
                " JOIN {catalog_category_product} cp ON cp.product_id = p.product_id JOIN " + categoryRewrites(Keys.ALL)
                        + " c ON c.category_id = cp.category_id AND c.store_id = p.store_id";
            case IN_ANCHOR ->
                " JOIN {catalog_category_product} cp ON cp.product_id = p.product_id"
                        + " JOIN {catalog_category_entity} below ON below.entity_id = cp.category_id"
                        + " JOIN (SELECT DISTINCT e.entity_id, e.path FROM {catalog_category_entity} e"
                        + " JOIN {catalog_category_entity_int} i ON i.entity_id = e.entity_id AND i.value = 1"
                        + " JOIN {eav_attribute} a ON a.attribute_id = i.attribute_id AND a.attribute_code = 'is_anchor'"
                        + " JOIN {catalog_category_entity_url_key} k ON k.entity_id = e.entity_id AND k.store_id = 0) anchor"
                        + " ON below.path LIKE CONCAT(anchor.path, '/%') JOIN " + categoryRewrites(Keys.ALL)
                        + " c ON c.category_id = anchor.entity_id AND c.store_id = 0";
        };
    }

    /** Categories in each rewrite's own store. */
    Query categories(Keys categories) {
        return category("c.store_id", "", "TRUE", categories);
    }

    /** Common rewrites of categories, in every store. */
    Query categoriesEverywhere(Keys categories) {
        return category("s.store_id", " JOIN {core_store} s ON s.store_id > 0", "c.store_id = 0", categories);
    }

    /** Rewrites of categories that belong to one store. */
    Query categoriesOfStores(Keys categories) {
        return category("c.store_id", "", "c.store_id > 0", categories);
    }

    private Query category(String store, String stores, String condition, Keys categories) {
        return new Query(
                from("SELECT c.url_rewrite_id, 0 AS redirect_id, c.request_path, c.target_path, c.is_system, " + store
                        + " AS store_id, 'category' AS entity_type, 0 AS redirect_type, 0 AS product_id, c.category_id,"
                        + " 0 AS cms_page_id, 3 AS priority FROM " + categoryRewrites(categories) + " c" + stores
                        + " WHERE " + condition + " ORDER BY store_id, category_id, url_rewrite_id"),
                Suffix.CATEGORY);
    }

    /** Rewrites that were made for redirects: their own in the newer format, in every store in the older one. */
    Query redirectRewrites(Keys rewrites) {
        String type = hasOwnStores() ? "0" : REDIRECT_TYPE;
        String redirect = hasOwnStores() ? "0 AS redirect_id" : "d.redirect_id";
        String store = hasOwnStores() ? "r.store_id" : "s.store_id";
        String joined = hasOwnStores()
                ? " WHERE r.entity_type = 1 AND "
                : " JOIN {enterprise_url_rewrite_redirect_rewrite} l ON l.url_rewrite_id = r.url_rewrite_id"
                        + " JOIN {enterprise_url_rewrite_redirect} d ON d.redirect_id = l.redirect_id"
                        + " JOIN {core_store} s ON s.store_id > 0 WHERE ";
        return new Query(
                from("SELECT r.url_rewrite_id, " + redirect + ", r.request_path, r.target_path, r.is_system, " + store
                        + " AS store_id, 'custom' AS entity_type, " + type + " AS redirect_type, 0 AS product_id,"
                        + " 0 AS category_id, 0 AS cms_page_id, 2 AS priority FROM {enterprise_url_rewrite} r" + joined
                        + rewrites.on("r.url_rewrite_id") + " ORDER BY store_id, url_rewrite_id"),
                Suffix.NONE);
    }

    /** Redirects, by which an equal path of a product, a category or another rewrite is replaced. */
    Query redirects(Keys redirects) {
        return new Query(
                from("SELECT 0 AS url_rewrite_id, d.redirect_id, d.identifier AS request_path, CASE"
                        + " WHEN d.product_id > 0 AND d.category_id > 0"
                        + " THEN CONCAT('catalog/product/view/id/', d.product_id, '/category/', d.category_id)"
                        + " WHEN d.product_id > 0 THEN CONCAT('catalog/product/view/id/', d.product_id)"
                        + " WHEN d.category_id > 0 THEN CONCAT('catalog/category/view/id/', d.category_id)"
                        + " ELSE d.target_path END AS target_path, 0 AS is_system, d.store_id,"
                        + " 'custom' AS entity_type, " + REDIRECT_TYPE + " AS redirect_type,"
                        + " IFNULL(d.product_id, 0) AS product_id, IFNULL(d.category_id, 0) AS category_id,"
                        + " 0 AS cms_page_id, 1 AS priority FROM {enterprise_url_rewrite_redirect} d WHERE "
                        + redirects.on("d.redirect_id") + " ORDER BY d.store_id, d.redirect_id"),
                Suffix.NONE);
    }

    /** CMS pages, active or not, with the stores they are shown in: identifier, store, page. */
    String pages() {
        return from(
                "SELECT DISTINCT p.identifier, s.store_id, p.page_id FROM {cms_page} p LEFT JOIN {cms_page_store} s"
                        + " ON s.page_id = p.page_id WHERE p.identifier IS NOT NULL ORDER BY p.identifier, s.store_id, p.page_id");
    }
}
