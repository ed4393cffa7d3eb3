package dev.gangway.bulkloader.derive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.bulkloader.DerivationContract;
import dev.gangway.bulkloader.StepFixture;
import dev.gangway.embedded.Servers;
import dev.gangway.mysql.state.KeptTables;
import dev.gangway.testkit.shop.ShopSchema;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** OrderGrids, SalesIncrement and Inventory: rows that follow from others. */
class DerivedRowsIT {
    private StepFixture shop;

    @BeforeEach
    void create(@TempDir Path folder) {
        shop = StepFixture.on(Servers.mariadb(), folder).prefixed("m1_", "m2_");
    }

    @AfterEach
    void drop() {
        shop.close();
    }

    private StepFixture grids() {
        shop.step("OrderGrids");
        for (String document : new String[] {"order", "invoice", "shipment", "creditmemo"}) {
            shop.sourceTables(ShopSchema.magento1(), "sales_flat_" + document + "_grid")
                    .targetTables(ShopSchema.magento2(), "sales_" + document, "sales_" + document + "_grid");
        }
        return shop.targetTables(ShopSchema.magento2(), "sales_order_address", "sales_order_payment")
                .source(
                        "INSERT INTO ~sales_flat_order_grid (entity_id) VALUES (1)",
                        "INSERT INTO ~sales_flat_shipment_grid (entity_id, order_id) VALUES (31, 1)")
                .target(
                        "INSERT INTO ~sales_order (entity_id, store_id, increment_id, status, customer_firstname, customer_lastname, customer_email,"
                                + " customer_group_id, base_subtotal, base_shipping_amount, base_grand_total, shipping_description, billing_address_id, shipping_address_id) VALUES"
                                + " (1, 1, '1001', 'complete', 'Ada', NULL, 'a@x', 2, 10, 3, 13, 'By car', 21, 22), (2, 1, '1002', 'new', NULL, NULL, NULL, 0, 5, 1, 6, NULL, 23, NULL)",
                        "INSERT INTO ~sales_order_address (entity_id, firstname, lastname, street, city, region, postcode) VALUES"
                                + " (21, 'Bill', 'Ing', 'x', 'y', 'z', '1'), (22, 'Ship', 'Ping', 'Main 1\\nleft', 'Rome', NULL, '00100'), (23, NULL, NULL, NULL, NULL, NULL, NULL)",
                        "INSERT INTO ~sales_order_payment (entity_id, parent_id, method) VALUES (51, 1, 'checkmo'), (52, 1, 'other')",
                        "INSERT INTO ~sales_invoice (entity_id, order_id, store_id, increment_id, state, grand_total, base_grand_total, shipping_address_id, billing_address_id) VALUES (11, 1, 1, 'i11', 2, 9, 8, 22, 21)",
                        "INSERT INTO ~sales_shipment (entity_id, order_id, store_id, increment_id, total_qty, shipping_address_id, billing_address_id) VALUES (31, 1, 1, 's31', 4, 22, 21)",
                        "INSERT INTO ~sales_creditmemo (entity_id, order_id, store_id, increment_id, state, subtotal, shipping_amount, adjustment_positive, adjustment_negative, base_grand_total)"
                                + " VALUES (41, 1, 1, 'c41', 2, 7, 1.5, 0.5, 0.25, 8)");
    }

    @Test
    void orderGridShowsNamesAddressesAndTheFirstPayment() {
        grids().run();

        assertThat(shop.rows(
                        "SELECT entity_id, status, customer_name, billing_name, shipping_name, billing_address, shipping_address,"
                                + " shipping_information, customer_email, customer_group, subtotal, shipping_and_handling, payment_method"
                                + " FROM ~sales_order_grid ORDER BY 1"))
                .containsExactly(
                        "1|complete|Ada|Bill Ing|Ship Ping|x, y, z, 1|Main 1\nleft, Rome, , 00100|By car|a@x|2|10.0000|3.0000|checkmo",
                        "2|new||||, , ,|, , ,|-|-|0|5.0000|1.0000|-");
    }

