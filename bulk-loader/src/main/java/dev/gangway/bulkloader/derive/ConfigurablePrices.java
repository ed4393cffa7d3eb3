package dev.gangway.bulkloader.derive;

import java.util.function.UnaryOperator;

/**
 * Queries on the source for the prices of configurable products' children: value, attribute, child, store. One row per child
 * and store of the websites that have surcharges.
 */
final class ConfigurablePrices {
    private final UnaryOperator<String> names;

    /** {@code names} gives the quoted real name of a source table. */
    ConfigurablePrices(UnaryOperator<String> names) {
        this.names = names;
    }

    private String from(String sql) {
        String result = sql;
        for (String table : new String[] {
            "catalog_product_super_attribute_pricing",
            "catalog_product_super_attribute",
            "catalog_product_super_link",
            "catalog_product_entity_int",
            "catalog_product_entity_decimal",
            "eav_attribute",
            "eav_entity_type",
            "core_store"
        }) {
            result = result.replace("{" + table + "}", names.apply(table));
        }
        return result;
    }

    /**
     * The old tool's prices: any price of the parent, the surcharges counted once per price of the parent, of several
     * percentages one. A percentage is cut, not rounded, after four digits.
     */
    String strict() {
        return from(
                "SELECT IF(MAX(pr.is_percent) = 1, TRUNCATE(MAX(d.value) + MAX(d.value) * MAX(pr.pricing_value) / 100, 4),"
                        + " MAX(d.value) + SUM(pr.pricing_value)) AS value, MAX(d.attribute_id) AS attribute_id,"
                        + " l.product_id AS entity_id, s.store_id AS store_id FROM {catalog_product_super_attribute} sa"
                        + " JOIN {catalog_product_super_attribute_pricing} pr"
                        + " ON pr.product_super_attribute_id = sa.product_super_attribute_id"
                        + " JOIN {catalog_product_super_link} l ON l.parent_id = sa.product_id"
                        + " JOIN {catalog_product_entity_int} o"
                        + " ON o.entity_id = l.product_id AND o.attribute_id = sa.attribute_id AND o.value = pr.value_index"
                        + " JOIN {catalog_product_entity_decimal} d ON d.entity_id = sa.product_id AND d.attribute_id ="
                        + " (SELECT MIN(a.attribute_id) FROM {eav_attribute} a WHERE a.attribute_code = 'price')"
                        + " JOIN {core_store} s ON s.website_id = pr.website_id GROUP BY l.product_id, s.store_id");
    }

    /**
     * The price that Magento 1 shows: the parent's price in the store, else its common one, plus each option's surcharge, that
     * of the website before the common one; percentages of the parent's price and fixed surcharges may be mixed. A child of
     * several parents follows the first.
     */
    String exact() {
        return from("SELECT TRUNCATE(IFNULL(own.value, common.value) + SUM(IF(pr.is_percent = 1,"
                + " IFNULL(own.value, common.value) * pr.pricing_value / 100, pr.pricing_value)), 4) AS value,"
                + " price.attribute_id AS attribute_id, k.product_id AS entity_id, k.store_id AS store_id FROM "
                + children()
                + " k JOIN {catalog_product_super_attribute} sa ON sa.product_id = k.parent_id"
                + " JOIN {catalog_product_entity_int} o"
                + " ON o.entity_id = k.product_id AND o.attribute_id = sa.attribute_id AND o.store_id = 0"
                + " JOIN {catalog_product_super_attribute_pricing} pr"
                + " ON pr.product_super_attribute_id = sa.product_super_attribute_id AND pr.value_index = o.value"
                + " AND pr.website_id IN (0, k.website_id)"
                + " LEFT JOIN {catalog_product_super_attribute_pricing} better"
                + " ON better.product_super_attribute_id = pr.product_super_attribute_id"
                + " AND better.value_index = pr.value_index AND better.website_id = k.website_id"
                + " AND pr.website_id = 0 AND k.website_id > 0"
                + " JOIN (SELECT a.attribute_id FROM {eav_attribute} a JOIN {eav_entity_type} t"
                + " ON t.entity_type_id = a.entity_type_id WHERE a.attribute_code = 'price'"
                + " AND t.entity_type_code = 'catalog_product') price"
                + " LEFT JOIN {catalog_product_entity_decimal} own ON own.entity_id = k.parent_id"
                + " AND own.attribute_id = price.attribute_id AND own.store_id = k.store_id"
                + " LEFT JOIN {catalog_product_entity_decimal} common ON common.entity_id = k.parent_id"
                + " AND common.attribute_id = price.attribute_id AND common.store_id = 0"
                + " WHERE better.product_super_attribute_id IS NULL AND IFNULL(own.value, common.value) IS NOT NULL"
                + " GROUP BY k.product_id, k.store_id, own.value, common.value, price.attribute_id"
                + " ORDER BY k.product_id, k.store_id");
    }

    private static String children() {
        return "(SELECT MIN(l.parent_id) AS parent_id, l.product_id, s.store_id, s.website_id"
                + " FROM {catalog_product_super_attribute} sa JOIN {catalog_product_super_link} l ON l.parent_id = sa.product_id"
                + " JOIN {catalog_product_super_attribute_pricing} pr"
                + " ON pr.product_super_attribute_id = sa.product_super_attribute_id"
                + " JOIN {catalog_product_entity_int} o ON o.entity_id = l.product_id"
                + " AND o.attribute_id = sa.attribute_id AND o.store_id = 0 AND o.value = pr.value_index"
                + " JOIN {core_store} s ON s.website_id = pr.website_id"
                + " GROUP BY l.product_id, s.store_id, s.website_id)";
    }
}
