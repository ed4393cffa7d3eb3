package dev.gangway.bulkloader.urlrewrite;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The queries that make rewrites out of a commerce shop's tables. Their order matters: of two rewrites with the same request
 * path, target path and store the later one stays. A condition limits products (on {@code p.product_id}) or categories (on
 * {@code c.category_id}) to those of which something changed; {@link #ALL} makes everything.
 */
final class RewriteQueries {
    static final String ALL = "TRUE";

    /** What ends the request paths of a query's rows. */
    enum Suffix {
        NONE,
        PRODUCT,
        CATEGORY
    }

    /** A query whose columns are those of the work table without its id; request paths still lack their suffix. */
    record Query(String sql, Suffix suffix) {}

    private static final String REDIRECT_TYPE = "CASE d.options WHEN 'RP' THEN 301 WHEN 'R' THEN 302 ELSE 0 END";

    private final RewriteFormat format;
    private final UnaryOperator<String> names;

    /** {@code names} gives the quoted real name of a source table. */
    RewriteQueries(RewriteFormat format, UnaryOperator<String> names) {
        this.format = format;
        this.names = names;
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

    /** Rewrites of products with product_id and store_id, 0 for all stores that have none of their own. */
    private String products() {
        return rewritesOf("product", 3);
    }

    /** Rewrites of categories with category_id and store_id. */
    private String categories() {
        return rewritesOf("category", 2);
    }

    private String rewritesOf(String entity, int type) {
        String columns = "(SELECT r.url_rewrite_id, r.request_path, r.target_path, r.is_system, ";
        return format == RewriteFormat.OWN_STORE
                ? columns + "r.store_id, k.entity_id AS " + entity + "_id FROM {enterprise_url_rewrite} r"
                        + " JOIN {catalog_" + entity + "_entity_url_key} k ON k.value_id = r.value_id"
                        + " WHERE r.entity_type = " + type + ")"
                : columns + "a.store_id, a." + entity + "_id FROM {enterprise_url_rewrite} r"
                        + " JOIN {enterprise_catalog_" + entity + "_rewrite} a ON a.url_rewrite_id = r.url_rewrite_id)";
    }

    /** Products by themselves, then in each of their categories, then in the anchor categories above these. */
    List<Query> products(String condition) {
        var queries = new ArrayList<Query>();
        for (String category : List.of("", inCategory(), inAnchor())) {
            for (boolean own : new boolean[] {false, true}) {
                queries.add(new Query(from(product(category, own, condition)), Suffix.PRODUCT));
            }
        }
        return queries;
    }

    /** In the category's path of the same store as the product's; categories without one there are left out. */
    private String inCategory() {
        return " JOIN {catalog_category_product} cp ON cp.product_id = p.product_id JOIN " + categories()
                + " c ON c.category_id = cp.category_id AND c.store_id = p.store_id";
    }

    private String inAnchor() {
        return " JOIN {catalog_category_product} cp ON cp.product_id = p.product_id"
                + " JOIN {catalog_category_entity} below ON below.entity_id = cp.category_id"
                + " JOIN (SELECT DISTINCT e.entity_id, e.path FROM {catalog_category_entity} e"
                + " JOIN {catalog_category_entity_int} i ON i.entity_id = e.entity_id AND i.value = 1"
                + " JOIN {eav_attribute} a ON a.attribute_id = i.attribute_id AND a.attribute_code = 'is_anchor'"
                + " JOIN {catalog_category_entity_url_key} k ON k.entity_id = e.entity_id AND k.store_id = 0) anchor"
                + " ON below.path LIKE CONCAT(anchor.path, '/%') JOIN " + categories()
                + " c ON c.category_id = anchor.entity_id AND c.store_id = 0";
    }

    private String product(String inCategory, boolean own, String condition) {
        boolean alone = inCategory.isEmpty();
        String store = own ? "p.store_id" : "s.store_id";
        String path = alone ? "p.request_path" : "CONCAT(c.request_path, '/', p.request_path)";
        String target = alone ? "p.target_path" : "CONCAT(p.target_path, '/category/', c.category_id)";
        return "SELECT p.url_rewrite_id, 0 AS redirect_id, " + path + " AS request_path, " + target
                + " AS target_path, p.is_system, " + store
                + " AS store_id, 'product' AS entity_type, 0 AS redirect_type,"
                + " p.product_id, " + (alone ? "0" : "c.category_id") + " AS category_id, 0 AS cms_page_id,"
                + " 4 AS priority FROM " + products() + " p" + (own ? "" : storesWithoutOwn()) + inCategory
                + " WHERE p.store_id " + (own ? "> 0" : "= 0 AND o.url_rewrite_id IS NULL") + " AND " + condition
                + (inCategory.contains("anchor") ? " GROUP BY 3, 6" : "")
                + " ORDER BY store_id, product_id, category_id, url_rewrite_id";
    }

    private String storesWithoutOwn() {
        return " JOIN {catalog_product_website} w ON w.product_id = p.product_id"
                + " JOIN {core_store} s ON s.website_id = w.website_id AND s.store_id > 0 LEFT JOIN " + products()
                + " o ON o.product_id = p.product_id AND o.store_id = s.store_id";
    }

    /** Categories: the newer format in each rewrite's own store, the older one the common rewrites in every store. */
    List<Query> categories(String condition) {
        var queries = new ArrayList<Query>();
        if (format == RewriteFormat.OWN_STORE) {
            queries.add(category("c.store_id", "", condition));
        } else {
            queries.add(category(
                    "s.store_id", " JOIN {core_store} s ON s.store_id > 0", "c.store_id = 0 AND " + condition));
            queries.add(category("c.store_id", "", "c.store_id > 0 AND " + condition));
        }
        return queries;
    }

    private Query category(String store, String stores, String condition) {
        return new Query(
                from("SELECT c.url_rewrite_id, 0 AS redirect_id, c.request_path, c.target_path, c.is_system, " + store
                        + " AS store_id, 'category' AS entity_type, 0 AS redirect_type, 0 AS product_id, c.category_id,"
                        + " 0 AS cms_page_id, 3 AS priority FROM " + categories() + " c" + stores + " WHERE "
                        + condition
                        + " ORDER BY store_id, category_id, url_rewrite_id"),
                Suffix.CATEGORY);
    }

    /** Rewrites that were made for redirects. */
    Query redirectRewrites() {
        return new Query(
                from(
                        format == RewriteFormat.OWN_STORE
                                ? "SELECT r.url_rewrite_id, 0 AS redirect_id, r.request_path, r.target_path, r.is_system,"
                                        + " r.store_id, 'custom' AS entity_type, 0 AS redirect_type, 0 AS product_id,"
                                        + " 0 AS category_id, 0 AS cms_page_id, 2 AS priority FROM {enterprise_url_rewrite} r"
                                        + " WHERE r.entity_type = 1 ORDER BY r.store_id, r.url_rewrite_id"
                                : "SELECT r.url_rewrite_id, d.redirect_id, r.request_path, r.target_path, r.is_system,"
                                        + " s.store_id, 'custom' AS entity_type, " + REDIRECT_TYPE
                                        + " AS redirect_type, 0 AS product_id, 0 AS category_id, 0 AS cms_page_id,"
                                        + " 2 AS priority FROM {enterprise_url_rewrite} r"
                                        + " JOIN {enterprise_url_rewrite_redirect_rewrite} l ON l.url_rewrite_id = r.url_rewrite_id"
                                        + " JOIN {enterprise_url_rewrite_redirect} d ON d.redirect_id = l.redirect_id"
                                        + " JOIN {core_store} s ON s.store_id > 0 ORDER BY s.store_id, r.url_rewrite_id"),
                Suffix.NONE);
    }

    /** True when redirects are rewrites of their own and take the place of others with their path. */
    boolean hasRedirects() {
        return format == RewriteFormat.OWN_STORE;
    }

    /** Redirects, by which an equal path of a product, a category or another rewrite is replaced. */
    Query redirects() {
        return new Query(
                from("SELECT 0 AS url_rewrite_id, d.redirect_id, d.identifier AS request_path, CASE"
                        + " WHEN d.product_id > 0 AND d.category_id > 0"
                        + " THEN CONCAT('catalog/product/view/id/', d.product_id, '/category/', d.category_id)"
                        + " WHEN d.product_id > 0 THEN CONCAT('catalog/product/view/id/', d.product_id)"
                        + " WHEN d.category_id > 0 THEN CONCAT('catalog/category/view/id/', d.category_id)"
                        + " ELSE d.target_path END AS target_path, 0 AS is_system, d.store_id,"
                        + " 'custom' AS entity_type, " + REDIRECT_TYPE + " AS redirect_type,"
                        + " IFNULL(d.product_id, 0) AS product_id, IFNULL(d.category_id, 0) AS category_id,"
                        + " 0 AS cms_page_id, 1 AS priority FROM {enterprise_url_rewrite_redirect} d"
                        + " ORDER BY d.store_id, d.redirect_id"),
                Suffix.NONE);
    }

    /** CMS pages, active or not, with the stores they are shown in: identifier, store, page. */
    String pages() {
        return from(
                "SELECT DISTINCT p.identifier, s.store_id, p.page_id FROM {cms_page} p LEFT JOIN {cms_page_store} s"
                        + " ON s.page_id = p.page_id WHERE p.identifier IS NOT NULL ORDER BY p.identifier, s.store_id, p.page_id");
    }
}
