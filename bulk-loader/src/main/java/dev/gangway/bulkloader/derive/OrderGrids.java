package dev.gangway.bulkloader.derive;

import dev.gangway.core.schema.Schema;
import dev.gangway.mysql.connect.Identifiers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * The four grids of the sales back end, in commerce also those of archived orders, computed from the target's orders,
 * documents, addresses and payments. Columns that the grid lacks are left out; columns nothing is known about become NULL.
 */
public final class OrderGrids {
    private static final List<String> DOCUMENTS = List.of("order", "invoice", "shipment", "creditmemo");

    private final Schema target;
    private final UnaryOperator<String> names;
    private final boolean archives;

    /** Grids of open source: {@code names} gives the quoted real name of a target table. */
    public OrderGrids(Schema target, UnaryOperator<String> names) {
        this(target, names, false);
    }

    private OrderGrids(Schema target, UnaryOperator<String> names, boolean archives) {
        this.target = target;
        this.names = names;
        this.archives = archives;
    }

    /** Grids of commerce: those of archived orders too. */
    public static OrderGrids ofCommerce(Schema target, UnaryOperator<String> names) {
        return new OrderGrids(target, names, true);
    }

    /**
     * One grid.
     *
     * @param main the table whose rows it lists, by entity_id
     * @param sourceGrid the grid of Magento 1, which tells which rows the old tool lists
     * @param archive the target's grid of those documents that are archived instead; empty when there is none
     * @param archived true for the grid of archived documents itself: it lists what Magento 1's lists and nothing else
     */
    public record Grid(String table, String main, String sourceGrid, String archive, boolean archived) {}

    /** Every grid of this edition, archives first, whether or not its tables exist. */
    public List<Grid> all() {
        var grids = new ArrayList<Grid>();
        for (String document : archives ? DOCUMENTS : List.<String>of()) {
            String source = "enterprise_sales_" + document + "_grid_archive";
            grids.add(new Grid(archive(document), "sales_" + document, source, "", true));
        }
        for (String document : DOCUMENTS) {
            String source = "sales_flat_" + document + "_grid";
            String archive = archives && target.has(archive(document)) ? archive(document) : "";
            grids.add(new Grid("sales_" + document + "_grid", "sales_" + document, source, archive, false));
        }
        return grids;
    }

    private static String archive(String document) {
        return "magento_sales_" + document + "_grid_archive";
    }

    /** The grids of this target, those whose tables exist. */
    public List<Grid> grids() {
        return all().stream()
                .filter(grid -> target.has(grid.table()) && target.has(grid.main()))
                .toList();
    }

    /** A condition on {@code m} that holds for documents that are not archived; always true where nothing can be. */
    public String notArchived(Grid grid) {
        return grid.archive().isEmpty()
                ? "TRUE"
                : "NOT EXISTS (SELECT 1 FROM " + names.apply(grid.archive()) + " g WHERE g.entity_id = m.entity_id)";
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
        if (archives && grid.main().equals("sales_order")) {
            all.put("refunded_to_store_credit", "m.customer_bal_total_refunded");
        }
        var existing = new LinkedHashMap<String, String>();
        target.table(grid.table()).orElseThrow().columns().stream()
                .filter(column -> !column.generated())
                .forEach(column -> existing.put(column.name(), known(grid, all.getOrDefault(column.name(), "NULL"))));
        return existing;
    }

    /** An extension's or another edition's column of the document may be missing in this target. */
    private String known(Grid grid, String expression) {
        boolean missing = expression.startsWith("m.")
                && !target.table(grid.main()).orElseThrow().hasColumn(expression.substring(2));
        return missing ? "NULL" : expression;
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
