package dev.gangway.testkit.shop;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Customers with addresses, wishlists, subscriptions and alerts. */
final class CustomerSection {
    private static final String BUY_REQUEST = "info_buyRequest";

    private final ShopContext shop;
    private final EavValues values;
    private final EavValues addressValues;

    CustomerSection(ShopContext shop) {
        this.shop = shop;
        this.values = new EavValues(shop, "customer_entity", ShopContext.CUSTOMER);
        this.addressValues = new EavValues(shop, "customer_address_entity", ShopContext.ADDRESS);
    }

    static String email(int customer) {
        return "customer" + customer + "@example.com";
    }

    void write() {
        newsletter();
        for (int id = 1; id <= shop.size().customers(); id++) {
            int store = 1 + id % ShopContext.STORES;
            customer(id, store);
            address(id);
            if (id % 3 == 0) {
                subscriber(id, store);
            }
            if (id % 5 == 0) {
                wishlist(id, store);
            }
            if (id % 17 == 0) {
                alerts(id, store);
            }
        }
    }

    private void customer(int id, int store) {
        shop.rows()
                .insert(
                        "customer_entity",
                        "entity_id entity_type_id attribute_set_id website_id email group_id increment_id store_id created_at updated_at is_active",
                        id,
                        ShopContext.CUSTOMER,
                        ShopContext.CUSTOMER,
                        ShopContext.website(store),
                        email(id),
                        1 + id % 3,
                        null,
                        store,
                        shop.filler().dateTime(),
                        shop.filler().dateTime(),
                        1);
        values.write(id, (attribute, s) -> customerValue(id, attribute));
    }

    private @Nullable Object customerValue(int id, Attributes.Attribute attribute) {
        return switch (attribute.code()) {
            case "firstname", "lastname", "middlename" -> shop.words().name();
            case "password_hash" -> String.format("%032x:%02x", id * 7919L, id % 256);
            case "default_billing", "default_shipping" -> id;
            case "dob" -> shop.filler().dateTime().substring(0, 10) + " 00:00:00";
            default -> values.invented(attribute);
        };
    }

    private void address(int customer) {
        shop.rows()
                .insert(
                        "customer_address_entity",
                        "entity_id entity_type_id attribute_set_id increment_id parent_id created_at is_active",
                        customer,
                        ShopContext.ADDRESS,
                        ShopContext.ADDRESS,
                        null,
                        customer,
                        shop.filler().dateTime(),
                        1);
        addressValues.write(customer, (attribute, s) -> switch (attribute.code()) {
            case "firstname", "lastname", "middlename", "city" -> shop.words().name();
            case "country_id" -> "DE";
            case "postcode" -> String.format("%05d", customer);
            case "street" -> "Quay " + customer + "\nDock " + customer % 7;
            default -> addressValues.invented(attribute);
        });
    }

    private void newsletter() {
        RowWriter rows = shop.rows();
        for (int i = 1; i <= 4; i++) {
            int template = rows.insert(
                    "newsletter_template",
                    "template_text",
                    "<p>{{widget type=\"catalog/product_widget_link\" id_path=\"product/" + i + "\"}}</p>");
            int queue = rows.insert("newsletter_queue", "template_id", template);
            rows.insert("newsletter_queue_store_link", "queue_id store_id", queue, 1);
        }
    }

    private void subscriber(int customer, int store) {
        int subscriber = shop.rows()
                .insert(
                        "newsletter_subscriber",
                        "store_id customer_id subscriber_email",
                        store,
                        customer,
                        email(customer));
        shop.rows().insert("newsletter_queue_link", "queue_id subscriber_id", 1 + customer % 4, subscriber);
        if (customer % 30 == 0) {
            shop.rows().insert("newsletter_problem", "queue_id subscriber_id", 1 + customer % 4, subscriber);
        }
    }

    private void wishlist(int customer, int store) {
        RowWriter rows = shop.rows();
        int wishlist = rows.insert("wishlist", "customer_id", customer);
        for (int i = 0; i < 2; i++) {
            int product = shop.id(shop.size().products());
            int item = rows.insert(
                    "wishlist_item", "wishlist_id product_id store_id", wishlist, product, i == 0 ? store : null);
            String request = Php.serialize(Map.of("qty", i + 1));
            rows.insert(
                    "wishlist_item_option",
                    "wishlist_item_id product_id code value",
                    item,
                    product,
                    BUY_REQUEST,
                    request);
        }
    }

    private void alerts(int customer, int store) {
        for (String table : List.of("product_alert_price", "product_alert_stock")) {
            shop.rows()
                    .insert(
                            table,
                            "customer_id product_id website_id",
                            customer,
                            shop.id(shop.size().products()),
                            ShopContext.website(store));
        }
        int product = shop.id(shop.size().products());
        shop.rows()
                .insert(
                        "catalog_compare_item",
                        "visitor_id customer_id product_id store_id",
                        customer,
                        customer,
                        product,
                        store);
    }
}
