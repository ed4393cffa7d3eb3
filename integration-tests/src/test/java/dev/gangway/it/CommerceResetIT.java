package dev.gangway.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.core.config.Mode;
import dev.gangway.embedded.DatabaseServer;
import dev.gangway.embedded.Servers;
import dev.gangway.mysql.state.ResetScope;
import java.sql.Connection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A reset of every step of the commerce pack gives back a target that was in use: rows, structure, next ids, triggers. */
class CommerceResetIT {
    private static final String BOUGHT = "magento_customercustomattributes_sales_flat_order";

    private final DatabaseServer server = Servers.mariadb();
    private final CommerceMigration shop = CommerceMigration.of(server, "reset_m1", "reset_m2");

    @BeforeEach
    void create() {
        shop.createSource().createTarget();
        server.executeIn(
                shop.source(),
                "ALTER TABLE enterprise_customer_sales_flat_order ADD customer_motto VARCHAR(90) NULL DEFAULT 'x'");
        server.executeIn(
                shop.target(),
                "SET SESSION foreign_key_checks = 0, sql_mode = 'NO_AUTO_VALUE_ON_ZERO'",
                "ALTER TABLE " + BOUGHT + " ADD customer_motto VARCHAR(9) NOT NULL, ADD only_here INT DEFAULT 5",
                "INSERT INTO " + BOUGHT + " (entity_id, customer_motto) VALUES (991, 'short')",
                "INSERT INTO magento_customercustomattributes_sales_flat_quote (entity_id) VALUES (992)",
                "INSERT INTO sales_order (entity_id, increment_id) VALUES (993, 'made here')",
                "INSERT INTO sales_order_grid (entity_id, increment_id) VALUES (993, 'made here')",
                "INSERT INTO sales_invoice_grid (entity_id, increment_id) VALUES (994, 'made here')",
                "INSERT INTO magento_sales_order_grid_archive (entity_id, increment_id) VALUES (995, 'made here')",
                "INSERT INTO eav_entity_int (value_id, attribute_id, entity_id, value) VALUES (50, 902, 993, 4), (51, 77, 993, 4)",
                "INSERT INTO visual_merchandiser_rule (rule_id, category_id, store_id) VALUES (9, 99, 0)",
                "INSERT INTO catalog_category_entity_varchar (value_id, attribute_id, store_id, row_id, value)"
                        + " VALUES (70, 904, 0, 3, '1'), (71, 43, 0, 3, 'old-key')",
                "INSERT INTO catalog_product_entity_varchar (value_id, attribute_id, store_id, row_id, value)"
                        + " VALUES (80, 97, 0, 1, 'old-key')",
                "INSERT INTO url_rewrite (url_rewrite_id, request_path, store_id) VALUES (60, 'made-here', 1)",
                "INSERT INTO catalog_url_rewrite_product_category (url_rewrite_id, category_id, product_id) VALUES (60, 1, 1)",
                "INSERT INTO inventory_source_item (source_item_id, source_code, sku) VALUES (5, 'default', 'made here')",
                "INSERT INTO inventory_stock_sales_channel (type, code, stock_id) VALUES ('website', 'made_here', 1)",
                "CREATE TABLE sequence_order_1 (sequence_value int unsigned NOT NULL AUTO_INCREMENT, PRIMARY KEY (sequence_value))",
                "INSERT INTO sequence_order_1 VALUES (4711)",
                "CREATE TRIGGER trg_orders AFTER INSERT ON sales_order FOR EACH ROW SET @inserted = NEW.entity_id");
    }

    @AfterEach
    void drop() {
        shop.dropTarget();
        shop.dropSource();
    }

    @Test
    void bringsBackTheTargetOfEveryStep() throws Exception {
        try (Snapshot fresh = Snapshot.of(server, shop.target(), "fresh")) {
            // Given
            shop.run(Mode.SETTINGS);
            try (Snapshot settled = Snapshot.of(server, shop.target(), "settled")) {
                shop.run(Mode.DATA);
                try (Snapshot loaded = Snapshot.of(server, shop.target(), "loaded")) {
                    assertThat(settled.differences()).hasSizeGreaterThan(60);
                    use();

                    // When
                    shop.reset(ResetScope.DATA);
                    var afterDataReset = settled.differences();
                    shop.run(Mode.DATA);
                    var afterSecondLoad = loaded.differences(CommerceMigration.SAME_ROWS);
                    use();
                    shop.reset(ResetScope.ALL);

                    // Then
                    assertThat(afterDataReset).isEmpty();
                    assertThat(afterSecondLoad).isEmpty();
                    assertThat(fresh.differences()).isEmpty();
                }
            }
        }
    }

    /** What a shop that is tried out does to the tables that were loaded. */
    private void use() throws Exception {
        try (Connection connection = server.connect(shop.target());
                var statement = connection.createStatement()) {
            statement.execute("SET SESSION foreign_key_checks = 0");
            statement.execute("ALTER TABLE " + BOUGHT + " DROP COLUMN only_here, ADD added_here INT");
            statement.execute("DELETE FROM sales_order WHERE entity_id % 3 = 0");
            statement.execute("DELETE FROM url_rewrite WHERE url_rewrite_id % 2 = 0");
            statement.execute("UPDATE eav_entity_int SET value = value + 1");
            statement.execute("INSERT INTO sequence_order_1 VALUES (4000000)");
            statement.execute("TRUNCATE TABLE visual_merchandiser_rule");
            statement.execute("UPDATE inventory_source_item SET quantity = 77");
            statement.execute("DELETE FROM magento_sales_order_grid_archive");
            statement.execute("UPDATE catalog_category_entity_varchar SET value = 'x'");
        }
    }
}
