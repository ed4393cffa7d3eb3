package dev.gangway.derivations.catalog;

import dev.gangway.core.config.OptionName;
import dev.gangway.core.plan.ShadowTable;
import dev.gangway.derivations.DerivationContext;
import dev.gangway.derivations.Input;
import dev.gangway.derivations.Keys;
import java.util.ArrayList;
import java.util.List;

/**
 * What Magento 1 asks for the children of configurable products: a price of the parent plus the surcharges of the child's
 * options. Pieces of SQL over shadow tables, in which the price in store views of a website is that of the website.
 */
final class Variants {
    static final String LINKS = ShadowTable.nameOf("catalog_product_super_link");

    private static final String ATTRIBUTES = ShadowTable.nameOf("catalog_product_super_attribute");
    private static final String SURCHARGES = ShadowTable.nameOf("catalog_product_super_attribute_pricing");
    private static final String CHOICES = ShadowTable.nameOf("catalog_product_entity_int");
    private static final String DECIMALS = ShadowTable.nameOf("catalog_product_entity_decimal");
    private static final String STORES = ShadowTable.nameOf("core_store");
    private static final String EAV = ShadowTable.nameOf("eav_attribute");
    private static final String TYPES = ShadowTable.nameOf("eav_entity_type");
    private static final String CHILDREN_OF = "SELECT l.product_id FROM {" + LINKS + "} l WHERE l.parent_id {in}";

    private final DerivationContext context;
    private final boolean keepsVisible;

    Variants(DerivationContext context) {
        this.context = context;
        this.keepsVisible = !context.environment()
                .option(OptionName.VARIANT_PRICES.word())
                .filter("as-magento1"::equals)
                .isPresent();
    }

    /** True when the plan carries what is needed and the old tool's prices are not wanted. */
    boolean arePriced() {
        return !context.isStrict()
                && List.of(LINKS, ATTRIBUTES, SURCHARGES, CHOICES, STORES, EAV, TYPES).stream()
                        .allMatch(context::hasShadow);
    }

    /** True when children that are sold alone keep the price under which they are. */
    boolean keepVisible() {
        return keepsVisible;
    }

    /** What decides of whom a product is a variant, and of what surcharges; the keys are children. */
    static List<Input> inputs() {
        return List.of(
                Input.key(LINKS, "product_id"),
                Input.via(ATTRIBUTES, "product_id", CHILDREN_OF),
                Input.via(
                        SURCHARGES,
                        "product_super_attribute_id",
                        "SELECT l.product_id FROM {" + ATTRIBUTES + "} a JOIN {" + LINKS
                                + "} l ON l.parent_id = a.product_id WHERE a.product_super_attribute_id {in}"),
                child(CHOICES, "entity_id"),
                Input.all(STORES),
                Input.all(EAV),
                Input.all(TYPES));
    }

    /** Rows of a product and of its parents. */
    static List<Input> ofFamily(String table, String column) {
        var inputs = new ArrayList<Input>();
        inputs.add(child(table, column));
        inputs.add(Input.via(table, column, CHILDREN_OF));
        return inputs;
    }

    static Input child(String table, String column) {
        return Input.via(table, column, "SELECT l.product_id FROM {" + LINKS + "} l WHERE l.product_id {in}");
    }

    /** Selects the id of an attribute of products. */
    String attribute(String code) {
        return context.sql("(SELECT a.attribute_id FROM {" + EAV + "} a JOIN {" + TYPES
                + "} y ON y.entity_type_id = a.entity_type_id WHERE a.attribute_code = '" + code
                + "' AND y.entity_type_code = 'catalog_product')");
    }

    private String isSoldAlone(String product) {
        return context.sql("EXISTS (SELECT 1 FROM {" + CHOICES + "} v WHERE v.entity_id = " + product
                + " AND v.attribute_id = " + attribute("visibility") + " AND v.value <> 1)");
    }

    /** A condition that holds for products that take the prices of their parent. */
    String takesPrices(String product) {
        String child = context.sql("EXISTS (SELECT 1 FROM {" + LINKS + "} c WHERE c.product_id = " + product + ")");
        return keepsVisible ? "(" + child + " AND NOT " + isSoldAlone(product) + ")" : child;
    }

    /** Children with the parent whose prices they take; of several the first. */
    String takers(Keys keys) {
        return children(keys, keepsVisible ? " AND NOT " + isSoldAlone("l.product_id") : "");
    }

    /** Children that are sold alone too, with their first parent. */
    String soldAlone(Keys keys) {
        return children(keys, " AND " + isSoldAlone("l.product_id"));
    }

    /** Children of several parents with the first, whose prices they take, without those that are sold alone. */
    String ofFirstOfSeveral(Keys keys) {
        return context.sql("(SELECT l.product_id, MIN(l.parent_id) AS parent_id FROM {" + LINKS + "} l WHERE ")
                + keys.on("l.product_id") + " AND NOT " + isSoldAlone("l.product_id")
                + " GROUP BY l.product_id HAVING COUNT(*) > 1)";
    }

    /** The same children with each of their other parents. */
    String ofFurtherParents(Keys keys) {
        return context.sql("(SELECT l.product_id, l.parent_id FROM {" + LINKS + "} l WHERE ") + keys.on("l.product_id")
                + " AND NOT " + isSoldAlone("l.product_id")
                + context.sql(" AND EXISTS (SELECT 1 FROM {" + LINKS
                        + "} first WHERE first.product_id = l.product_id AND first.parent_id < l.parent_id))");
    }

