package dev.gangway.demo;

import dev.gangway.embedded.DatabaseServer;
import java.util.ArrayList;
import java.util.List;

/** Changes one row in each of ten tables of the target behind the migration's back, and knows what a comparison must say of it. */
final class PlantedRows {
    private final DatabaseServer server;
    private final String database;
    private final List<String> expected = new ArrayList<>();

    PlantedRows(DatabaseServer server, String database) {
        this.server = server;
        this.database = database;
    }

    /** Plants them; returns class, table, key and columns of each. */
    List<String> plant() {
        change("sales_order", "entity_id", "shipping_description", "'planted'");
        remove("sales_order_item", "item_id");
        add("quote_item", "item_id");
        change("customer_entity", "entity_id", "email", "'planted@example.com'");
        change("sales_invoice", "entity_id", "grand_total", "COALESCE(grand_total, 0) + 1");
        changePrice();
        change("cms_page", "page_id", "title", "'planted'");
        remove("sales_order_status_history", "entity_id");
        add("sales_order_payment", "entity_id");
        change("sales_order_address", "entity_id", "city", "'planted'");
        return List.copyOf(expected);
    }

    private void change(String table, String key, String column, String value) {
        String id = row(table, key, 2);
        execute("UPDATE " + table + " SET " + column + " = " + value + keptTimes(table) + " WHERE " + key + " = " + id);
        expected.add("changed " + table + " " + key + "=" + id + " [" + column + "]");
    }

    private void remove(String table, String key) {
        String id = row(table, key, 4);
        execute("DELETE FROM " + table + " WHERE " + key + " = " + id);
        expected.add("missing " + table + " " + key + "=" + id);
    }

    private void add(String table, String key) {
        execute(
                "CREATE TEMPORARY TABLE planted SELECT * FROM " + table + " WHERE " + key + " = " + row(table, key, 3),
                "UPDATE planted SET " + key + " = 900001",
                "INSERT INTO " + table + " SELECT * FROM planted",
                "DROP TEMPORARY TABLE planted");
        expected.add("extra " + table + " " + key + "=900001");
    }

    private void changePrice() {
        String table = "catalog_product_entity_tier_price";
        List<String> key = List.of("entity_id", "all_groups", "customer_group_id", "qty", "website_id");
        String columns = String.join(", ", key);
        var row = server.query("SELECT " + columns + " FROM " + database + "." + table + " ORDER BY " + columns
                        + " LIMIT 1, 1")
                .get(0);
        var parts = new ArrayList<String>();
        for (int i = 0; i < key.size(); i++) {
            parts.add(key.get(i) + "=" + row.get(i));
        }
        execute("UPDATE " + table + " SET value = value + 1 WHERE " + String.join(" AND ", parts));
        expected.add("changed " + table + " " + String.join(",", parts) + " [value]");
    }

    private String row(String table, String key, int place) {
        return String.valueOf(server.query("SELECT " + key + " FROM " + database + "." + table + " ORDER BY " + key
                        + " LIMIT " + place + ", 1")
                .get(0)
                .get(0));
    }

    /** Or the time of the update would differ too. */
    private String keptTimes(String table) {
        var kept = new StringBuilder();
        server.query("SELECT COLUMN_NAME FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = '" + database
                        + "' AND TABLE_NAME = '" + table + "' AND EXTRA LIKE '%on update%'")
                .forEach(column ->
                        kept.append(", ").append(column.get(0)).append(" = ").append(column.get(0)));
        return kept.toString();
    }

    private void execute(String... statements) {
        var all = new ArrayList<>(List.of("SET SESSION foreign_key_checks = 0"));
        all.addAll(List.of(statements));
        server.executeIn(database, all.toArray(String[]::new));
    }
}
