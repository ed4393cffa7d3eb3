package dev.gangway.testkit.shop;

import java.util.List;
import java.util.Map;

/** The quote that an order came from, and now and then a quote that was left behind. */
final class QuoteSection {
    private final ShopContext shop;

    QuoteSection(ShopContext shop) {
        this.shop = shop;
    }

    void write(OrderSection.Order order) {
        int quote = shop.rows()
                .insert(
                        "sales_flat_quote",
                        "entity_id store_id is_active customer_id customer_email customer_group_id reserved_order_id created_at remote_ip",
                        order.id(),
                        order.store(),
                        order.id() % 10 == 0 ? 1 : 0,
                        order.customer(),
                        CustomerSection.email(order.customer()),
                        1,
                        order.number(),
                        shop.filler().dateTime(),
                        "192.0.2.1");
        int shipping = 0;
        for (String type : List.of("billing", "shipping")) {
            shipping = shop.rows()
                    .insert(
                            "sales_flat_quote_address",
                            "quote_id address_type customer_id email country_id applied_taxes created_at",
                            quote,
                            type,
                            order.customer(),
                            CustomerSection.email(order.customer()),
                            "DE",
                            order.id() % 2 == 0 ? "a:0:{}" : null,
                            shop.filler().dateTime());
        }
        int item = item(order, quote);
        shop.rows()
                .insert(
                        "sales_flat_quote_payment",
                        "quote_id method additional_information cc_number_enc cc_exp_month cc_exp_year",
                        quote,
                        "paypal_standard",
                        order.id() % 3 == 0
                                ? null
                                : Php.serialize(Map.of("paypal_express_checkout_token", "EC-" + order.id())),
                        null,
                        12,
                        2019);
        shop.rows()
                .insert(
                        "sales_flat_quote_shipping_rate",
                        "address_id carrier code method",
                        shipping,
                        "flatrate",
                        "flatrate_flatrate",
                        "flatrate");
        if (order.id() % 20 == 0) {
            shop.rows()
                    .insert(
                            "sales_flat_quote_address_item",
                            "parent_item_id quote_address_id quote_item_id product_id",
                            null,
                            shipping,
                            item,
                            1);
        }
    }

    private int item(OrderSection.Order order, int quote) {
        int product = shop.id(shop.size().products());
        int item = shop.rows()
                .insert(
                        "sales_flat_quote_item",
                        "quote_id product_id store_id parent_item_id sku product_type weee_tax_applied",
                        quote,
                        product,
                        order.store(),
                        null,
                        "SKU-" + product,
                        "simple",
                        "a:0:{}");
        String request = Php.serialize(Map.of("qty", 2, "product", product));
        shop.rows()
                .insert(
                        "sales_flat_quote_item_option",
                        "item_id product_id code value",
                        item,
                        product,
                        "info_buyRequest",
                        request);
        return item;
    }
}
