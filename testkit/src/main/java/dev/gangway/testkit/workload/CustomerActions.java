package dev.gangway.testkit.workload;

import dev.gangway.testkit.shop.LiveRows;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Customers, what they write, and the pages they see. */
final class CustomerActions {
    private static final int CUSTOMER = 1;
    private static final int ADDRESS = 2;
    private static final long NEW_KEYS = 900_000_000;

    private static final AtomicLong KEYS_TAKEN = new AtomicLong();

    private final AtomicLong numbers;

    CustomerActions(long firstNumber) {
        this.numbers = new AtomicLong(firstNumber);
    }

    List<Action.Weighted> all() {
        return List.of(
                new Action.Weighted("customer registered", 6, this::register),
                new Action.Weighted("address changed", 6, CustomerActions::address),
                new Action.Weighted("customer deleted", 2, CustomerActions::delete),
                new Action.Weighted("wishlist filled", 5, CustomerActions::wish),
                new Action.Weighted("review written", 5, CustomerActions::review),
                new Action.Weighted("review deleted", 2, CustomerActions::deleteReview),
                new Action.Weighted("review key changed", 1, CustomerActions::changeReviewKey),
                new Action.Weighted("page edited", 3, CustomerActions::page),
                new Action.Weighted("block rewritten", 2, CustomerActions::block),
                new Action.Weighted("search counted", 6, CustomerActions::search),
                new Action.Weighted("variables swap codes", 1, this::swapCodes),
                new Action.Weighted("logs cleaned", 2, CustomerActions::clean));
    }

    private void register(LiveRows rows) throws SQLException {
        String email = "new" + numbers.incrementAndGet() + "@example.org";
        long customer = rows.insert(
                "customer_entity",
                "entity_type_id attribute_set_id website_id email group_id store_id",
                CUSTOMER,
                CUSTOMER,
                1,
                email,
                1,
                1);
        for (String code : List.of("firstname", "lastname")) {
            rows.insert(
                    "customer_entity_varchar",
                    "entity_type_id attribute_id entity_id value",
                    CUSTOMER,
                    rows.attributes().of(CUSTOMER, code).id(),
                    customer,
                    rows.phrase("utf8"));
        }
        long address = rows.insert(
                "customer_address_entity", "entity_type_id attribute_set_id parent_id", ADDRESS, ADDRESS, customer);
        rows.insert(
                "customer_address_entity_varchar",
                "entity_type_id attribute_id entity_id value",
                ADDRESS,
                rows.attributes().of(ADDRESS, "city").id(),
                address,
                rows.phrase("utf8"));
        rows.insert("newsletter_subscriber", "store_id customer_id subscriber_email", 1, customer, email);
    }

    private static void address(LiveRows rows) throws SQLException {
        for (long address : rows.some("customer_address_entity", "entity_id")) {
            rows.execute(
                    "UPDATE {customer_address_entity_varchar} SET value = ? WHERE entity_id = ? AND attribute_id = ?",
                    rows.phrase("utf8"),
                    address,
                    rows.attributes().of(ADDRESS, "city").id());
        }
        for (long address : rows.some("sales_flat_order_address", "entity_id")) {
            rows.execute(
                    "UPDATE {sales_flat_order_address} SET city = ?, street = ?, fax = NULL WHERE entity_id = ?",
                    rows.phrase("utf8"),
                    rows.phrase("utf8"),
                    address);
        }
    }

    private static void delete(LiveRows rows) throws SQLException {
        for (long customer : rows.some("customer_entity", "entity_id")) {
            rows.execute("DELETE FROM {customer_entity} WHERE entity_id = ?", customer);
        }
    }

    private static void wish(LiveRows rows) throws SQLException {
        for (long customer : rows.some("customer_entity", "entity_id")) {
            rows.execute("INSERT IGNORE INTO {wishlist} (customer_id, shared) VALUES (?, 0)", customer);
            for (long wishlist : rows.ids("SELECT wishlist_id FROM {wishlist} WHERE customer_id = ?", customer)) {
                for (long product : rows.some("catalog_product_entity", "entity_id")) {
                    long item =
                            rows.insert("wishlist_item", "wishlist_id product_id store_id", wishlist, product, null);
                    rows.insert(
                            "wishlist_item_option",
                            "wishlist_item_id product_id code value",
                            item,
                            product,
                            "info_buyRequest",
                            rows.serialized("qty", 2));
                }
            }
        }
    }