    @Test
    void documentsOfAnOrderShowItsNumbersToo() {
        grids().run();

        assertThat(
                        shop.rows(
                                "SELECT entity_id, order_increment_id, state, grand_total, subtotal, shipping_and_handling, customer_group_id FROM ~sales_invoice_grid"))
                .containsExactly("11|1001|2|9.0000|10.0000|3.0000|2");
        assertThat(
                        shop.rows(
                                "SELECT entity_id, order_increment_id, order_status, total_qty, customer_group_id FROM ~sales_shipment_grid"))
                .containsExactly("31|1001|complete|4.0000|2");
        assertThat(
                        shop.rows(
                                "SELECT entity_id, order_increment_id, order_status, subtotal, shipping_and_handling, adjustment_positive, adjustment_negative, order_base_grand_total FROM ~sales_creditmemo_grid"))
                .containsExactly("41|1001|complete|7.0000|1.5000|0.5000|0.2500|13.0000");
        assertThat(shop.findings()).isEmpty();
    }

    @Test
    void strictGridsListWhatTheOldOnesList() {
        grids().strict().run();

        assertThat(shop.rows("SELECT entity_id FROM ~sales_order_grid")).containsExactly("1");
        assertThat(shop.rows("SELECT entity_id FROM ~sales_shipment_grid")).containsExactly("31");
        assertThat(shop.rows("SELECT COUNT(*) FROM ~sales_invoice_grid")).containsExactly("0");
    }

    @Test
    void countersBecomeSequences() {
        shop.step("SalesIncrement")
                .sourceTables(ShopSchema.magento1(), "core_store", "eav_entity_store")
                .targetTables(ShopSchema.magento2(), "eav_entity_type", "sales_sequence_meta", "sales_sequence_profile")
                .target(
                        "INSERT INTO ~eav_entity_type (entity_type_id, entity_type_code) VALUES (5, 'order'), (6, 'invoice')")
                .source(
                        "INSERT INTO ~core_store (store_id, code, website_id) VALUES (0, 'admin', 0), (1, 'main', 1)",
                        "INSERT INTO ~eav_entity_store (entity_type_id, store_id, increment_prefix, increment_last_id) VALUES"
                                + " (5, 1, '1', '100000123'), (6, 1, 'A1-', 'A1-000045'), (6, 0, '0', 'none')")
                .run();

        assertThat(shop.rows("SELECT entity_type, store_id, sequence_table FROM ~sales_sequence_meta ORDER BY meta_id"))
                .containsExactly(
                        "order|0|m2_sequence_order_0",
                        "order|1|m2_sequence_order_1",
                        "invoice|0|m2_sequence_invoice_0",
                        "invoice|1|m2_sequence_invoice_1",
                        "creditmemo|0|m2_sequence_creditmemo_0",
                        "creditmemo|1|m2_sequence_creditmemo_1",
                        "shipment|0|m2_sequence_shipment_0",
                        "shipment|1|m2_sequence_shipment_1",
                        "rma_item|0|m2_sequence_rma_item_0",
                        "rma_item|1|m2_sequence_rma_item_1");
        assertThat(
                        shop.rows(
                                "SELECT prefix, suffix, start_value, step, warning_value, max_value, is_active FROM ~sales_sequence_profile WHERE meta_id = 2"))
                .containsExactly("1||1|1|4294966295|4294967295|1");
        assertThat(shop.rows("SELECT * FROM ~sequence_order_1")).containsExactly("123");
        assertThat(shop.rows("SELECT * FROM ~sequence_invoice_1")).containsExactly("45");
        assertThat(shop.rows("SELECT * FROM ~sequence_invoice_0")).containsExactly("1");
        assertThat(shop.rows("SELECT * FROM ~sequence_order_0")).isEmpty();
        assertThat(shop.findings()).isEmpty();
    }

