package dev.gangway.bulkloader.commerce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gangway.bulkloader.StepFixture;
import dev.gangway.bulkloader.progress.BulkListener;
import dev.gangway.embedded.Servers;
import dev.gangway.testkit.shop.ShopSchema;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SalesOrderIT {
    private static final String POINTS =
            "SELECT entity_type_id, attribute_id, store_id, entity_id, value FROM ~eav_entity_int ORDER BY entity_id, attribute_id";

    private StepFixture shop;

    @BeforeEach
    void create(@TempDir Path folder) {
        shop = StepFixture.on(Servers.mariadb(), folder)
                .prefixed("m1_", "m2_")
                .option("sales_order_map_file", "etc/commerce-to-commerce/map-sales.xml")
                .step("SalesOrder")
                .sourceTables(ShopSchema.commerce1(), "sales_flat_order")
                .targetTables(ShopSchema.commerce2(), "sales_order", "eav_entity_int", "eav_attribute")
                .source(
                        "INSERT INTO ~sales_flat_order (entity_id, store_id, increment_id, hidden_tax_amount, gift_cards,"
                                + " reward_points_balance_refunded, reward_salesrule_points) VALUES"
                                + " (1, 1, '1001', 1.5, 'a:1:{i:0;s:1:\"x\";}', NULL, NULL),"
                                + " (2, 1, '1002', NULL, NULL, 0, NULL),"
                                + " (5, 2, '1005', NULL, NULL, 40, 7)")
                .target(
                        "INSERT INTO ~eav_attribute (attribute_id, entity_type_id, attribute_code) VALUES"
                                + " (201, 5, 'reward_points_balance_refunded'), (202, 5, 'reward_salesrule_points'), (203, 5, 'other')",
                        "INSERT INTO ~sales_order (entity_id, increment_id) VALUES (9, 'left over')",
                        "INSERT INTO ~eav_entity_int (entity_type_id, attribute_id, store_id, entity_id, value)"
                                + " VALUES (5, 203, 0, 1, 3)");
    }

    @AfterEach
    void drop() {
        shop.close();
    }

    @Test
    void replacesOrdersByThoseOfTheSourceThroughTheSalesMap() {
        shop.run();

        assertThat(
                        shop.rows(
                                "SELECT entity_id, increment_id, discount_tax_compensation_amount, gift_cards FROM ~sales_order ORDER BY 1"))
                .containsExactly("1|1001|1.5000|[\"x\"]", "2|1002|-|-", "5|1005|-|-");
        assertThat(shop.findings()).isEmpty();
    }

    @Test
    void turnsRewardPointsIntoAttributeValuesAndCountsZeroAsAValue() {
        shop.run();

        assertThat(shop.rows(POINTS)).containsExactly("5|203|0|1|3", "5|201|1|2|0", "5|201|2|5|40", "5|202|2|5|7");
    }

    @Test
    void givesTheSameRowsOnAUsedTarget() {
        shop.run();
        shop.source("DELETE FROM ~sales_flat_order WHERE entity_id = 2");
        shop.reset();
        shop.run();

        assertThat(shop.rows(POINTS)).containsExactly("5|203|0|1|3", "5|201|2|5|40", "5|202|2|5|7");
        assertThat(shop.rows("SELECT entity_id FROM ~sales_order ORDER BY 1")).containsExactly("1", "5");
    }

    @Test
    void missesTheAttributesOfRewardPoints() {
        shop.target("DELETE FROM ~eav_attribute WHERE attribute_id = 202");

        assertThatThrownBy(shop::run)
                .hasMessageContaining(
                        "Destination fields are missing. Document: eav_attribute. Fields: reward_salesrule_points");
    }

    @Test
    void namesAColumnThatTheMapLeavesOpen() {
        shop.source("ALTER TABLE ~sales_flat_order ADD vendor_note INT");

        assertThatThrownBy(shop::run)
                .hasMessageContaining("Source fields are not mapped. Document: sales_flat_order. Fields: vendor_note");
    }

    @Test
    void countsOrdersAndPoints() {
        shop.target("ALTER TABLE ~eav_entity_int ADD UNIQUE KEY one_per_order (entity_id)");

        assertThatThrownBy(shop::run)
                .hasMessageContaining("Mismatch of entities in the document: eav_entity_int Source: 3 Destination: 2");
    }

    @Test
    void takesTheLastOfSeveralAttributesWithOneCode() {
        shop.target("INSERT INTO ~eav_attribute (attribute_id, entity_type_id, attribute_code) VALUES"
                        + " (301, 9, 'reward_salesrule_points')")
                .run();

        assertThat(shop.rows(POINTS)).containsExactly("5|203|0|1|3", "5|201|1|2|0", "5|201|2|5|40", "9|301|2|5|7");
    }

    @Test
    void namesATableOfValuesThatTheTargetLacks() {
        shop.target("DROP TABLE ~eav_entity_int");

        assertThatThrownBy(shop::run).hasMessageContaining("Destination documents are missing: eav_entity_int");
    }

    @Test
    void findsAnOrderThatIsNotThere() {
        shop.listener(new BulkListener() {
            @Override
            public void stageFinished(StageRef stage, long millis) {
                if (stage.isData()) {
                    shop.target("DELETE FROM ~sales_order WHERE entity_id = 2");
                }
            }
        });

        assertThatThrownBy(shop::run)
                .hasMessageContaining("Mismatch of entities in the document: sales_order Source: 3 Destination: 2");
    }

    @Test
    void goesOnWithTheOrdersThatAreMissing() {
        shop.chunkRows(1).listener(new BulkListener() {
            @Override
            public void tableProgress(TableProgress progress) {
                if (progress.chunksDone() == 1) {
                    throw new IllegalStateException("broken off");
                }
            }
        });
        assertThatThrownBy(shop::run).hasMessageContaining("broken off");

        shop.listener(BulkListener.SILENT).run();

        assertThat(shop.rows("SELECT entity_id FROM ~sales_order ORDER BY 1")).containsExactly("1", "2", "5");
        assertThat(shop.rows(POINTS)).containsExactly("5|203|0|1|3", "5|201|1|2|0", "5|201|2|5|40", "5|202|2|5|7");
        assertThat(shop.findings()).isEmpty();
    }
}
