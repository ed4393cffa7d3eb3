package dev.gangway.bulkloader.derive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gangway.bulkloader.StepFixture;
import dev.gangway.embedded.Servers;
import dev.gangway.mysql.state.LossStore;
import dev.gangway.testkit.shop.ShopSchema;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InventoryIT {
    private static final String ITEMS =
            "SELECT source_code, sku, quantity, status FROM ~inventory_source_item ORDER BY sku";

    private StepFixture shop;

    /** Two products, one of which has a second stock item in a website; a shipment; two websites. */
    @BeforeEach
    void create(@TempDir Path folder) {
        shop = StepFixture.on(Servers.mariadb(), folder)
                .prefixed("m1_", "m2_")
                .step("Inventory")
                .targetTables(
                        ShopSchema.commerce2(),
                        "inventory_source",
                        "inventory_source_item",
                        "inventory_stock_sales_channel",
                        "inventory_shipment_source",
                        "cataloginventory_stock_item",
                        "catalog_product_entity",
                        "store_website",
                        "sales_shipment")
                .target(
                        "INSERT INTO ~inventory_source (source_code, name, country_id, postcode) VALUES ('default', 'x', 'US', '0')",
                        "INSERT INTO ~catalog_product_entity (row_id, entity_id, sku) VALUES (5, 5, 'ring'), (6, 6, 'chain')",
                        "INSERT INTO ~cataloginventory_stock_item (item_id, product_id, stock_id, qty, is_in_stock, website_id) VALUES"
                                + " (1, 5, 1, 2.5, 1, 0), (2, 6, 1, 0, 0, 0)",
                        "INSERT INTO ~store_website (website_id, code) VALUES (0, 'admin'), (1, 'base'), (2, 'us')",
                        "INSERT INTO ~sales_shipment (entity_id, order_id) VALUES (31, 1)");
    }

    @AfterEach
    void drop() {
        shop.close();
    }

    @Test
    void makesSourceItemsOfStockItemsAndKeepsThoseOfOtherSkus() {
        shop.target("INSERT INTO ~inventory_source_item (source_code, sku, quantity, status) VALUES"
                        + " ('default', 'ring', 99, 0)")
                .run();

        assertThat(shop.rows(ITEMS)).containsExactly("default|chain|0.0000|0", "default|ring|2.5000|1");
        assertThat(shop.findings()).isEmpty();
    }

    @Test
    void leavesOutStockItemsOfAWebsite() {
        shop.target("UPDATE ~cataloginventory_stock_item SET website_id = 2 WHERE item_id = 2");

        assertThatThrownBy(shop::run)
                .hasMessageContaining(
                        "inventory_source_item: 2 rows expected from cataloginventory_stock_item, 1 found");
        assertThat(shop.rows(ITEMS)).containsExactly("default|ring|2.5000|1");
    }

    @Test
    void replacesSalesChannelsByTheWebsitesButTheAdministrators() {
        shop.target("INSERT INTO ~inventory_stock_sales_channel (type, code, stock_id) VALUES ('website', 'gone', 1)")
                .run();

        assertThat(shop.rows("SELECT type, code, stock_id FROM ~inventory_stock_sales_channel ORDER BY code"))
                .containsExactly("website|base|1", "website|us|1");
    }

    @Test
    void givesEveryShipmentTheFirstSource() {
        shop.target("INSERT INTO ~inventory_shipment_source (shipment_id, source_code) VALUES (31, 'other')")
                .run();

        assertThat(shop.rows("SELECT shipment_id, source_code FROM ~inventory_shipment_source"))
                .containsExactly("31|default");
    }

    @Test
    void findsStockItemsThatShareASkuAndTakesTheLast() {
        shop.target(
                "UPDATE ~catalog_product_entity SET sku = 'ring'",
                "INSERT INTO ~catalog_product_entity (row_id, entity_id, sku) VALUES (4, 4, 'ring')",
                "INSERT INTO ~cataloginventory_stock_item (item_id, product_id, stock_id, qty, is_in_stock, website_id) VALUES"
                        + " (3, 4, 1, 7.5, 1, 0)");

        assertThatThrownBy(shop::run)
                .hasMessageContaining(
                        "inventory_source_item: 3 rows expected from cataloginventory_stock_item, 1 found");
        assertThat(shop.rows(ITEMS)).describedAs("the last one made").containsExactly("default|ring|7.5000|1");
    }

    @Test
    void countsWhatTheTargetCutsOff() {
        shop.target(
                        "ALTER TABLE ~inventory_source_item MODIFY sku VARCHAR(4) NOT NULL",
                        "ALTER TABLE ~inventory_stock_sales_channel MODIFY code VARCHAR(3) NOT NULL")
                .run();

        assertThat(new LossStore(shop.state()).all())
                .containsExactly(
                        new LossStore.Entry("inventory_source_item", "sku", "TRUNCATED", 1),
                        new LossStore.Entry("inventory_stock_sales_channel", "code", "TRUNCATED", 1));
    }
}
