package dev.gangway.derivations.catalog;

import dev.gangway.core.plan.ShadowTable;
import dev.gangway.derivations.DerivationContext;
import dev.gangway.derivations.Keys;
import java.util.function.UnaryOperator;

/**
 * The old tool's prices of variants: any price of the parent, the surcharges counted once per price of the parent, of several
 * percentages one. A percentage is cut, not rounded, after four digits.
 */
record StrictVariantPrices(DerivationContext context) {

    /** Selects attribute, store, child and price. */
    String select(Keys keys) {
        UnaryOperator<String> shadow = table -> context.sql("{" + ShadowTable.nameOf(table) + "}");
        return "SELECT MAX(d.attribute_id), s.store_id, l.product_id, IF(MAX(pr.is_percent) = 1,"
                + " TRUNCATE(MAX(d.value) + MAX(d.value) * MAX(pr.pricing_value) / 100, 4),"
                + " MAX(d.value) + SUM(pr.pricing_value)) FROM " + shadow.apply("catalog_product_super_attribute")
                + " sa JOIN " + shadow.apply("catalog_product_super_attribute_pricing")
                + " pr ON pr.product_super_attribute_id = sa.product_super_attribute_id JOIN "
                + shadow.apply("catalog_product_super_link") + " l ON l.parent_id = sa.product_id JOIN "
                + shadow.apply("catalog_product_entity_int")
                + " o ON o.entity_id = l.product_id AND o.attribute_id = sa.attribute_id AND o.value = pr.value_index JOIN "
                + shadow.apply("catalog_product_entity_decimal")
                + " d ON d.entity_id = sa.product_id AND d.attribute_id = (SELECT MIN(a.attribute_id) FROM "
                + shadow.apply("eav_attribute") + " a WHERE a.attribute_code = 'price') JOIN "
                + shadow.apply("core_store") + " s ON s.website_id = pr.website_id WHERE " + keys.on("l.product_id")
                + " GROUP BY l.product_id, s.store_id ORDER BY l.product_id, s.store_id";
    }
}
