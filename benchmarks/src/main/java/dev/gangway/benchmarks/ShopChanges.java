package dev.gangway.benchmarks;

import dev.gangway.core.schema.Schema;
import dev.gangway.core.schema.Table;
import dev.gangway.mysql.connect.Database;
import dev.gangway.mysql.connect.Identifiers;
import dev.gangway.mysql.schema.SchemaInspector;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/**
 * Changes rows of a shop as a running one does: transactions of one to nine statements over twenty tables, most of them an update
 * of one row by its key, some of several; comments of orders are also inserted and deleted. Each statement changes rows: none is left as it was.
 */
final class ShopChanges {
    private static final int KEYS = 5_000;
    private static final int MOST_STATEMENTS = 9;
    private static final String NAMES =
            "attribute_id IN (SELECT attribute_id FROM eav_attribute WHERE attribute_code IN ";
    private static final List<Edit> EDITS = List.of(
            new Edit("catalog_product_entity", "", "updated_at = updated_at + INTERVAL 1 SECOND"),
            new Edit("catalog_product_entity_decimal", "", "value = COALESCE(value, 0) + 0.01"),
            new Edit(
                    "catalog_product_entity_varchar",
                    NAMES + "('name', 'meta_title'))",
                    "value = CONCAT(LEFT(COALESCE(value, ''), 80), ' ', FLOOR(RAND() * 1000000000))"),
            new Edit(
                    "catalog_product_entity_text",
                    NAMES + "('description', 'short_description'))",
                    "value = CONCAT(LEFT(COALESCE(value, ''), 400), ' ', FLOOR(RAND() * 1000000000))"),
            new Edit("catalog_product_entity_int", NAMES + "('status'))", "value = IF(value = 1, 2, 1)"),
            new Edit("cataloginventory_stock_item", "", "qty = qty + 1"),
            new Edit("catalog_category_product", "", "position = position + 1"),
            new Edit("customer_entity", "", "updated_at = updated_at + INTERVAL 1 SECOND"),
            new Edit(
                    "customer_entity_varchar",
                    NAMES + "('firstname', 'lastname'))",
                    "value = CONCAT(LEFT(COALESCE(value, ''), 40), FLOOR(RAND() * 1000000000))"),
            new Edit("customer_address_entity", "", "updated_at = updated_at + INTERVAL 1 SECOND"),
            new Edit(
                    "customer_address_entity_varchar",
                    NAMES + "('city', 'telephone'))",
                    "value = CONCAT(LEFT(COALESCE(value, ''), 40), FLOOR(RAND() * 1000000000))"),
            new Edit("sales_flat_order", "", "total_paid = COALESCE(total_paid, 0) + 1"),
            new Edit("sales_flat_order_item", "", "qty_shipped = COALESCE(qty_shipped, 0) + 1"),
            new Edit("sales_flat_order_address", "", "telephone = FLOOR(1000000000 + RAND() * 8000000000)"),
            new Edit("sales_flat_order_payment", "", "amount_paid = COALESCE(amount_paid, 0) + 1"),
            new Edit("sales_flat_order_grid", "", "total_paid = COALESCE(total_paid, 0) + 1"),
            new Edit("sales_flat_quote", "", "grand_total = COALESCE(grand_total, 0) + 1"),
            new Edit("sales_flat_quote_item", "", "qty = COALESCE(qty, 0) + 1"),
            new Edit(
                    "newsletter_subscriber",
                    "",
                    "change_status_at = COALESCE(change_status_at, NOW()) + INTERVAL 1 SECOND"));
    private static final String COMMENTS = "sales_flat_order_status_history";

    /** How many tables are changed. */
    static final int TABLES = EDITS.size() + 1;

    private final Database database;
    private final Schema schema;
    private final Random random = new Random(20_262);
    private final List<Target> targets = new ArrayList<>();
    private final Deque<Long> comments = new ArrayDeque<>();
    private long written;

    ShopChanges(Database database) {
        this.database = database;
        this.schema = SchemaInspector.inspect(database);
    }

