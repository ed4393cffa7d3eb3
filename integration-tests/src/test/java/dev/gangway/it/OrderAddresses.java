package dev.gangway.it;

import dev.gangway.embedded.DatabaseServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** Addresses of invoices, shipments and credit memos in the sample shop, as Magento makes them. */
final class OrderAddresses {
    private static final List<String> DOCUMENTS = List.of("invoice", "shipment", "creditmemo");

    private OrderAddresses() {}

    /** Lets documents, which name any numbers in the sample, name their order's addresses: grids follow those only. */
    static void name(DatabaseServer server, String shop) {
        server.executeIn(shop, DOCUMENTS.stream().map(OrderAddresses::naming).toArray(String[]::new));
    }

    /** The same over a connection to the shop. */
    static void name(Connection shop) throws SQLException {
        try (Statement statement = shop.createStatement()) {
            for (String document : DOCUMENTS) {
                statement.execute(naming(document));
            }
        }
    }

    private static String naming(String document) {
        return "UPDATE sales_flat_" + document + " d LEFT JOIN sales_flat_order o ON o.entity_id = d.order_id"
                + " SET d.billing_address_id = o.billing_address_id, d.shipping_address_id = o.shipping_address_id";
    }
}