    private static void review(LiveRows rows) throws SQLException {
        for (long product : rows.some("catalog_product_entity", "entity_id")) {
            long review = rows.insert("review", "entity_id entity_pk_value status_id", 1, product, 2);
            rows.insert(
                    "review_detail", "review_id store_id customer_id detail", review, 1, null, rows.phrase("utf8mb4"));
            rows.insert("review_store", "review_id store_id", review, 1);
            rows.insert(
                    "rating_option_vote",
                    "option_id review_id entity_pk_value rating_id remote_ip_long",
                    3,
                    review,
                    product,
                    1,
                    new byte[] {10, 1, 2, 3});
        }
    }

    private static void deleteReview(LiveRows rows) throws SQLException {
        for (long review : rows.some("review", "review_id")) {
            rows.execute("DELETE FROM {review} WHERE review_id = ?", review);
        }
    }

    private static void changeReviewKey(LiveRows rows) throws SQLException {
        for (long review : rows.some("review", "review_id")) {
            long free = NEW_KEYS - KEYS_TAKEN.incrementAndGet();
            rows.execute("UPDATE {review} SET review_id = ?, status_id = 1 WHERE review_id = ?", free, review);
        }
    }

    private static void page(LiveRows rows) throws SQLException {
        for (long page : rows.some("cms_page", "page_id")) {
            rows.execute(
                    "UPDATE {cms_page} SET content = ?, root_template = 'two_columns_left', update_time = ? WHERE page_id = ?",
                    "{{widget type=\"cms/widget_block\"}} " + rows.phrase("utf8"),
                    rows.dateTime(),
                    page);
        }
    }

    /** The row goes and comes back under its key in one transaction. */
    private static void block(LiveRows rows) throws SQLException {
        for (long block : rows.some("cms_block", "block_id")) {
            rows.execute("DELETE FROM {cms_block} WHERE block_id = ?", block);
            rows.insert("cms_block", "block_id identifier content", block, "block-" + block, rows.phrase("utf8"));
            rows.insert("cms_block_store", "block_id store_id", block, 0);
        }
    }

    private static void search(LiveRows rows) throws SQLException {
        for (long query : rows.some("catalogsearch_query", "query_id")) {
            rows.execute(
                    "UPDATE {catalogsearch_query} SET popularity = num_results + 1, updated_at = ? WHERE query_id = ?",
                    rows.dateTime(),
                    query);
        }
        rows.insert("report_event", "event_type_id store_id", 1, 1);
    }

    private void swapCodes(LiveRows rows) throws SQLException {
        List<Long> two = rows.ids("SELECT variable_id FROM {core_variable} ORDER BY variable_id LIMIT 2");
        if (two.size() == 2) {
            String spare = "spare_" + numbers.incrementAndGet();
            rows.execute("UPDATE {core_variable} SET code = ? WHERE variable_id = ?", spare, two.get(0));
            rows.execute("UPDATE {core_variable} SET code = ? WHERE variable_id = ?", "swapped", two.get(1));
            rows.execute("UPDATE {core_variable} SET code = ? WHERE variable_id = ?", spare + "_x", two.get(1));
            rows.execute("UPDATE {core_variable} SET code = ? WHERE variable_id = ?", "swapped", two.get(0));
        }
    }

    private static void clean(LiveRows rows) throws SQLException {
        rows.execute("DELETE FROM {report_event} ORDER BY event_id LIMIT 25");
        rows.execute(
                "DELETE r, s FROM {wishlist_item} r JOIN {wishlist_item_option} s ON s.wishlist_item_id = r.wishlist_item_id"
                        + " WHERE r.wishlist_item_id < ?",
                rows.random().nextInt(60));
    }
}
