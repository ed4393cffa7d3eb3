package dev.gangway.testkit.shop;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Orders with items, addresses, payment, history and tax, and what was invoiced, shipped and refunded. */
final class OrderSection {
    private static final List<String> STATES = List.of("new", "processing", "complete", "closed", "canceled");
    private static final List<String> METHODS = List.of("checkmo", "paypal_standard", "paypal_direct", "ccsave");

    private final ShopContext shop;
    private final FollowUps followUps;
    private final QuoteSection quotes;

    OrderSection(ShopContext shop) {
        this.shop = shop;
        this.followUps = new FollowUps(shop);
        this.quotes = new QuoteSection(shop);
    }

    /** One order as its parts need it. */
    record Order(int id, int store, int customer, int address, String number, String currency) {
        String name() {
            return "Customer " + customer;
        }
    }

    void write() {
        statuses();
        for (int id = 1; id <= shop.size().orders(); id++) {
            int customer = shop.id(shop.size().customers());
            int store = 1 + customer % ShopContext.STORES;
            var order = new Order(id, store, customer, id * 2 - 1, number(store, id), "EUR");
            order(order);
            addresses(order);
            payment(order);
            for (int i = 0; i <= id % 3; i++) {
                int product = shop.id(shop.size().products());
                int item = item(order, product);
                followUps.itemOf(order, item, product);
            }
            followUps.write(order);
            quotes.write(order);
        }
    }

    static String number(int store, int id) {
        return store + String.format("%08d", id);
    }

    private void statuses() {
        for (String state : STATES) {
            shop.rows().insert("sales_order_status", "status label", state, state);
            shop.rows().insert("sales_order_status_label", "status store_id label", state, 2, "Status " + state);
            shop.rows().insert("sales_order_status_state", "status state is_default", state, state, 1);
        }
    }

    private void order(Order order) {
        String state = STATES.get(shop.random().nextInt(STATES.size()));
        Integer customer = order.id() % 13 == 0 ? null : order.customer();
        String total = shop.price();
        shop.rows()
                .insert(
                        "sales_flat_order",
                        "entity_id state status store_id customer_id increment_id customer_email grand_total base_grand_total created_at"
                                + " updated_at customer_group_id billing_address_id shipping_address_id quote_id remote_ip",
                        order.id(),
                        state,
                        state,
                        order.store(),
                        customer,
                        order.number(),
                        CustomerSection.email(order.customer()),
                        total,
                        total,
                        shop.filler().dateTime(),
                        shop.filler().dateTime(),
                        1,
                        order.address(),
                        order.address() + 1,
                        order.id(),
                        "192.0.2." + order.id() % 250);
        shop.rows()
                .insert(
                        "sales_flat_order_grid",
                        "entity_id status store_id customer_id increment_id grand_total base_grand_total",
                        order.id(),
                        state,
                        order.store(),
                        customer,
                        order.number(),
                        total,
                        total);
        for (int i = 0; i < 1 + order.id() % 3; i++) {
            shop.rows()
                    .insert(
                            "sales_flat_order_status_history",
                            "parent_id status entity_name",
                            order.id(),
                            state,
                            "order");
        }
    }

    private void addresses(Order order) {
        for (String type : List.of("billing", "shipping")) {
            int id = type.equals("billing") ? order.address() : order.address() + 1;
            shop.rows()
                    .insert(
                            "sales_flat_order_address",
                            "entity_id parent_id address_type customer_id country_id email",
                            id,
                            order.id(),
                            type,
                            order.customer(),
                            "DE",
                            CustomerSection.email(order.customer()));
        }
    }

    private void payment(Order order) {
        String method = METHODS.get(order.id() % METHODS.size());
        var details = new LinkedHashMap<String, Object>();
        details.put("method_title", shop.words().phrase(40, "utf8"));
        details.put("attempts", order.id() % 4);
        details.put("secure", order.id() % 2 == 0);
        String serialized = order.id() % 97 == 0 ? "a:1:{s:3:\"cut" : Php.serialize(details);
        int payment = shop.rows()
                .insert(
                        "sales_flat_order_payment",
                        "parent_id method additional_information cc_number_enc cc_last4 amount_ordered base_amount_ordered",
                        order.id(),
                        method,
                        order.id() % 5 == 0 ? null : serialized,
                        null,
                        String.format("%04d", order.id() % 10_000),
                        shop.price(),
                        "99999999.9999");
        if (order.id() % 3 == 0) {
            String raw = Php.serialize(Map.of("raw_details_info", Map.of("txn", "T" + order.id())));
            shop.rows()
                    .insert(
                            "sales_payment_transaction",
                            "parent_id order_id payment_id txn_id txn_type additional_information",
                            null,
                            order.id(),
                            payment,
                            "TXN-" + order.id(),
                            "capture",
                            raw);
        }
    }

    private int item(Order order, int product) {
        var request = new LinkedHashMap<String, Object>();
        request.put("qty", 1 + order.id() % 5);
        request.put("product", String.valueOf(product));
        request.put("note", shop.words().phrase(30, "utf8"));
        String options = Php.serialize(Map.of("info_buyRequest", request));
        int item = shop.rows()
                .insert(
                        "sales_flat_order_item",
                        "order_id parent_item_id quote_item_id store_id product_id product_type product_options sku weee_tax_applied"
                                + " created_at",
                        order.id(),
                        null,
                        order.id(),
                        order.store(),
                        product,
                        "simple",
                        options,
                        "SKU-" + product,
                        order.id() % 7 == 0 ? null : "a:0:{}",
                        shop.filler().dateTime());
        if (order.id() % 4 == 0) {
            int tax = shop.rows().insert("sales_order_tax", "order_id code", order.id(), "VAT");
            shop.rows().insert("sales_order_tax_item", "tax_id item_id tax_percent", tax, item, "19.0000");
        }
        if (ProductKinds.kindOf(product).equals("downloadable")) {
            int purchased = shop.rows()
                    .insert(
                            "downloadable_link_purchased",
                            "order_id order_item_id customer_id",
                            order.id(),
                            item,
                            order.customer());
            shop.rows()
                    .insert(
                            "downloadable_link_purchased_item",
                            "purchased_id order_item_id product_id",
                            purchased,
                            item,
                            product);
        }
        return item;
    }
}
