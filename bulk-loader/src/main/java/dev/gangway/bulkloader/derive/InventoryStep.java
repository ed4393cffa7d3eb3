package dev.gangway.bulkloader.derive;

import dev.gangway.bulkloader.step.Step;
import dev.gangway.bulkloader.step.StepContext;
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
        if (!inventory(context).isActive()) {
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
        Inventory inventory = inventory(context);
        if (inventory.isActive()) {
            context.keep(
                    List.of("inventory_source_item", "inventory_stock_sales_channel", "inventory_shipment_source"));
            new TargetSql(context).write(inventory.all());
        }
    }

    @Override
    public List<String> volume(StepContext context) throws SQLException {
        if (!inventory(context).isActive()) {
            return List.of();
        }
        var mismatches = new ArrayList<String>();
        compare(context, "cataloginventory_stock_item", "inventory_source_item", mismatches);
        compare(context, "sales_shipment", "inventory_shipment_source", mismatches);
        return mismatches;
    }

    private static void compare(StepContext context, String from, String to, List<String> mismatches)
            throws SQLException {
        UnaryOperator<String> names = TargetSql.names(context);
        var sql = new TargetSql(context);
        long expected = sql.count("SELECT COUNT(*) FROM " + names.apply(from));
        long found = sql.count("SELECT COUNT(*) FROM " + names.apply(to));
        if (expected != found) {
            mismatches.add(to + ": " + expected + " rows expected from " + from + ", " + found + " found");
        }
    }

    private static Inventory inventory(StepContext context) {
        return new Inventory(context.targetSchema(), TargetSql.names(context));
    }
}
