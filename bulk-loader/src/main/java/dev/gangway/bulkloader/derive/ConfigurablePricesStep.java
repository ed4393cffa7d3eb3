package dev.gangway.bulkloader.derive;

import dev.gangway.bulkloader.copy.PlannedRows;
import dev.gangway.bulkloader.step.Step;
import dev.gangway.bulkloader.step.StepContext;
import dev.gangway.core.config.StepKind;
import dev.gangway.core.plan.IntegrityFinding;
import dev.gangway.core.row.Layout;
import dev.gangway.core.row.Row;
import dev.gangway.core.rules.Compatibility;
import dev.gangway.core.schema.ColumnKind;
import dev.gangway.core.schema.Side;
import dev.gangway.core.schema.Table;
import dev.gangway.mysql.read.RowStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Gives each child of a configurable product a price of its own, because Magento 2 has no surcharge per option: the parent's
 * price plus the surcharges of the child's options, per store of the surcharge's website.
 */
public final class ConfigurablePricesStep implements Step {
    private static final String VALUES = "catalog_product_entity_decimal";
    private static final int BATCH = 500;

    @Override
    public List<IntegrityFinding> integrity(StepContext context) {
        var findings = new ArrayList<>(new NeededColumns(Side.SOURCE, context.sourceSchema())
                .have("catalog_product_super_attribute", "product_super_attribute_id", "product_id", "attribute_id")
                .have(
                        "catalog_product_super_attribute_pricing",
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
        findings.addAll(new NeededColumns(Side.DESTINATION, context.targetSchema())
                .have(VALUES, ProductLink.column(context), "attribute_id", "store_id", "value")
                .findings());
        return findings;
    }

    @Override
    public void data(StepContext context) throws SQLException {
        if (!context.sourceSchema().has("catalog_product_super_attribute_pricing")) {
            return;
        }
        new PlannedRows(context, StepKind.CONFIGURABLE_PRICES).fillShadows();
        String link = ProductLink.column(context);
        Table target = context.table(Side.DESTINATION, VALUES);
        context.keep(List.of(VALUES));
        var key = List.of("attribute_id", "store_id", link);
        var layout = new Layout(VALUES, List.of("value", "attribute_id", link, "store_id"));
        ColumnKind[] kinds = {ColumnKind.DECIMAL, ColumnKind.INTEGER, ColumnKind.INTEGER, ColumnKind.INTEGER};
        try (Connection source = context.source().open();
                Connection connection = context.target().open();
                RowStream prices = RowStream.open(source, query(context), layout, kinds)) {
            connection.setAutoCommit(false);
            var batch = new ArrayList<Row>();
            for (Row row = prices.next(); row != null; row = prices.next()) {
                batch.add(row);
                if (batch.size() == BATCH) {
                    context.writer().upsert(connection, target, key, batch);
                    batch.clear();
                }
            }
            if (!batch.isEmpty()) {
                context.writer().upsert(connection, target, key, batch);
            }
            connection.commit();
        }
    }

    private static String query(StepContext context) {
        var prices = new ConfigurablePrices(TargetSql.sourceNames(context));
        return context.environment().compatibility() == Compatibility.STRICT ? prices.strict() : prices.exact();
    }
}
