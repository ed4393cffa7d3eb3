package dev.gangway.testkit.workload;

import dev.gangway.testkit.shop.LiveRows;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Carts and orders: placed, invoiced, changed, deleted. */
final class SalesActions {
    private final AtomicLong numbers;

    SalesActions(long firstNumber) {
        this.numbers = new AtomicLong(firstNumber);
    }

    List<Action.Weighted> all() {
        return List.of(
                new Action.Weighted("order placed", 12, this::place),
                new Action.Weighted("order invoiced", 6, this::invoice),
                new Action.Weighted("order status changed", 8, SalesActions::status),
                new Action.Weighted("order deleted", 3, SalesActions::deleteOrder),
                new Action.Weighted("orders swap numbers", 2, this::swapNumbers),
                new Action.Weighted("quote deleted", 3, SalesActions::deleteQuote),
                new Action.Weighted("quote item changed", 5, SalesActions::quoteItem));
    }

    private void place(LiveRows rows) throws SQLException {
        List<Long> customers = rows.some("customer_entity", "entity_id");
        List<Long> products = rows.some("catalog_product_entity", "entity_id");
        if (customers.isEmpty() || products.isEmpty()) {
            return;
        }
        long customer = customers.get(0);
        long product = products.get(0);
        String number = "9" + numbers.incrementAndGet();
        long quote = quote(rows, customer, product, number);
        long order = rows.insert(
                "sales_flat_order",
                "state status store_id customer_id increment_id customer_group_id quote_id created_at remote_ip"
                        + " billing_address_id shipping_address_id",
                "new",
                "pending",
                1 + rows.random().nextInt(3),
                customer,
                number,
                1,
                quote,
                rows.dateTime(),
                "192.0.2.7",
                null,
                null);
        rows.insert(
                "sales_flat_order_grid",
                "entity_id status store_id customer_id increment_id",
                order,
                "pending",
                1,
                customer,
                number);
        parts(rows, order, customer, product);
        rows.execute("UPDATE {cataloginventory_stock_item} SET qty = qty - 1 WHERE product_id = ?", product);
    }

    private static void parts(LiveRows rows, long order, long customer, long product) throws SQLException {
        for (String type : List.of("billing", "shipping")) {
            long address = rows.insert(
                    "sales_flat_order_address",
                    "parent_id address_type customer_id country_id",
                    order,
                    type,
                    customer,
                    "FR");
            rows.execute(
                    "UPDATE {sales_flat_order} SET " + type + "_address_id = ? WHERE entity_id = ?", address, order);
        }
        rows.insert(
                "sales_flat_order_payment",
                "parent_id method additional_information cc_number_enc",
                order,
                "paypal_direct",
                rows.serialized("token", rows.phrase("utf8")),
                null);
        for (int i = 0; i <= rows.random().nextInt(3); i++) {
            rows.insert(
                    "sales_flat_order_item",
                    "order_id parent_item_id store_id product_id product_options weee_tax_applied",
                    order,
                    null,
                    1,
                    product,
                    rows.serialized("info_buyRequest", List.of(i, "x")),
                    null);
        }
        rows.insert(
                "sales_flat_order_status_history",
                "parent_id status comment",
                order,
                "pending",
                rows.phrase("utf8mb4"));
    }

    private static long quote(LiveRows rows, long customer, long product, String number) throws SQLException {
        long quote = rows.insert(
                "sales_flat_quote",
                "store_id is_active customer_id reserved_order_id remote_ip",
                1,
                0,
                customer,
                number,
                "192.0.2.8");
        rows.insert(
                "sales_flat_quote_address",
                "quote_id address_type customer_id applied_taxes country_id",
                quote,
                "shipping",
                customer,
                "a:0:{}",
                "FR");
        long item = rows.insert(
                "sales_flat_quote_item",
                "quote_id product_id store_id parent_item_id weee_tax_applied",
                quote,
                product,
                1,
                null,
                null);
        rows.insert(
                "sales_flat_quote_item_option",
                "item_id product_id code value",
                item,
                product,
                "info_buyRequest",
                rows.serialized("qty", 1));
        rows.insert(
                "sales_flat_quote_payment",
                "quote_id method additional_information cc_number_enc cc_exp_month",
                quote,
                "checkmo",
                null,
                null,
                1);
        return quote;
    }

