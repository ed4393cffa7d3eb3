package dev.gangway.derivations.sales;

import dev.gangway.core.config.StepKind;
import dev.gangway.core.plan.ShadowTable;
import dev.gangway.derivations.Derivation;
import dev.gangway.derivations.DerivationContext;
import dev.gangway.derivations.DerivedWriter;
import dev.gangway.derivations.Input;
import dev.gangway.derivations.Keys;
import dev.gangway.derivations.Output;
import dev.gangway.mysql.connect.Identifiers;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One grid of the sales back end, computed from the target's orders, documents, addresses and payments; its key is the
 * document's id. Columns that the grid lacks are left out; columns nothing is known about become NULL.
 */
public final class OrderGrid implements Derivation {
    private static final String ORDER = "sales_order";
    private static final String ADDRESS = "sales_order_address";
    private static final String PAYMENT = "sales_order_payment";
    private static final String ID = "entity_id";

    private final DerivationContext context;
    private final StepKind step;
    private final Listing listing;

    /**
     * Which documents a grid lists.
     *
     * @param table the grid
     * @param main the table whose rows it lists, by entity_id
     * @param shadow Magento 1's grid, when that decides which rows are listed; empty when every document is
     * @param archive the target's grid of those documents that are archived instead; empty when there is none
     */
    public record Listing(String table, String main, String shadow, String archive) {}

    OrderGrid(DerivationContext context, StepKind step, Listing listing) {
        this.context = context;
        this.step = step;
        this.listing = listing;
    }

    @Override
    public String name() {
        return "order grid " + listing.table();
    }

    @Override
    public StepKind step() {
        return step;
    }

    public Listing listing() {
        return listing;
    }

    @Override
    public List<Input> inputs() {
        var inputs = new ArrayList<Input>();
        inputs.add(Input.key(listing.main(), ID));
        inputs.add(ofOrder(ADDRESS, "parent_id"));
        inputs.add(ofOrder(PAYMENT, "parent_id"));
        if (!listing.main().equals(ORDER)) {
            inputs.add(ofOrder(ORDER, ID));
        }
        if (!listing.shadow().isEmpty()) {
            inputs.add(Input.key(listing.shadow(), ID));
        }
        if (!listing.archive().isEmpty()) {
            inputs.add(Input.key(listing.archive(), ID));
        }
        return inputs;
    }

    /** A row of an order's own tables touches all documents of the order. */
    private Input ofOrder(String table, String column) {
        return listing.main().equals(ORDER)
                ? Input.key(table, column)
                : Input.via(table, column, "SELECT m.entity_id FROM {" + listing.main() + "} m WHERE m.order_id {in}");
    }

    @Override
    public List<Output> outputs() {
        return List.of(new Output(listing.table(), ID));
    }

    @Override
    public Optional<KeyList> keyList() {
        return Optional.of(new KeyList(listing.main(), ID));
    }

    @Override
    public void recompute(Connection connection, Keys keys, DerivedWriter writer) throws SQLException {
        writer.execute(
                connection, context.sql("DELETE FROM {" + listing.table() + "} WHERE ") + keys.on(ID), listing.table());
        Map<String, String> columns = columns();
        writer.execute(
                connection,
                context.sql("INSERT INTO {" + listing.table() + "} (")
                        + Identifiers.list(List.copyOf(columns.keySet())) + ") SELECT "
                        + String.join(", ", columns.values()) + from() + " WHERE " + keys.on("m.entity_id") + " AND "
                        + listed(),
                listing.table());
    }

    /** A condition on {@code m} that holds for the documents that the grid lists. */
    public String listed() {
        return (listing.shadow().isEmpty() ? "TRUE" : exists(listing.shadow(), "EXISTS"))
                + (listing.archive().isEmpty() ? "" : " AND " + exists(listing.archive(), "NOT EXISTS"));
    }

    private String exists(String table, String word) {
        return word + context.sql(" (SELECT 1 FROM {" + table + "} g WHERE g.entity_id = m.entity_id)");
    }

    private Map<String, String> columns() {
        Map<String, String> all =
                switch (listing.main()) {
                    case ORDER -> GridColumns.order();
                    case "sales_invoice" -> GridColumns.invoice();
                    case "sales_shipment" -> GridColumns.shipment();
                    default -> GridColumns.creditmemo();
                };
        all.put(
                "payment_method",
                context.sql("(SELECT p.method FROM {" + PAYMENT
                        + "} p WHERE p.parent_id = o.entity_id ORDER BY p.entity_id LIMIT 1)"));
        if (step == StepKind.ORDER_GRIDS_EE && listing.main().equals(ORDER)) {
            all.put("refunded_to_store_credit", "m.customer_bal_total_refunded");
        }
        var existing = new LinkedHashMap<String, String>();
        context.target().table(listing.table()).orElseThrow().columns().stream()
                .filter(column -> !column.generated())
                .forEach(column -> existing.put(column.name(), known(all.getOrDefault(column.name(), "NULL"))));
        return existing;
    }

    /** An extension's or another edition's column of the document may be missing in this target. */
    private String known(String expression) {
        boolean missing = expression.startsWith("m.")
                && !context.target().table(listing.main()).orElseThrow().hasColumn(expression.substring(2));
        return missing ? "NULL" : expression;
    }

    private String from() {
        String own = listing.main().equals(ORDER) ? "m.entity_id" : "m.order_id";
        return context.sql(" FROM {" + listing.main() + "} m LEFT JOIN {" + ORDER + "} o ON o.entity_id = " + own
                + " LEFT JOIN {" + ADDRESS + "} s ON s.entity_id = m.shipping_address_id LEFT JOIN {" + ADDRESS
                + "} b ON b.entity_id = m.billing_address_id");
    }

    /** True for a grid that lists what Magento 1's grid lists. */
    public boolean isByShadow() {
        return ShadowTable.isShadow(listing.shadow());
    }
}
