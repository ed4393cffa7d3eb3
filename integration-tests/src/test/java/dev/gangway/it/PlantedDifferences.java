package dev.gangway.it;

import dev.gangway.embedded.DatabaseServer;
import java.util.ArrayList;
import java.util.List;

/** Changes rows of a migrated shop in the target behind the migration's back, in tables of every kind. One thread. */
final class PlantedDifferences {
    private final DatabaseServer server;
    private final String database;
    private final List<String> expected = new ArrayList<>();

    PlantedDifferences(DatabaseServer server, String database) {
        this.server = server;
        this.database = database;
    }

    /** Forty rows; returns what a comparison must tell of them. */
    List<String> plant() {
        inMappedTables();
        besideAMappedTable();
        inTablesThatDerivationsRead();
        inDerivedTables();
        return expected;
    }

    /** What a comparison must tell so far. */
    List<String> expected() {
        return List.copyOf(expected);
    }

    private void inMappedTables() {
        change("customer_entity", "entity_id", 3, "email", "'planted@example.com'");
        change("customer_entity", "entity_id", 4, "group_id", "group_id + 1");
        change("catalog_product_entity", "entity_id", 5, "type_id", "'planted'");
        change("cms_page", "page_id", 2, "title", "'planted'");
        change("cms_block", "block_id", 2, "content", "'planted'");
        change("sales_order_item", "item_id", 7, "qty_ordered", "qty_ordered + 1");
        change("sales_order_item", "item_id", 8, "name", "CONCAT(name, ' ')");
        change("quote", "entity_id", 4, "items_count", "items_count + 1");
        change("catalog_category_entity", "entity_id", 4, "position", "position + 1");
        change("newsletter_subscriber", "subscriber_id", 2, "subscriber_status", "9");
        change("review_detail", "detail_id", 2, "nickname", "'planted'");
        change("sales_order_status_history", "entity_id", 2, "comment", "'planted'");
        remove("sales_order_item", "item_id", 9);
        remove("sales_order_item", "item_id", 10);
        remove("quote_item", "item_id", 3);
        remove("quote_item", "item_id", 4);
        remove("catalog_category_entity_varchar", "value_id", 11);
        remove("review_detail", "detail_id", 3);
        remove("newsletter_subscriber", "subscriber_id", 4);
        remove("sales_order_status_history", "entity_id", 3);
        copy("sales_order_status_history", "entity_id", 4, 900_001);
        copy("quote_item", "item_id", 5, 900_002);
        copy("review_detail", "detail_id", 4, 900_003);
        copy("cms_block", "block_id", 3, 30_004);
        copy("quote_item", "item_id", 6, 900_005);
    }

    private void besideAMappedTable() {
        server.executeIn(
                database,
                "SET SESSION foreign_key_checks = 0",
                "DELETE FROM catalog_product_entity_media_gallery_value_to_entity WHERE value_id = 1",
                "INSERT INTO catalog_product_entity_media_gallery_value_to_entity (value_id, entity_id) VALUES (2, 987654)");
        expected.add("missing catalog_product_entity_media_gallery_value_to_entity value_id=1,entity_id="
                + text("SELECT entity_id FROM `" + database
                        + "`.catalog_product_entity_media_gallery_value WHERE value_id = 1"
                        + " ORDER BY record_id LIMIT 1"));
        expected.add("extra catalog_product_entity_media_gallery_value_to_entity value_id=2,entity_id=987654");
    }

    /** Only the row itself is wrong, what is derived of it is right. */
    private void inTablesThatDerivationsRead() {
        change("sales_order", "entity_id", 3, "status", "'planted'");
        change("sales_order_address", "entity_id", 5, "firstname", "'planted'");
        change("cms_page", "page_id", 3, "meta_keywords", "'planted'");
    }

