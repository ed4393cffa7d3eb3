package dev.gangway.mysql.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gangway.core.schema.Side;
import dev.gangway.embedded.DatabaseFlavor;
import dev.gangway.mysql.TestDatabases;
import dev.gangway.mysql.connect.Database;
import dev.gangway.mysql.inspect.SourceFootprint.Verdict;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("servers")
class SourceFootprintIT {
    private static final List<String> OTHER_TABLES = List.of("core_store", "core_website", "cms_page", "cms_block");

    @ParameterizedTest
    @MethodSource("dev.gangway.embedded.Servers#flavors")
    void knowsAShopThatIsUsed(DatabaseFlavor flavor) throws SQLException {
        Database shop = shop(flavor, "ann");
        Map<String, String> facts = new SourceFootprint(shop).facts();

        run(
                shop,
                "INSERT INTO customer_entity VALUES (9, 'new', '2021-01-01')",
                "UPDATE customer_entity SET email = 'changed' WHERE entity_id = 1",
                "DELETE FROM customer_entity WHERE entity_id = 6",
                "ALTER TABLE cms_page ADD COLUMN more INT",
                "CREATE TRIGGER t1 AFTER INSERT ON customer_entity FOR EACH ROW SET @a = 1",
                "CREATE TRIGGER t2 AFTER INSERT ON sales_flat_order FOR EACH ROW SET @a = 1",
                "CREATE TRIGGER t3 AFTER INSERT ON core_store FOR EACH ROW SET @a = 1",
                "CREATE TRIGGER t4 AFTER INSERT ON core_website FOR EACH ROW SET @a = 1");

        assertThat(new SourceFootprint(shop).compare(facts))
                .isEqualTo(new SourceFootprint.Comparison(Verdict.SAME, false, ""));
    }

    @ParameterizedTest
    @MethodSource("dev.gangway.embedded.Servers#flavors")
    void knowsAShopOnAnotherServer(DatabaseFlavor flavor) throws SQLException {
        Map<String, String> facts = new SourceFootprint(shop(flavor, "ann")).facts();
        DatabaseFlavor other =
                flavor == DatabaseFlavor.MARIADB_11_4 ? DatabaseFlavor.MYSQL_8_0 : DatabaseFlavor.MARIADB_11_4;

        assertThat(new SourceFootprint(shop(other, "ann")).compare(facts))
                .isEqualTo(new SourceFootprint.Comparison(Verdict.SAME, true, ""));
    }

    @ParameterizedTest
    @MethodSource("dev.gangway.embedded.Servers#flavors")
    void tellsOtherShopsAndCopies(DatabaseFlavor flavor) throws SQLException {
        Database shop = shop(flavor, "ann");
        var footprint = new SourceFootprint(shop);
        Map<String, String> facts = footprint.facts();

        assertThat(new SourceFootprint(shop(flavor, "bob")).compare(facts).verdict())
                .isEqualTo(Verdict.OTHER_SHOP);
        assertThat(new SourceFootprint(shop(flavor, "ann")).compare(facts).verdict())
                .isEqualTo(Verdict.OTHER_DATABASE);
        run(
                shop,
                "DELETE FROM customer_entity WHERE entity_id > 3",
                "DELETE FROM sales_flat_order WHERE entity_id > 3");
        assertThat(footprint.compare(facts).verdict()).isEqualTo(Verdict.EARLIER);
    }

    @ParameterizedTest
    @MethodSource("dev.gangway.embedded.Servers#flavors")
    void tellsAShopThatWasImportedAgain(DatabaseFlavor flavor) throws Exception {
        Database shop = shop(flavor, "ann");
        Map<String, String> facts = new SourceFootprint(shop).facts();
        // Servers keep the time of creation in whole seconds.
        await().until(() -> facts.values().stream().noneMatch(time(shop)::equals));

        fill(shop, "ann");

        assertThat(new SourceFootprint(shop).compare(facts))
                .isEqualTo(new SourceFootprint.Comparison(
                        Verdict.RECREATED, false, "6 of its 6 tables were created anew since"));
    }

    private static String time(Database shop) throws SQLException {
        try (Connection connection = shop.open();
                var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT DATE_FORMAT(NOW(), '%Y-%m-%d %H:%i:%s')")) {
            row.next();
            return row.getString(1);
        }
    }

    private static Database shop(DatabaseFlavor flavor, String owner) throws SQLException {
        Database shop = TestDatabases.fresh(flavor, Side.SOURCE);
        fill(shop, owner);
        return shop;
    }

    private static void fill(Database shop, String owner) throws SQLException {
        for (String table : OTHER_TABLES) {
            run(shop, "DROP TABLE IF EXISTS " + table, "CREATE TABLE " + table + " (id INT PRIMARY KEY)");
        }
        run(
                shop,
                "DROP TABLE IF EXISTS customer_entity, sales_flat_order",
                "CREATE TABLE customer_entity (entity_id INT PRIMARY KEY, email VARCHAR(99), created_at DATETIME)",
                "CREATE TABLE sales_flat_order (entity_id INT PRIMARY KEY, increment_id VARCHAR(50), created_at DATETIME)");
        for (int id = 1; id <= 6; id++) {
            run(
                    shop,
                    "INSERT INTO customer_entity VALUES (%d, '%s%d', '2020-01-01')".formatted(id, owner, id),
                    "INSERT INTO sales_flat_order VALUES (%d, '%s%d', '2020-01-01')".formatted(id, owner, id));
        }
    }

    private static void run(Database database, String... statements) throws SQLException {
        try (Connection connection = database.open();
                var statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
