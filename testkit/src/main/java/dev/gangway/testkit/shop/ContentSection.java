package dev.gangway.testkit.shop;

import java.util.List;
import java.util.Map;

/** Pages, blocks and widgets, reviews and ratings, searches and logs. */
final class ContentSection {
    private static final String BIGGEST = "18446744073709551615";

    private final ShopContext shop;

    ContentSection(ShopContext shop) {
        this.shop = shop;
    }

    void write() {
        pages();
        reviews();
        searches();
        logs();
    }

    private void pages() {
        RowWriter rows = shop.rows();
        List<String> layouts = List.of("one_column", "two_columns_left", "two_columns_right", "three_columns");
        for (int i = 1; i <= 20; i++) {
            int page = rows.insert(
                    "cms_page",
                    "title root_template identifier content",
                    "Page " + i,
                    layouts.get(i % 4),
                    "page-" + i,
                    "<p>{{store url=\"\"}} {{widget type=\"cms/widget_block\" template=\"cms/widget.phtml\" block_id=\""
                            + i + "\"}} " + shop.words().paragraph("utf8") + "</p>");
            rows.insert("cms_page_store", "page_id store_id", page, i % 4);
            int block = rows.insert(
                    "cms_block",
                    "identifier content",
                    "block-" + i,
                    "{{block type=\"cms/block\" block_id=\"footer\"}} "
                            + shop.words().paragraph("utf8"));
            rows.insert("cms_block_store", "block_id store_id", block, i % 4);
            rows.insert("gift_message", "customer_id", i);
        }
        rows.insert("widget", "widget_code widget_type", "cms_block", "cms/widget_block");
        for (int i = 1; i <= 5; i++) {
            int instance = rows.insert(
                    "widget_instance",
                    "instance_type widget_parameters store_ids",
                    "cms/widget_block",
                    Php.serialize(Map.of("block_id", String.valueOf(i))),
                    "0");
            rows.insert("widget_instance_page", "instance_id", instance);
        }
    }

    private void reviews() {
        RowWriter rows = shop.rows();
        rows.insert("rating_entity", "entity_id entity_code", 1, "product");
        rows.insert("review_entity", "entity_id entity_code", 1, "product");
        for (int i = 1; i <= 3; i++) {
            rows.insert(
                    "review_status",
                    "status_id status_code",
                    i,
                    List.of("Approved", "Pending", "Not Approved").get(i - 1));
            rows.insert("rating", "rating_id entity_id rating_code", i, 1, "Rating " + i);
            rows.insert("rating_store", "rating_id store_id", i, 1);
            rows.insert("rating_title", "rating_id store_id value", i, 2, "Wertung " + i);
            for (int value = 1; value <= 5; value++) {
                rows.insert("rating_option", "rating_id code value position", i, String.valueOf(value), value, value);
            }
        }
        for (int i = 1; i <= shop.size().products() / 4 + 1; i++) {
            int product = shop.id(shop.size().products());
            int store = shop.store();
            int review = rows.insert(
                    "review",
                    "entity_id entity_pk_value status_id created_at",
                    1,
                    product,
                    shop.id(3),
                    shop.filler().dateTime());
            rows.insert(
                    "review_detail",
                    "review_id store_id customer_id",
                    review,
                    store,
                    i % 3 == 0 ? null : shop.id(shop.size().customers()));
            rows.insert("review_store", "review_id store_id", review, 0);
            rows.insert("review_store", "review_id store_id", review, store);
            rows.insert("review_entity_summary", "entity_pk_value entity_type store_id", i, 1, store);
            rows.insert(
                    "rating_option_vote",
                    "option_id remote_ip remote_ip_long customer_id entity_pk_value rating_id review_id",
                    shop.id(15),
                    "192.0.2." + i % 250,
                    new byte[] {(byte) 192, 0, 2, (byte) (i % 250)},
                    null,
                    product,
                    shop.id(3),
                    review);
            rows.insert(
                    "rating_option_vote_aggregated",
                    "rating_id entity_pk_value store_id",
                    shop.id(3),
                    i == 1 ? BIGGEST : String.valueOf(product),
                    store);
        }
    }

    private void searches() {
        for (int i = 1; i <= 150; i++) {
            shop.rows()
                    .insert(
                            "catalogsearch_query",
                            "query_text popularity synonym_for store_id updated_at",
                            shop.words().key(i),
                            i == 1 ? 4_294_967_295L : i,
                            i % 10 == 0 ? "boat " + i : null,
                            shop.store(),
                            shop.filler().dateTime());
        }
    }

    private void logs() {
        RowWriter rows = shop.rows();
        List<String> types =
                List.of("catalog_product_view", "sendfriend_product", "catalog_product_compare_add_product");
        types.forEach(type -> rows.insert("report_event_types", "event_name", type));
        for (int i = 1; i <= shop.size().customers(); i++) {
            int product = shop.id(shop.size().products());
            rows.insert(
                    "report_event", "event_type_id object_id store_id", shop.id(types.size()), product, shop.store());
            rows.insert("log_visitor", "store_id", shop.store());
            if (i % 4 == 0) {
                for (String table : List.of("report_viewed_product_index", "report_compared_product_index")) {
                    rows.insert(table, "visitor_id customer_id product_id store_id", i, i, product, shop.store());
                }
                rows.insert("sendfriend_log", "ip time", new byte[] {10, 0, (byte) (i >> 8), (byte) i}, i);
            }
        }
    }
}