    private void invoice(LiveRows rows) throws SQLException {
        for (long order : rows.some("sales_flat_order", "entity_id")) {
            String number = "8" + numbers.incrementAndGet();
            long invoice = rows.insert(
                    "sales_flat_invoice",
                    "store_id order_id increment_id created_at updated_at billing_address_id shipping_address_id",
                    1,
                    order,
                    number,
                    rows.dateTime(),
                    rows.dateTime(),
                    null,
                    null);
            rows.execute(
                    "UPDATE {sales_flat_invoice} i JOIN {sales_flat_order} o ON o.entity_id = i.order_id"
                            + " SET i.billing_address_id = o.billing_address_id,"
                            + " i.shipping_address_id = o.shipping_address_id WHERE i.entity_id = ?",
                    invoice);
            rows.insert(
                    "sales_flat_invoice_grid", "entity_id store_id order_id increment_id", invoice, 1, order, number);
            for (long item : rows.ids("SELECT item_id FROM {sales_flat_order_item} WHERE order_id = ?", order)) {
                rows.insert("sales_flat_invoice_item", "parent_id order_item_id weee_tax_applied", invoice, item, null);
            }
            rows.execute(
                    "UPDATE {sales_flat_order} SET state = 'processing', status = 'processing' WHERE entity_id = ?",
                    order);
        }
    }

    private static void status(LiveRows rows) throws SQLException {
        for (long order : rows.some("sales_flat_order", "entity_id")) {
            rows.execute(
                    "UPDATE {sales_flat_order} o JOIN {sales_flat_order_grid} g ON g.entity_id = o.entity_id"
                            + " SET o.status = ?, g.status = ?, o.customer_note = ? WHERE o.entity_id BETWEEN ? AND ?",
                    "complete",
                    "complete",
                    rows.phrase("utf8"),
                    order,
                    order + 3);
            rows.insert(
                    "sales_flat_order_status_history",
                    "parent_id status created_at",
                    order,
                    "complete",
                    rows.dateTime());
        }
    }

    private static void deleteOrder(LiveRows rows) throws SQLException {
        for (long order : rows.some("sales_flat_order", "entity_id")) {
            rows.execute("DELETE FROM {sales_flat_order} WHERE entity_id = ?", order);
        }
    }

    private void swapNumbers(LiveRows rows) throws SQLException {
        List<Long> orders = rows.ids(
                "SELECT entity_id FROM {sales_flat_order} WHERE increment_id IS NOT NULL"
                        + " ORDER BY entity_id LIMIT 2 OFFSET ?",
                rows.random().nextInt(40));
        if (orders.size() == 2) {
            String spare = "T" + numbers.incrementAndGet();
            long first = orders.get(0);
            long second = orders.get(1);
            rows.execute("SET @kept = (SELECT increment_id FROM {sales_flat_order} WHERE entity_id = ?)", first);
            rows.execute("SET @other = (SELECT increment_id FROM {sales_flat_order} WHERE entity_id = ?)", second);
            rows.execute("UPDATE {sales_flat_order} SET increment_id = ? WHERE entity_id = ?", spare, first);
            rows.execute("UPDATE {sales_flat_order} SET increment_id = @kept WHERE entity_id = ?", second);
            rows.execute("UPDATE {sales_flat_order} SET increment_id = @other WHERE entity_id = ?", first);
        }
    }

    private static void deleteQuote(LiveRows rows) throws SQLException {
        for (long quote : rows.some("sales_flat_quote", "entity_id")) {
            rows.execute("DELETE FROM {sales_flat_quote} WHERE entity_id = ?", quote);
        }
    }

    private static void quoteItem(LiveRows rows) throws SQLException {
        for (long item : rows.some("sales_flat_quote_item", "item_id")) {
            rows.execute(
                    "UPDATE {sales_flat_quote_item} SET qty = qty + 1, description = ? WHERE item_id = ?",
                    rows.random().nextBoolean() ? null : rows.phrase("utf8"),
                    item);
        }
    }
}
