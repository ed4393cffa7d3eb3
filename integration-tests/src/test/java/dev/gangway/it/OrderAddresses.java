package dev.gangway.it;

import dev.gangway.embedded.DatabaseServer;
import java.util.List;

/** Addresses of invoices, shipments and credit memos in the sample shop, as Magento makes them. */
final class OrderAddresses {

    private OrderAddresses() {}

    /** Lets documents, which name any numbers in the sample, name their order's addresses: grids follow those only. */
    static void name(DatabaseServer server, String shop) {
        for (String document : List.of("invoice", "shipment", "creditmemo")) {
            server.executeIn(
                    shop,
                    "UPDATE sales_flat_" + document + " d LEFT JOIN sales_flat_order o ON o.entity_id = d.order_id"
                            + " SET d.billing_address_id = o.billing_address_id,"
                            + " d.shipping_address_id = o.shipping_address_id");
        }
    }
}