    private String children(Keys keys, String condition) {
        return context.sql("(SELECT l.product_id, MIN(l.parent_id) AS parent_id FROM {" + LINKS + "} l WHERE ")
                + keys.on("l.product_id") + condition + " GROUP BY l.product_id)";
    }

    /** Children in store 0 and in each store where the child or its parent has values, or the child's options surcharges. */
    private String inStores(String children, String values) {
        return "(SELECT f.product_id, f.parent_id, s.store_id, s.website_id FROM " + children
                + context.sql(" f JOIN {" + STORES + "} s ON s.store_id = 0 OR EXISTS (SELECT 1 FROM {" + values
                        + "} d WHERE d.entity_id IN (f.product_id, f.parent_id) AND d.store_id = s.store_id)"
                        + " OR EXISTS (SELECT 1 FROM {" + ATTRIBUTES + "} sa JOIN {" + CHOICES
                        + "} o ON o.entity_id = f.product_id AND o.attribute_id = sa.attribute_id AND o.store_id = 0"
                        + " JOIN {" + SURCHARGES + "} p ON p.product_super_attribute_id = sa.product_super_attribute_id"
                        + " AND p.value_index = o.value AND p.website_id = s.website_id"
                        + " WHERE sa.product_id = f.parent_id))");
    }

    /**
     * Rows with what their child's options cost more: {@code percent} of a price of the parent plus {@code fixed}. Of a
     * surcharge the website's own goes before the common one.
     *
     * @param rows a subquery with product_id, parent_id, website_id
     * @param columns those of its columns that tell its rows apart
     */
    String withSurcharges(String rows, List<String> columns) {
        String list = "k." + String.join(", k.", columns);
        return "(SELECT " + list + ", COALESCE(SUM(IF(p.is_percent = 1, p.pricing_value, 0)), 0) AS percent,"
                + " COALESCE(SUM(IF(p.is_percent = 1, 0, p.pricing_value)), 0) AS fixed FROM " + rows
                + context.sql(" k LEFT JOIN {" + ATTRIBUTES + "} sa ON sa.product_id = k.parent_id LEFT JOIN {"
                        + CHOICES
                        + "} o ON o.entity_id = k.product_id AND o.attribute_id = sa.attribute_id AND o.store_id = 0"
                        + " LEFT JOIN {" + SURCHARGES
                        + "} p ON p.product_super_attribute_id = sa.product_super_attribute_id"
                        + " AND p.value_index = o.value AND p.website_id IN (0, k.website_id) LEFT JOIN {" + SURCHARGES
                        + "} better ON better.product_super_attribute_id = p.product_super_attribute_id"
                        + " AND better.value_index = p.value_index AND better.website_id = k.website_id"
                        + " AND p.website_id = 0 AND k.website_id > 0 WHERE better.product_super_attribute_id IS NULL")
                + " GROUP BY " + list + ")";
    }

    /** A price of the parent with the surcharges of a row of {@link #withSurcharges}. */
    static String surcharged(String price, String row) {
        return "ROUND(" + price + " + " + price + " * " + row + ".percent / 100 + " + row + ".fixed, 4)";
    }

    /** Children by store with {@code base}, one of their parent's prices, and surcharges. */
    String prices(String children, String code) {
        String stores = inStores(children, DECIMALS);
        String rows = withSurcharges(stores, List.of("product_id", "parent_id", "store_id", "website_id"));
        String attribute = attribute(code);
        return "(SELECT y.*, COALESCE(own.value, common.value) AS base FROM " + rows + " y"
                + decimal("own", "y.parent_id", "y.store_id", attribute)
                + decimal("common", "y.parent_id", "0", attribute)
                + ")";
    }

    /** Joins the value of an attribute that a product has in a store. */
    String decimal(String alias, String product, String store, String attribute) {
        return context.sql(" LEFT JOIN {" + DECIMALS + "} " + alias + " ON " + alias + ".entity_id = "
                + product + " AND " + alias + ".store_id = " + store + " AND " + alias + ".attribute_id = "
                + attribute);
    }

    /**
     * Prices of parents that hold in a website, for each of their children: of a price of all websites there is one more in each
     * website where options of the child have surcharges of their own.
     *
     * @param prices a table with {@code value_id} and {@code website_id}
     * @param product its column with the product
     */
    String byWebsite(String children, String prices, String product) {
        String own = " FROM " + children + context.sql(" f JOIN {" + prices + "} s ON s." + product + " = f.parent_id");
        return "(SELECT f.product_id, f.parent_id, s.value_id, s.website_id" + own
                + " UNION SELECT f.product_id, f.parent_id, s.value_id, p.website_id" + own
                + context.sql(" AND s.website_id = 0 JOIN {" + ATTRIBUTES + "} sa ON sa.product_id = f.parent_id JOIN {"
                        + CHOICES
                        + "} o ON o.entity_id = f.product_id AND o.attribute_id = sa.attribute_id AND o.store_id = 0 JOIN {"
                        + SURCHARGES + "} p ON p.product_super_attribute_id = sa.product_super_attribute_id"
                        + " AND p.value_index = o.value AND p.website_id > 0)");
    }
}
