package dev.gangway.testkit.workload;

import dev.gangway.testkit.shop.Attributes;
import dev.gangway.testkit.shop.LiveRows;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Products and categories: edited, added, deleted, given another key. */
final class CatalogActions {
    private static final int PRODUCT = 4;
    private static final int CATEGORY = 3;
    /** Counts down from here: servers that go on above the highest key they saw never meet it. */
    private static final long NEW_KEYS = 1_000_000_000;

    private static final AtomicLong KEYS_TAKEN = new AtomicLong();

    private CatalogActions() {}

    static List<Action.Weighted> all() {
        return List.of(
                new Action.Weighted("product edited", 14, CatalogActions::edit),
                new Action.Weighted("product values swapped", 3, CatalogActions::swapStores),
                new Action.Weighted("stock changed", 8, CatalogActions::stock),
                new Action.Weighted("stock replaced", 4, CatalogActions::replaceStock),
                new Action.Weighted("product added", 4, CatalogActions::add),
                new Action.Weighted("product deleted", 2, CatalogActions::delete),
                new Action.Weighted("product key changed", 1, CatalogActions::changeKey),
                new Action.Weighted("category deleted", 1, CatalogActions::deleteCategory),
                new Action.Weighted("category edited", 3, CatalogActions::editCategory));
    }

    private static void edit(LiveRows rows) throws SQLException {
        for (long product : rows.some("catalog_product_entity", "entity_id")) {
            value(rows, product, "name", "varchar", rows.phrase("utf8"));
            value(rows, product, "url_key", "varchar", "edited-" + product + ".html");
            value(rows, product, "price", "decimal", rows.random().nextInt(1000) + ".9900");
            value(
                    rows,
                    product,
                    "special_from_date",
                    "datetime",
                    rows.random().nextInt(4) == 0 ? "0000-00-00 00:00:00" : rows.dateTime());
            value(rows, product, "description", "text", rows.random().nextInt(4) == 0 ? null : rows.phrase("utf8"));
            rows.execute(
                    "UPDATE {catalog_product_entity} SET updated_at = ? WHERE entity_id = ?", rows.dateTime(), product);
        }
    }

    /** Inserts or updates, as Magento's resource models do. */
    private static void value(LiveRows rows, long product, String code, String backend, @Nullable Object value)
            throws SQLException {
        Attributes.Attribute attribute = rows.attributes().of(PRODUCT, code);
        int store = attribute.perStore() ? rows.random().nextInt(4) : 0;
        rows.execute(
                "INSERT INTO {catalog_product_entity_" + backend
                        + "} (entity_type_id, attribute_id, store_id, entity_id, value)"
                        + " VALUES (?, ?, ?, ?, ?) ON DUPLICATE KEY UPDATE value = VALUES(value)",
                PRODUCT,
                attribute.id(),
                store,
                product,
                value);
    }

    /** Two rows exchange a part of their unique key within one transaction. */
    private static void swapStores(LiveRows rows) throws SQLException {
        int name = rows.attributes().of(PRODUCT, "name").id();
        for (long product : rows.some("catalog_product_entity", "entity_id")) {
            String move =
                    "UPDATE {catalog_product_entity_varchar} SET store_id = ? WHERE entity_id = ? AND attribute_id = ?"
                            + " AND store_id = ?";
            rows.execute(
                    "DELETE FROM {catalog_product_entity_varchar} WHERE entity_id = ? AND attribute_id = ? AND store_id = 3",
                    product,
                    name);
            rows.execute(move, 3, product, name, 0);
            rows.execute(move, 0, product, name, 1);
            rows.execute(move, 1, product, name, 3);
        }
    }

    private static void stock(LiveRows rows) throws SQLException {
        for (long product : rows.some("catalog_product_entity", "entity_id")) {
            rows.execute(
                    "UPDATE {cataloginventory_stock_item} SET qty = qty + 1.2500, is_in_stock = 1, low_stock_date = ?"
                            + " WHERE product_id BETWEEN ? AND ?",
                    rows.dateTime(),
                    product,
                    product + 15);
        }
    }

    private static void replaceStock(LiveRows rows) throws SQLException {
        for (long product : rows.some("catalog_product_entity", "entity_id")) {
            rows.replace("cataloginventory_stock_item", "product_id stock_id qty", product, 1, "99999999.9999");
        }
    }

    private static void add(LiveRows rows) throws SQLException {
        long product = rows.insert(
                "catalog_product_entity",
                "entity_type_id attribute_set_id type_id sku",
                PRODUCT,
                PRODUCT,
                "simple",
                rows.phrase("utf8"));
        value(rows, product, "name", "varchar", rows.phrase("utf8"));
        value(rows, product, "status", "int", 1);
        rows.insert("cataloginventory_stock_item", "product_id stock_id", product, 1);
        rows.insert("catalog_product_website", "product_id website_id", product, 1);
        rows.insert("catalog_category_product", "category_id product_id", 2, product);
        int gallery = rows.attributes().of(PRODUCT, "media_gallery").id();
        long image = rows.insert(
                "catalog_product_entity_media_gallery",
                "attribute_id entity_id value",
                gallery,
                product,
                "/n/e/new-" + product + ".jpg");
        rows.insert("catalog_product_entity_media_gallery_value", "value_id store_id", image, 0);
    }

    private static void delete(LiveRows rows) throws SQLException {
        for (long product : rows.some("catalog_product_entity", "entity_id")) {
            rows.execute("DELETE FROM {catalog_product_entity} WHERE entity_id = ?", product);
        }
    }

    /** The key of a simple product changes and everything that points to it follows. */
    private static void changeKey(LiveRows rows) throws SQLException {
        for (long product : rows.some("catalog_product_entity", "entity_id")) {
            long free = NEW_KEYS - KEYS_TAKEN.incrementAndGet();
            rows.execute(
                    "UPDATE {catalog_product_entity} SET entity_id = ? WHERE entity_id = ? AND type_id = 'simple'",
                    free,
                    product);
        }
    }

    private static void deleteCategory(LiveRows rows) throws SQLException {
        List<Long> leaves = rows.ids(
                "SELECT entity_id FROM {catalog_category_entity} WHERE entity_id > 30 LIMIT 1 OFFSET ?",
                rows.random().nextInt(20));
        for (long category : leaves) {
            rows.execute("DELETE FROM {catalog_category_entity} WHERE entity_id = ?", category);
        }
    }

    private static void editCategory(LiveRows rows) throws SQLException {
        int name = rows.attributes().of(CATEGORY, "name").id();
        for (long category : rows.some("catalog_category_entity", "entity_id")) {
            rows.execute(
                    "UPDATE {catalog_category_entity_varchar} SET value = ? WHERE entity_id = ? AND attribute_id = ?",
                    rows.phrase("utf8"),
                    category,
                    name);
            rows.execute(
                    "UPDATE {catalog_category_product} SET position = position + 1 WHERE category_id = ? LIMIT 20",
                    category);
        }
    }
}
