package dev.gangway.bulkloader.derive;

import dev.gangway.bulkloader.step.Step;
import dev.gangway.bulkloader.step.StepContext;
import dev.gangway.core.plan.Side;
import dev.gangway.core.row.Layout;
import dev.gangway.core.row.Row;
import dev.gangway.core.schema.ColumnKind;
import dev.gangway.core.schema.Table;
import dev.gangway.mysql.read.RowStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Gives each child of a configurable product a price of its own, because Magento 2 has no surcharge per option: the parent's
 * price plus the surcharges of the child's options, per store of the surcharge's website.
 */
public final class ConfigurablePricesStep implements Step {
    private static final String VALUES = "catalog_product_entity_decimal";
    private static final int BATCH = 500;

    @Override
    public void data(StepContext context) throws SQLException {
        if (!context.sourceSchema().has("catalog_product_super_attribute_pricing")) {
            return;
        }
        String link = ProductLink.column(context);
        Table target = context.table(Side.DESTINATION, VALUES);
        context.keep(List.of(VALUES));
        var key = List.of("attribute_id", "store_id", link);
        var layout = new Layout(VALUES, List.of("value", "attribute_id", link, "store_id"));
        ColumnKind[] kinds = {ColumnKind.DECIMAL, ColumnKind.INTEGER, ColumnKind.INTEGER, ColumnKind.INTEGER};
        try (Connection source = context.source().open();
                Connection connection = context.target().open();
                RowStream prices = RowStream.open(source, query(TargetSql.sourceNames(context)), layout, kinds)) {
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

    /** A percentage is cut, not rounded, after four digits. */
    static String query(UnaryOperator<String> names) {
        return "SELECT IF(MAX(pr.is_percent) = 1, TRUNCATE(MAX(d.value) + MAX(d.value) * MAX(pr.pricing_value) / 100, 4),"
                + " MAX(d.value) + SUM(pr.pricing_value)) AS value, MAX(d.attribute_id) AS attribute_id,"
                + " l.product_id AS entity_id, s.store_id AS store_id FROM "
                + names.apply("catalog_product_super_attribute") + " sa JOIN "
                + names.apply("catalog_product_super_attribute_pricing")
                + " pr ON pr.product_super_attribute_id = sa.product_super_attribute_id JOIN "
                + names.apply("catalog_product_super_link") + " l ON l.parent_id = sa.product_id JOIN "
                + names.apply("catalog_product_entity_int")
                + " o ON o.entity_id = l.product_id AND o.attribute_id = sa.attribute_id AND o.value = pr.value_index JOIN "
                + names.apply("catalog_product_entity_decimal")
                + " d ON d.entity_id = sa.product_id AND d.attribute_id ="
                + " (SELECT MIN(a.attribute_id) FROM " + names.apply("eav_attribute")
                + " a WHERE a.attribute_code = 'price')"
                + " JOIN " + names.apply("core_store")
                + " s ON s.website_id = pr.website_id GROUP BY l.product_id, s.store_id";
    }
}
