package dev.gangway.testkit.shop;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The documents that follow an order: invoice, shipment and credit memo with their items, comments and grids. */
final class FollowUps {
    private final ShopContext shop;
    private final List<int[]> items = new ArrayList<>();

    FollowUps(ShopContext shop) {
        this.shop = shop;
    }

    /** Remembers an item of the order that is written next. */
    void itemOf(OrderSection.Order order, int item, int product) {
        items.add(new int[] {item, product, order.id()});
    }

    void write(OrderSection.Order order) {
        if (order.id() % 10 < 7) {
            document(order, "invoice");
        }
        if (order.id() % 10 < 6) {
            int shipment = document(order, "shipment");
            shop.rows()
                    .insert(
                            "sales_flat_shipment_track",
                            "parent_id order_id track_number carrier_code",
                            shipment,
                            order.id(),
                            "TRK" + order.id(),
                            "ups");
        }
        if (order.id() % 10 == 1) {
            document(order, "creditmemo");
        }
        items.clear();
    }

    private int document(OrderSection.Order order, String kind) {
        String table = "sales_flat_" + kind;
        String number = order.number();
        int id = kind.equals("shipment")
                ? shop.rows()
                        .insert(
                                table,
                                "store_id order_id customer_id increment_id created_at packages shipping_label",
                                order.store(),
                                order.id(),
                                order.customer(),
                                number,
                                shop.filler().dateTime(),
                                order.id() % 2 == 0 ? null : Php.serialize(List.of(Map.of("weight", 1.5))),
                                order.id() % 8 == 0 ? new byte[] {0, (byte) 255, 39, 92, 10} : null)
                : shop.rows()
                        .insert(
                                table,
                                "store_id order_id increment_id created_at",
                                order.store(),
                                order.id(),
                                number,
                                shop.filler().dateTime());
        shop.rows()
                .insert(
                        table + "_grid",
                        "entity_id store_id order_id increment_id order_increment_id",
                        id,
                        order.store(),
                        order.id(),
                        number,
                        number);
        if (order.id() % 3 == 0) {
            shop.rows().insert(table + "_comment", "parent_id", id);
        }
        for (int[] item : items) {
            item(table + "_item", id, item[0], item[1]);
        }
        return id;
    }

    private void item(String table, int document, int item, int product) {
        if (table.equals("sales_flat_shipment_item")) {
            shop.rows()
                    .insert(table, "parent_id order_item_id product_id sku", document, item, product, "SKU-" + product);
        } else {
            shop.rows()
                    .insert(
                            table,
                            "parent_id order_item_id product_id sku weee_tax_applied",
                            document,
                            item,
                            product,
                            "SKU-" + product,
                            "a:0:{}");
        }
    }
}
