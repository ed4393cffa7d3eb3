package dev.gangway.bulkloader.derive;

import dev.gangway.bulkloader.step.Step;
import dev.gangway.bulkloader.step.StepContext;
import dev.gangway.core.plan.IntegrityFinding;
import dev.gangway.core.plan.Side;
import dev.gangway.core.schema.Table;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/** Fills Magento 2's multi-source inventory from stock items and shipments; does nothing when the target lacks the module. */
public final class InventoryStep implements Step {
    private static final Map<String, Set<String>> COLUMNS = Map.of(
            "inventory_source_item", Set.of("source_item_id", "source_code", "quantity", "status", "sku"),
            "inventory_stock_sales_channel", Set.of("type", "code", "stock_id"),
            "inventory_shipment_source", Set.of("shipment_id", "source_code"));

    @Override
    public List<IntegrityFinding> integrity(StepContext context) {
        if (!inventory(context).isActive()) {
            return List.of();
        }
        var findings = new ArrayList<IntegrityFinding>();
        COLUMNS.forEach((name, columns) -> {
            var present = new HashSet<>(
                    context.targetSchema().table(name).map(Table::columnNames).orElse(List.of()));
            var different = new TreeSet<>(columns);
            different.removeIf(present::contains);
            present.stream().filter(column -> !columns.contains(column)).forEach(different::add);
            if (!different.isEmpty()) {
                findings.add(new IntegrityFinding(
                        IntegrityFinding.Kind.FIELD_MISSING, Side.DESTINATION, name, List.copyOf(different)));
            }
        });
        return findings;
    }

    @Override
    public void data(StepContext context) throws SQLException {
        Inventory inventory = inventory(context);
        if (inventory.isActive()) {
            context.keep(COLUMNS.keySet());
            new TargetSql(context).run(inventory.all());
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
