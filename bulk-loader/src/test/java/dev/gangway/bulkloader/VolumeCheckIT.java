package dev.gangway.bulkloader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gangway.bulkloader.progress.BulkListener;
import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import dev.gangway.embedded.Servers;
import dev.gangway.testkit.shop.ShopSchema;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Volume checks compare the target with what was read: rows that the source gets or loses afterwards are no difference, a row
 * that the target loses is one.
 */
class VolumeCheckIT {
    /** A step, what the source gets and loses after the step has read it, and a row that the target loses. */
    enum Case {
        TIER_PRICE(
                "TierPrice",
                "INSERT INTO ~catalog_product_entity_tier_price (entity_id, all_groups, customer_group_id, qty, value, website_id)"
                        + " VALUES (1, 0, 2, 77, 1, 0), (1, 0, 2, 78, 1, 0)",
                "DELETE FROM ~catalog_product_entity_group_price",
                "DELETE FROM ~catalog_product_entity_tier_price WHERE qty = 5",
                "catalog_product_entity_tier_price Source: 3 Destination: 2"),
        CUSTOMER(
                "Customer",
                "INSERT INTO ~customer_entity (entity_id, entity_type_id, email) VALUES (8, 1, 'h@x'), (9, 1, 'i@x')",
                "DELETE FROM ~customer_entity_varchar WHERE entity_id = 1",
                "DELETE FROM ~customer_entity WHERE entity_id = 2",
                "customer_entity Source: 2 Destination: 1"),
        CUSTOMER_VALUES(
                "Customer",
                "INSERT INTO ~customer_entity_varchar (entity_type_id, attribute_id, entity_id, value) VALUES (1, 50, 2, 'new')",
                "DELETE FROM ~customer_entity WHERE entity_id = 1",
                "DELETE FROM ~customer_entity_varchar WHERE attribute_id = 50",
                "customer_entity_varchar Source: 2 Destination: 1"),
        ORDER_GRIDS(
                "OrderGrids",
                "INSERT INTO ~sales_flat_order_grid (entity_id) VALUES (7), (8)",
                "DELETE FROM ~sales_flat_invoice_grid",
                "DELETE FROM ~sales_order_grid WHERE entity_id = 1",
                "sales_order_grid Source: 2 Destination: 1"),
        SALES_INCREMENT(
                "SalesIncrement",
                "UPDATE ~eav_entity_store SET increment_last_id = '100000099'",
                "INSERT INTO ~core_store (store_id, code, website_id) VALUES (2, 'new', 1)",
                "UPDATE ~sequence_order_1 SET sequence_value = 3",
                "m2_sequence_order_1: last number 41 expected, 3 found");

        private final String step;
        private final String sourceGets;
        private final String sourceLoses;
        private final String targetLoses;
        private final String finding;

        Case(String step, String sourceGets, String sourceLoses, String targetLoses, String finding) {
            this.step = step;
            this.sourceGets = sourceGets;
            this.sourceLoses = sourceLoses;
            this.targetLoses = targetLoses;
            this.finding = finding;
        }
    }

    private StepFixture shop;

    @BeforeEach
    void create(@TempDir Path folder) {
        shop = StepFixture.on(Servers.mariadb(), folder).prefixed("m1_", "m2_").strict();
    }

    @AfterEach
    void drop() {
        shop.close();
    }