    /** What an update changes, and of which rows. */
    private record Edit(String table, String rows, String change) {}

    /** An update with the conditions that name a row each. */
    private record Target(String update, List<String> keys) {}

    /** Writes until {@code wanted} rows were changed; returns how many were. */
    long write(int wanted) throws SQLException {
        return write(wanted, Double.POSITIVE_INFINITY);
    }

    /** The same with about so many changes a second; later when the source is not that quick. */
    long write(int wanted, double perSecond) throws SQLException {
        try (Connection connection = database.open();
                var statement = connection.createStatement()) {
            prepare(statement);
            long lastComment = number(statement, "SELECT MAX(entity_id) FROM " + quoted(COMMENTS));
            long nextComment = lastComment + 1;
            connection.setAutoCommit(false);
            long start = System.nanoTime();
            while (written < wanted) {
                LockSupport.parkNanos(start + (long) (written * 1e9 / perSecond) - System.nanoTime());
                int statements = 1 + random.nextInt(MOST_STATEMENTS);
                for (int i = 0; i < statements; i++) {
                    if (random.nextInt(TABLES) == 0) {
                        comment(statement, lastComment, nextComment++);
                    } else {
                        update(statement);
                    }
                }
                statement.executeBatch();
                connection.commit();
            }
        }
        return written;
    }

    private void prepare(Statement statement) throws SQLException {
        for (Edit edit : EDITS) {
            targets.add(new Target(
                    "UPDATE " + quoted(edit.table()) + " SET " + edit.change() + " WHERE ", keys(statement, edit)));
        }
    }

    private void update(Statement statement) throws SQLException {
        Target target = targets.get(random.nextInt(targets.size()));
        int rows = random.nextInt(10) == 0 ? 2 + random.nextInt(4) : 1;
        int first = random.nextInt(Math.max(1, target.keys().size() - rows));
        List<String> keys = target.keys().subList(first, Math.min(target.keys().size(), first + rows));
        statement.addBatch(target.update() + String.join(" OR ", keys));
        written += keys.size();
    }

    /** Every third time one is taken away again. */
    private void comment(Statement statement, long last, long id) throws SQLException {
        Table table = schema.table(COMMENTS).orElseThrow();
        String names = Identifiers.list(table.columnNames());
        String values = table.columnNames().stream()
                .map(name -> name.equals("entity_id") ? String.valueOf(id) : Identifiers.quote(name))
                .collect(Collectors.joining(", "));
        statement.addBatch("INSERT INTO " + quoted(COMMENTS) + " (" + names + ") SELECT " + values + " FROM "
                + quoted(COMMENTS) + " WHERE entity_id = " + (1 + id % Math.min(last, 1_000)));
        comments.add(id);
        written++;
        if (id % 3 == 0) {
            statement.addBatch("DELETE FROM " + quoted(COMMENTS) + " WHERE entity_id = " + comments.remove());
            written++;
        }
    }

    private List<String> keys(Statement statement, Edit edit) throws SQLException {
        Table table = schema.table(edit.table()).orElseThrow();
        List<String> key = table.identity();
        String where = edit.rows().isEmpty() ? "" : " WHERE " + edit.rows();
        var keys = new ArrayList<String>();
        try (ResultSet rows = statement.executeQuery("SELECT " + Identifiers.list(key) + " FROM " + quoted(edit.table())
                + where + " ORDER BY " + Identifiers.list(key) + " LIMIT " + KEYS)) {
            while (rows.next()) {
                var conditions = new ArrayList<String>();
                for (int i = 0; i < key.size(); i++) {
                    conditions.add(Identifiers.quote(key.get(i)) + " = " + rows.getLong(i + 1));
                }
                keys.add("(" + String.join(" AND ", conditions) + ")");
            }
        }
        if (keys.isEmpty()) {
            throw new IllegalStateException("The sample shop has no rows to change in " + edit.table());
        }
        return keys;
    }

    private static long number(Statement statement, String sql) throws SQLException {
        try (ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    private String quoted(String table) {
        return Identifiers.quote(database.table(table));
    }
}
