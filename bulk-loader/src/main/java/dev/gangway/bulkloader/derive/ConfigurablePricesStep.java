package dev.gangway.bulkloader.derive;

import dev.gangway.bulkloader.copy.PlannedRows;
import dev.gangway.bulkloader.step.Step;
import dev.gangway.bulkloader.step.StepContext;
import dev.gangway.core.config.StepKind;
import dev.gangway.core.plan.IntegrityFinding;
import dev.gangway.core.rules.Compatibility;
import dev.gangway.core.schema.Side;
import dev.gangway.derivations.ProductLink;
import java.util.ArrayList;
import java.util.List;

/**
 * Gives each child of a configurable product a price of its own, because Magento 2 has no surcharge per option: what the parent
 * costs in the store plus the surcharges of the child's options.
 */
public final class ConfigurablePricesStep implements Step {
    private static final String VALUES = "catalog_product_entity_decimal";
    private static final String SURCHARGES = "catalog_product_super_attribute_pricing";

    @Override
    public List<IntegrityFinding> integrity(StepContext context) {
        var findings = new ArrayList<>(new NeededColumns(Side.SOURCE, context.sourceSchema())
                .have("catalog_product_super_attribute", "product_super_attribute_id", "product_id", "attribute_id")
                .have(
                        SURCHARGES,
                        "product_super_attribute_id",
                        "value_index",
                        "is_percent",
                        "pricing_value",
                        "website_id")
                .have("catalog_product_super_link", "product_id", "parent_id")
                .have("catalog_product_entity_int", "entity_id", "attribute_id", "store_id", "value")
                .have(VALUES, "entity_id", "attribute_id", "store_id", "value")
                .have("eav_attribute", "attribute_id", "attribute_code", "entity_type_id")
                .have("core_store", "store_id", "website_id")
                .findings());
        if (context.environment().compatibility() != Compatibility.STRICT) {
            findings.addAll(new NeededColumns(Side.SOURCE, context.sourceSchema())
                    .have("catalog_product_entity_datetime", "entity_id", "attribute_id", "store_id", "value")
                    .have("eav_entity_type", "entity_type_id", "entity_type_code")
                    .findings());
        }
        findings.addAll(new NeededColumns(Side.DESTINATION, context.targetSchema())
                .have(VALUES, ProductLink.of(context.targetSchema()), "attribute_id", "store_id", "value")
                .findings());
        return findings;
    }

    @Override
    public void data(StepContext context) {
        if (context.sourceSchema().has(SURCHARGES)) {
            new PlannedRows(context, StepKind.CONFIGURABLE_PRICES).derive();
        }
    }
}