    @Test
    void sequencesComeAndGoWithTheirStore() throws Exception {
        String store = "shadow:core_store";
        shop.step("SalesIncrement")
                .sourceTables(ShopSchema.magento1(), "core_store", "eav_entity_store")
                .targetTables(ShopSchema.magento2(), "eav_entity_type", "sales_sequence_meta", "sales_sequence_profile")
                .target("INSERT INTO ~eav_entity_type (entity_type_id, entity_type_code) VALUES (5, 'order')")
                .source("INSERT INTO ~core_store (store_id, code, website_id) VALUES (0, 'admin', 0), (1, 'main', 1)")
                .run();
        assertThat(sequencesOfOrders()).containsExactly("m2_sequence_order_0", "m2_sequence_order_1");

        try (DerivationContract stream = shop.contract()) {
            stream.change(store, "store_id = 7", "INSERT INTO {" + store + "} (store_id, website_id) VALUES (7, 1)");
            stream.holds("another store");
            assertThat(sequencesOfOrders())
                    .containsExactly("m2_sequence_order_0", "m2_sequence_order_1", "m2_sequence_order_7");
            assertThat(new KeptTables(shop.state(), "data").all())
                    .anyMatch(kept -> kept.table().equals("m2_sequence_order_7") && !kept.existed());

            stream.change(store, "store_id = 1", "DELETE FROM {" + store + "} WHERE store_id = 1");
            stream.holds("a store is gone");
            assertThat(sequencesOfOrders()).containsExactly("m2_sequence_order_0", "m2_sequence_order_7");
        }
    }

    private List<String> sequencesOfOrders() {
        return shop.rows("SELECT TABLE_NAME FROM information_schema.TABLES WHERE TABLE_SCHEMA = DATABASE()"
                + " AND TABLE_NAME LIKE '%sequence\\_order\\_%' ORDER BY 1");
    }

    @Test
    void stockAndShipmentsBecomeThoseOfTheFirstSource() {
        shop.step("Inventory")
                .targetTables(
                        ShopSchema.magento2(),
                        "inventory_source",
                        "inventory_source_item",
                        "inventory_stock_sales_channel",
                        "inventory_shipment_source",
                        "cataloginventory_stock_item",
                        "catalog_product_entity",
                        "store_website",
                        "sales_shipment")
                .target(
                        "INSERT INTO ~inventory_source (source_code, name, country_id, postcode) VALUES ('default', 'Default', 'US', '1')",
                        "INSERT INTO ~catalog_product_entity (entity_id, sku) VALUES (1, 'one'), (2, 'two')",
                        "INSERT INTO ~cataloginventory_stock_item (item_id, product_id, stock_id, qty, is_in_stock, website_id) VALUES (1, 1, 1, 5, 1, 0), (2, 2, 1, 0, 0, 0)",
                        "INSERT INTO ~store_website (website_id, code) VALUES (0, 'admin'), (1, 'base'), (2, 'de')",
                        "INSERT INTO ~inventory_stock_sales_channel (type, code, stock_id) VALUES ('website', 'left over', 1)",
                        "INSERT INTO ~inventory_source_item (source_code, sku, quantity, status) VALUES ('default', 'one', 99, 0)",
                        "INSERT INTO ~sales_shipment (entity_id, order_id) VALUES (31, 1)")
                .run();

        assertThat(shop.rows("SELECT source_code, sku, quantity, status FROM ~inventory_source_item ORDER BY sku"))
                .containsExactly("default|one|5.0000|1", "default|two|0.0000|0");
        assertThat(shop.rows("SELECT type, code, stock_id FROM ~inventory_stock_sales_channel ORDER BY code"))
                .containsExactly("website|base|1", "website|de|1");
        assertThat(shop.rows("SELECT shipment_id, source_code FROM ~inventory_shipment_source"))
                .containsExactly("31|default");
        assertThat(shop.findings()).isEmpty();
    }
}