    private void inDerivedTables() {
        change("sales_order_grid", "entity_id", 4, "billing_name", "'planted'");
        change("sales_order_grid", "entity_id", 5, "status", "'planted'");
        remove("sales_invoice_grid", "entity_id", 3);
        copy("sales_order_grid", "entity_id", 6, 900_006);
        change("customer_entity", "entity_id", 5, "firstname", "'planted'");
        change("inventory_source_item", List.of("source_code", "sku"), 3, "quantity", "quantity + 1");
        change(
                "catalog_product_entity_tier_price",
                List.of("entity_id", "all_groups", "customer_group_id", "qty", "website_id"),
                2,
                "value",
                "value + 1");
        String changed = value(weight(0));
        String removed = value(weight(1));
        server.executeIn(
                database,
                "UPDATE catalog_product_entity_decimal SET value = value + 1 WHERE " + changed.replace(",", " AND "),
                "DELETE FROM catalog_product_entity_decimal WHERE " + removed.replace(",", " AND "));
        expected.add("changed catalog_product_entity_decimal " + changed + " [value]");
        expected.add("missing catalog_product_entity_decimal " + removed);
        change("url_rewrite", "url_rewrite_id", 12, "target_path", "'planted'");
    }

    void change(String table, String key, long id, String column, String value) {
        server.executeIn(
                database,
                "UPDATE " + table + " SET " + column + " = " + value + keptTimes(table) + " WHERE " + key + " = " + id);
        expected.add("changed " + table + " " + key + "=" + id + " [" + column + "]");
    }

    /** The row at a place in the order of its key. */
    void change(String table, List<String> key, int place, String column, String value) {
        String list = String.join(", ", key);
        var row = server.query("SELECT " + list + " FROM `" + database + "`." + table + " ORDER BY " + list + " LIMIT "
                        + place + ", 1")
                .get(0);
        var parts = new ArrayList<String>();
        var conditions = new ArrayList<String>();
        for (int i = 0; i < key.size(); i++) {
            parts.add(key.get(i) + "=" + row.get(i));
            conditions.add(key.get(i) + " = '" + row.get(i) + "'");
        }
        server.executeIn(
                database,
                "UPDATE " + table + " SET " + column + " = " + value + keptTimes(table) + " WHERE "
                        + String.join(" AND ", conditions));
        expected.add("changed " + table + " " + String.join(",", parts) + " [" + column + "]");
    }

    /** Columns that take the time of the update would differ too. */
    private String keptTimes(String table) {
        var kept = new StringBuilder();
        server.query("SELECT COLUMN_NAME FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = '" + database
                        + "' AND TABLE_NAME = '" + table + "' AND EXTRA LIKE '%on update%'")
                .forEach(column ->
                        kept.append(", ").append(column.get(0)).append(" = ").append(column.get(0)));
        return kept.toString();
    }

    void remove(String table, String key, long id) {
        server.executeIn(
                database, "SET SESSION foreign_key_checks = 0", "DELETE FROM " + table + " WHERE " + key + " = " + id);
        expected.add("missing " + table + " " + key + "=" + id);
    }

    /** Adds a row that is like another one. */
    void copy(String table, String key, long id, long newId) {
        server.executeIn(
                database,
                "SET SESSION foreign_key_checks = 0",
                "CREATE TEMPORARY TABLE planted SELECT * FROM " + table + " WHERE " + key + " = " + id,
                "UPDATE planted SET " + key + " = " + newId,
                table.equals("sales_order_grid") ? "UPDATE planted SET increment_id = 'planted'" : "SELECT 1",
                "INSERT INTO " + table + " SELECT * FROM planted",
                "DROP TEMPORARY TABLE planted");
        expected.add("extra " + table + " " + key + "=" + newId);
    }

    /** What a derived value is told by: its number is the server's own. */
    private String value(long id) {
        return text(
                "SELECT CONCAT('entity_id=', entity_id, ',attribute_id=', attribute_id, ',store_id=', store_id) FROM `"
                        + database + "`.catalog_product_entity_decimal WHERE value_id = " + id);
    }

    /** A value of an attribute that no price is derived from. */
    private long weight(int place) {
        return Long.parseLong(text("SELECT d.value_id FROM `" + database + "`.catalog_product_entity_decimal d JOIN `"
                + database + "`.eav_attribute a ON a.attribute_id = d.attribute_id JOIN `" + database
                + "`.eav_entity_attribute e ON e.attribute_id = a.attribute_id JOIN `" + database
                + "`.catalog_product_entity p ON p.entity_id = d.entity_id AND p.attribute_set_id = e.attribute_set_id"
                + " WHERE a.attribute_code = 'weight' AND NOT EXISTS (SELECT 1 FROM `" + database
                + "`.catalog_product_super_link l WHERE l.product_id = d.entity_id) ORDER BY d.value_id LIMIT " + place
                + ", 1"));
    }

    private String text(String query) {
        return String.valueOf(server.query(query).get(0).get(0));
    }
}
