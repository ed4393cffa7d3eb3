package dev.gangway.bulkloader.derive;

import dev.gangway.core.schema.Schema;
import dev.gangway.core.schema.Table;
import dev.gangway.mysql.connect.Identifiers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * The four grids of the sales back end, computed from the target's orders, documents, addresses and payments. Columns that
 * the grid lacks are left out; columns nothing is known about keep their default.
 */
public final class OrderGrids {
    private final Schema target;
    private final UnaryOperator<String> names;

    /** {@code names} gives the quoted real name of a target table. */
    public OrderGrids(Schema target, UnaryOperator<String> names) {
        this.target = target;
        this.names = names;
    }

    /**
     * One grid.
     *
     * @param main the table whose rows it lists, by entity_id
     * @param sourceGrid the grid of Magento 1, which tells which rows the old tool lists
     */
    public record Grid(String table, String main, String sourceGrid) {}

    /** The grids of this target, those whose tables exist. */
    public List<Grid> grids() {
        return List.of(
                        new Grid("sales_order_grid", "sales_order", "sales_flat_order_grid"),
                        new Grid("sales_invoice_grid", "sales_invoice", "sales_flat_invoice_grid"),
                        new Grid("sales_shipment_grid", "sales_shipment", "sales_flat_shipment_grid"),
                        new Grid("sales_creditmemo_grid", "sales_creditmemo", "sales_flat_creditmemo_grid"))
                .stream()
                .filter(grid -> target.has(grid.table()) && target.has(grid.main()))
                .toList();
    }

    /** The statement that writes the rows of a grid for which {@code condition} on {@code m} holds; existing rows are renewed. */
    public String write(Grid grid, String condition) {
        Map<String, String> columns = columns(grid);
        String assignments = columns.keySet().stream()
                .map(Identifiers::quote)
                .map(column -> column + " = VALUES(" + column + ")")
                .collect(Collectors.joining(", "));
        return "INSERT INTO " + names.apply(grid.table()) + " (" + Identifiers.list(List.copyOf(columns.keySet()))
                + ") SELECT "
                + String.join(", ", columns.values()) + from(grid) + " WHERE " + condition
                + " ON DUPLICATE KEY UPDATE " + assignments;
    }

    private Map<String, String> columns(Grid grid) {
        Map<String, String> all =
                switch (grid.main()) {
                    case "sales_order" -> GridColumns.order();
                    case "sales_invoice" -> GridColumns.invoice();
                    case "sales_shipment" -> GridColumns.shipment();
                    default -> GridColumns.creditmemo();
                };
        all.put(
                "payment_method",
                "(SELECT p.method FROM " + names.apply("sales_order_payment")
                        + " p WHERE p.parent_id = o.entity_id ORDER BY p.entity_id LIMIT 1)");
        Table table = target.table(grid.table()).orElseThrow();
        var existing = new LinkedHashMap<String, String>();
        table.columnNames().stream()
                .filter(all::containsKey)
                .forEach(name -> existing.put(name, all.getOrDefault(name, "NULL")));
        return existing;
    }

    private String from(Grid grid) {
        String own = grid.main().equals("sales_order") ? "m.entity_id" : "m.order_id";
        String address = names.apply("sales_order_address");
        return " FROM " + names.apply(grid.main()) + " m"
                + " LEFT JOIN " + names.apply("sales_order") + " o ON o.entity_id = " + own
                + " LEFT JOIN " + address + " s ON s.entity_id = m.shipping_address_id"
                + " LEFT JOIN " + address + " b ON b.entity_id = m.billing_address_id";
    }
}
