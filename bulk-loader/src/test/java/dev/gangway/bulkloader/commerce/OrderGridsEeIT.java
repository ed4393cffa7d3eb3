package dev.gangway.bulkloader.commerce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gangway.bulkloader.StepFixture;
import dev.gangway.embedded.Servers;
import dev.gangway.testkit.shop.ShopSchema;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OrderGridsEeIT {
    private static final String ORDER =
            "SELECT entity_id, increment_id, customer_name, billing_name, shipping_address, payment_method, refunded_to_store_credit,"
                    + " subtotal, customer_group FROM ~%s ORDER BY 1";

    private StepFixture shop;

    @BeforeEach
    void create(@TempDir Path folder) {
        shop = StepFixture.on(Servers.mariadb(), folder)
                .prefixed("m1_", "m2_")
                .step("OrderGridsEE")
                .sourceTables(
                        ShopSchema.commerce1(),
                        "sales_flat_order_grid",
                        "sales_flat_invoice_grid",
                        "sales_flat_shipment_grid",
                        "sales_flat_creditmemo_grid",
                        "enterprise_sales_order_grid_archive",
                        "enterprise_sales_invoice_grid_archive",
                        "enterprise_sales_shipment_grid_archive",
                        "enterprise_sales_creditmemo_grid_archive",
                        "core_store",
                        "customer_entity",
                        "sales_flat_order")
                .targetTables(
                        ShopSchema.commerce2(),
                        "sales_order",
                        "sales_invoice",
                        "sales_shipment",
                        "sales_creditmemo",
                        "sales_order_address",
                        "sales_order_payment",
                        "sales_order_grid",
                        "sales_invoice_grid",
                        "sales_shipment_grid",
                        "sales_creditmemo_grid",
                        "magento_sales_order_grid_archive",
                        "magento_sales_invoice_grid_archive",
                        "magento_sales_shipment_grid_archive",
                        "magento_sales_creditmemo_grid_archive")
                .source(
                        "INSERT INTO ~sales_flat_order_grid (entity_id, increment_id) VALUES (1, 'a'), (2, 'b')",
                        "INSERT INTO ~enterprise_sales_order_grid_archive (entity_id, increment_id) VALUES (4, 'd')",
                        "INSERT INTO ~enterprise_sales_invoice_grid_archive (entity_id, order_id) VALUES (14, 4)",
                        "INSERT INTO ~sales_flat_invoice_grid (entity_id, order_id) VALUES (11, 1)")
                .target(
                        "INSERT INTO ~sales_order (entity_id, store_id, increment_id, customer_firstname, customer_lastname,"
                                + " billing_address_id, shipping_address_id, customer_bal_total_refunded, base_subtotal, customer_group_id) VALUES"
                                + " (1, 1, '1001', 'Ada', 'Byron', 21, 22, 3.5, 10, 2), (2, 1, '1002', NULL, 'Solo', NULL, NULL, NULL, 20, 0),"
                                + " (3, 1, '1003', 'Not', 'Listed', NULL, NULL, NULL, NULL, NULL),"
                                + " (4, 1, '1004', 'Ar', 'Chived', NULL, NULL, 4, NULL, NULL)",
                        "INSERT INTO ~sales_order_address (entity_id, firstname, lastname, street, city, region, postcode) VALUES"
                                + " (21, 'Bill', 'Ing', 'x', 'y', 'z', '1'), (22, 'Ship', 'Ping', 'Main 1\\nleft', 'Rome', NULL, '00100')",
                        "INSERT INTO ~sales_order_payment (entity_id, parent_id, method) VALUES (31, 1, 'checkmo')",
                        "INSERT INTO ~sales_invoice (entity_id, order_id, store_id, increment_id, grand_total) VALUES"
                                + " (11, 1, 1, 'i11', 9), (14, 4, 1, 'i14', 8)",
                        "INSERT INTO ~sales_order_grid (entity_id, increment_id) VALUES (99, 'left over')",
                        "INSERT INTO ~magento_sales_order_grid_archive (entity_id, increment_id) VALUES (98, 'left over')",
                        "ALTER TABLE ~sales_order_grid ADD vendor_flag INT NULL DEFAULT 7");
    }

    @AfterEach
    void drop() {
        shop.close();
    }

    @Test
    void listsExactlyTheRowsOfTheSourcesGridsWhenStrict() {
        shop.strict().run();

        assertThat(shop.rows(ORDER.formatted("sales_order_grid")))
                .containsExactly(
                        "1|1001|Ada Byron|Bill Ing|Main 1\nleft, Rome, , 00100|checkmo|3.5000|10.0000|2",
                        "2|1002|Solo||, , ,|-|-|20.0000|0");
        assertThat(shop.findings()).isEmpty();
    }

    @Test
    void listsEveryOrderThatIsNotArchivedByDefault() {
        shop.run();

        assertThat(shop.rows("SELECT entity_id FROM ~sales_order_grid ORDER BY 1"))
                .containsExactly("1", "2", "3");
        assertThat(shop.rows("SELECT entity_id FROM ~sales_invoice_grid ORDER BY 1"))
                .containsExactly("11");
        assertThat(shop.findings()).isEmpty();
    }

    @Test
    void buildsTheArchivesFromTheSameDocuments() {
        shop.run();

        assertThat(shop.rows(ORDER.formatted("magento_sales_order_grid_archive")))
                .containsExactly("4|1004|Ar Chived||, , ,|-|4.0000|-|-");
        assertThat(shop.rows(
                        "SELECT entity_id, order_increment_id, grand_total FROM ~magento_sales_invoice_grid_archive"))
                .containsExactly("14|1004|8.0000");
    }

    @Test
    void fillsColumnsItDoesNotKnowWithNull() {
        shop.run();

        assertThat(shop.rows("SELECT DISTINCT vendor_flag FROM ~sales_order_grid"))
                .containsExactly("-");
    }

    @Test
    void givesTheSameRowsWhenItIsRepeated() {
        shop.run();
        shop.reset();
        shop.run();

        assertThat(shop.rows("SELECT COUNT(*) FROM ~sales_order_grid")).containsExactly("3");
    }

    @Test
    void missesATableOfTheTargetInsteadOfBreakingOff() {
        shop.target("DROP TABLE ~magento_sales_shipment_grid_archive");

        assertThatThrownBy(shop::run)
                .hasMessageContaining("Destination documents are missing: magento_sales_shipment_grid_archive");
    }

    @Test
    void countsAnArchivedDocumentThatTheTargetLacks() {
        shop.source("INSERT INTO ~enterprise_sales_order_grid_archive (entity_id, increment_id) VALUES (5, 'e')")
                .run();

        assertThat(shop.findings()).isEmpty();
        assertThat(shop.rows("SELECT table_name, reason, occurrences FROM "
                        + shop.state().table("loss")))
                .containsExactly("magento_sales_order_grid_archive|row of a document that is not in the target|1");
    }
}