    @ParameterizedTest
    @EnumSource
    void overlooksWhatTheSourceGetsAndLosesMeanwhile(Case step) {
        prepare(step).afterData(() -> shop.source(step.sourceGets, step.sourceLoses));

        shop.run();

        assertThat(shop.findings()).isEmpty();
        assertThat(shop.warnings()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void findsARowThatTheTargetLost(Case step) {
        prepare(step).afterData(() -> shop.target(step.targetLoses));

        assertThatThrownBy(shop::run)
                .isInstanceOfSatisfying(
                        MigrationException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.VOLUME_FAILED))
                .hasMessageContaining(step.finding);
        shop.listener(BulkListener.SILENT).run();
        assertThat(shop.findings()).isEmpty();
    }

    @Test
    void countsGridRowsOfDocumentsThatAreNotThere() {
        prepare(Case.ORDER_GRIDS).source("INSERT INTO ~sales_flat_order_grid (entity_id) VALUES (404)");

        shop.run();

        assertThat(shop.findings()).isEmpty();
        assertThat(shop.rows("SELECT table_name, reason, occurrences FROM "
                        + shop.state().table("loss")))
                .containsExactly("sales_order_grid|row of a document that is not in the target|1");
    }

    private StepFixture prepare(Case step) {
        shop.step(step.step, "", "Data", "Volume");
        return switch (step) {
            case TIER_PRICE -> tierPrices();
            case CUSTOMER, CUSTOMER_VALUES -> customers();
            case ORDER_GRIDS -> grids();
            case SALES_INCREMENT -> counters();
        };
    }

    private StepFixture tierPrices() {
        return shop.option("tier_price_map_file", "etc/parts/map-tier-price.xml")
                .option("edition_number", "1.9.4.5")
                .sourceTables(
                        ShopSchema.magento1(),
                        "catalog_product_entity_tier_price",
                        "catalog_product_entity_group_price")
                .targetTables(ShopSchema.magento2(), "catalog_product_entity_tier_price")
                .source(
                        "INSERT INTO ~catalog_product_entity_tier_price (entity_id, all_groups, customer_group_id, qty, value, website_id)"
                                + " VALUES (1, 0, 2, 1, 9, 0), (1, 0, 2, 5, 8, 0)",
                        "INSERT INTO ~catalog_product_entity_group_price (entity_id, all_groups, customer_group_id, value, website_id)"
                                + " VALUES (1, 0, 2, 7, 0), (1, 0, 3, 7, 0)");
    }

    private StepFixture customers() {
        return shop.option("customer_map_file", "etc/parts/map-customer.xml")
                .option("customer_document_groups_file", "etc/parts/customer-document-groups.xml")
                .option("customer_attribute_groups_file", "etc/parts/customer-attribute-groups.xml")
                .sourceTables(ShopSchema.magento1(), StepFixture.CUSTOMER_TABLES)
                .sourceTables(ShopSchema.magento1(), "eav_entity_type", "eav_attribute")
                .targetTables(ShopSchema.magento2(), StepFixture.CUSTOMER_TABLES)
                .targetTables(ShopSchema.magento2(), "eav_entity_type", "eav_attribute")
                .source(
                        "INSERT INTO ~eav_entity_type (entity_type_id, entity_type_code) VALUES (1, 'customer'), (2, 'customer_address')",
                        "INSERT INTO ~eav_attribute (attribute_id, entity_type_id, attribute_code, backend_type) VALUES"
                                + " (5, 1, 'firstname', 'varchar'), (12, 1, 'password_hash', 'varchar'), (50, 1, 'nickname', 'varchar')",
                        "INSERT INTO ~customer_entity (entity_id, entity_type_id, email) VALUES (1, 1, 'a@x'), (2, 1, 'b@x')",
                        "INSERT INTO ~customer_entity_varchar (entity_type_id, attribute_id, entity_id, value) VALUES"
                                + " (1, 5, 1, 'Ada'), (1, 50, 1, 'countess'), (1, 12, 1, CONCAT(REPEAT('a', 128), ':salt')), (1, 12, 2, 'x:y')");
    }

    private StepFixture grids() {
        for (String document : new String[] {"order", "invoice", "shipment", "creditmemo"}) {
            shop.sourceTables(ShopSchema.magento1(), "sales_flat_" + document + "_grid")
                    .targetTables(ShopSchema.magento2(), "sales_" + document, "sales_" + document + "_grid");
        }
        return shop.targetTables(ShopSchema.magento2(), "sales_order_address", "sales_order_payment")
                .source(
                        "INSERT INTO ~sales_flat_order_grid (entity_id) VALUES (1), (2)",
                        "INSERT INTO ~sales_flat_invoice_grid (entity_id, order_id) VALUES (11, 1)")
                .target(
                        "INSERT INTO ~sales_order (entity_id, increment_id) VALUES (1, '1001'), (2, '1002'), (3, '1003')",
                        "INSERT INTO ~sales_invoice (entity_id, order_id, increment_id) VALUES (11, 1, 'i11')");
    }

    private StepFixture counters() {
        return shop.sourceTables(ShopSchema.magento1(), "core_store", "eav_entity_store")
                .targetTables(ShopSchema.magento2(), "eav_entity_type", "sales_sequence_meta", "sales_sequence_profile")
                .target("INSERT INTO ~eav_entity_type (entity_type_id, entity_type_code) VALUES (5, 'order')")
                .source(
                        "INSERT INTO ~core_store (store_id, code, website_id) VALUES (1, 'main', 1)",
                        "INSERT INTO ~eav_entity_store (entity_type_id, store_id, increment_prefix, increment_last_id)"
                                + " VALUES (5, 1, '1', '100000041')");
    }
}
