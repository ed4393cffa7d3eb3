package dev.gangway.testkit.anytable;

import dev.gangway.core.schema.Table;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Keeps promises that only whole transactions keep. An order's {@code total_qty_ordered} is the sum of its items'
 * {@code qty_ordered}: random edits give both columns 0 and leave items with another value alone. Orders and their documents name
 * addresses of the same order, as Magento's do: random edits name none. One thread.
 */
final class Orders {
    private static final String ORDER = "sales_flat_order";
    private static final String ITEM = "sales_flat_order_item";
    private static final String ADDRESS = "sales_flat_order_address";

    /** More of an item leaves no room for their sum. */
    private static final int MOST = 1_000_000;

    private final SourceFacts facts;
    private final Sql sql;
    private final Random random;
    private final RowMaker rows;

    Orders(SourceFacts facts, Sql sql, Random random, RowMaker rows) {
        this.facts = facts;
        this.sql = sql;
        this.random = random;
        this.rows = rows;
    }

    /** Adds, changes or removes counted items of some orders, in the transaction in work. */
    void edit() throws SQLException {
        Table item = facts.table(ITEM);
        for (Map<String, @Nullable Object> order :
                sql.rows("SELECT entity_id FROM " + ORDER + " o WHERE NOT EXISTS (SELECT 1 FROM " + ITEM
                        + " i WHERE i.order_id = o.entity_id AND i.qty_ordered > " + MOST
                        + ") ORDER BY entity_id DESC LIMIT 3")) {
            Object id = order.get("entity_id");
            if (id != null) {
                BigDecimal quantity = BigDecimal.valueOf(1 + random.nextInt(9));
                rows.insert(item, Map.of("order_id", id, "qty_ordered", quantity));
                changeOne(id);
                nameAddresses(id);
                sql.run("UPDATE " + ORDER + " SET total_qty_ordered = (SELECT COALESCE(SUM(qty_ordered), 0) FROM "
                        + ITEM + " WHERE order_id = " + id + ") WHERE entity_id = " + id);
            }
        }
    }

    private void nameAddresses(Object order) throws SQLException {
        rows.insert(facts.table(ADDRESS), Map.of("parent_id", order));
        for (String own :
                List.of(ORDER + " SET %s WHERE entity_id = ", "sales_flat_invoice SET %s WHERE order_id = ")) {
            String ends = List.of("MIN", "MAX").get(random.nextInt(2));
            String address = "(SELECT " + ends + "(entity_id) FROM " + ADDRESS + " WHERE parent_id = " + order + ")";
            sql.run("UPDATE "
                    + own.formatted("billing_address_id = " + address + ", shipping_address_id = " + address)
                    + order);
        }
    }

    private void changeOne(Object order) throws SQLException {
        List<Map<String, @Nullable Object>> items = sql.rows("SELECT item_id FROM " + ITEM + " WHERE order_id = "
                + order + " AND qty_ordered > 0 ORDER BY item_id LIMIT 1");
        if (items.isEmpty()) {
            return;
        }
        String one = ITEM + " WHERE item_id = " + items.get(0).get("item_id");
        if (random.nextBoolean()) {
            sql.run("DELETE FROM " + one);
        } else {
            sql.run("UPDATE " + ITEM + " SET qty_ordered = qty_ordered + 1 WHERE item_id = "
                    + items.get(0).get("item_id"));
        }
    }
}
