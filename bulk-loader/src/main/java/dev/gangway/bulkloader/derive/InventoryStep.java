package dev.gangway.bulkloader.derive;

import dev.gangway.bulkloader.copy.PlannedRows;
import dev.gangway.bulkloader.step.Step;
import dev.gangway.bulkloader.step.StepContext;
import dev.gangway.core.config.StepKind;
import dev.gangway.core.plan.IntegrityFinding;
import dev.gangway.core.schema.Side;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Fills Magento 2's multi-source inventory from stock items and shipments; does nothing when the target lacks the module. */
public final class InventoryStep implements Step {

    @Override
    public List<IntegrityFinding> integrity(StepContext context) {
        if (!isActive(context)) {
            return List.of();
        }
        return new NeededColumns(Side.DESTINATION, context.targetSchema())
                .haveExactly("inventory_source_item", "source_item_id", "source_code", "quantity", "status", "sku")
                .haveExactly("inventory_stock_sales_channel", "type", "code", "stock_id")
                .haveExactly("inventory_shipment_source", "shipment_id", "source_code")
                .findings();
    }

    @Override
    public void data(StepContext context) throws SQLException {
        new PlannedRows(context, StepKind.INVENTORY).derive();
    }

    @Override
    public List<String> volume(StepContext context) throws SQLException {
        if (!isActive(context)) {
            return List.of();
        }
        var mismatches = new ArrayList<String>();
        compare(context, "cataloginventory_stock_item", "inventory_source_item", mismatches);
        compare(context, "sales_shipment", "inventory_shipment_source", mismatches);
        return mismatches;
    }

    private static void compare(StepContext context, String from, String to, List<String> mismatches)
            throws SQLException {
        UnaryOperator<String> names = context.run().state().names();
        var sql = new TargetSql(context);
        long expected = sql.count("SELECT COUNT(*) FROM " + names.apply(from));
        long found = sql.count("SELECT COUNT(*) FROM " + names.apply(to));
        if (expected != found) {
            mismatches.add(to + ": " + expected + " rows expected from " + from + ", " + found + " found");
        }
    }

    /** True when the target has the inventory module's tables. */
    private static boolean isActive(StepContext context) {
        return context.targetSchema().has("inventory_source")
                && context.targetSchema().has("inventory_source_item");
    }
}
