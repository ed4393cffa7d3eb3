package dev.gangway.bulkloader.commerce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gangway.bulkloader.StepFixture;
import dev.gangway.bulkloader.progress.BulkListener;
import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import dev.gangway.embedded.Servers;
import dev.gangway.mysql.state.LossStore;
import dev.gangway.testkit.shop.ShopSchema;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CustomCustomerAttributesIT {
    private static final String ETC = "etc/commerce-to-commerce/";
    private static final String ORDER = "magento_customercustomattributes_sales_flat_order";

    private StepFixture shop;

    @BeforeEach
    void create(@TempDir Path folder) {
        shop = StepFixture.on(Servers.mysql80(), folder)
                .prefixed("m1_", "m2_")
                .option("customer_attr_map_file", ETC + "map-customer-attributes.xml")
                .option("customer_attr_document_groups_file", ETC + "customer-attribute-document-groups.xml")
                .step("CustomCustomerAttributes")
                .sourceTables(
                        ShopSchema.commerce1(),
                        "enterprise_customer_sales_flat_order",
                        "enterprise_customer_sales_flat_order_address",
                        "enterprise_customer_sales_flat_quote",
                        "enterprise_customer_sales_flat_quote_address",
                        "sales_flat_order",
                        "sales_flat_order_address",
                        "sales_flat_quote",
                        "sales_flat_quote_address")
                .targetTables(
                        ShopSchema.commerce2(),
                        ORDER,
                        ORDER + "_address",
                        "magento_customercustomattributes_sales_flat_quote",
                        "magento_customercustomattributes_sales_flat_quote_address",
                        "sales_order",
                        "sales_order_address",
                        "quote",
                        "quote_address")
                .source(
                        "ALTER TABLE ~enterprise_customer_sales_flat_order ADD customer_size DECIMAL(12,4) UNSIGNED NULL,"
                                + " ADD customer_motto VARCHAR(40) NOT NULL DEFAULT 'it''s none', ADD customer_since DATETIME NULL,"
                                + " ADD customer_mood ENUM('a','b') NULL, ADD shared_note VARCHAR(80) NULL",
                        "INSERT INTO ~enterprise_customer_sales_flat_order VALUES"
                                + " (1, 1.25, 'caf\u00e9', '2019-01-02 03:04:05', 'b', 'x'), (2, NULL, 'it''s none', NULL, NULL, NULL)",
                        "INSERT INTO ~enterprise_customer_sales_flat_quote VALUES (7, 'rowing')")
                .target(
                        "ALTER TABLE ~" + ORDER
                                + " ADD shared_note VARCHAR(10) NULL, ADD only_here INT NOT NULL DEFAULT 5",
                        "INSERT INTO ~" + ORDER + " (entity_id) VALUES (99)");
    }

    @AfterEach
    void drop() {
        shop.close();
    }

    @Test
    void givesTheTargetEveryColumnOfTheSourceAndKeepsItsOwn() {
        shop.run();

        assertThat(shop.rows("SHOW COLUMNS FROM ~" + ORDER))
                .containsExactly(
                        "entity_id|int unsigned|NO|PRI|0|",
                        "shared_note|varchar(80)|YES||-|",
                        "only_here|int|NO||5|",
                        "customer_size|decimal(12,4) unsigned|YES||-|",
                        "customer_motto|varchar(40)|NO||it's none|",
                        "customer_since|datetime|YES||-|",
                        "customer_mood|enum('a','b')|YES||-|");
        assertThat(shop.rows("SHOW CREATE TABLE ~" + ORDER).get(0))
                .contains("REFERENCES `m2_sales_order` (`entity_id`) ON DELETE CASCADE")
                .contains("CHARSET=utf8mb4");
    }

    @Test
    void replacesTheRowsByThoseOfTheSource() {
        shop.run();

        assertThat(shop.rows(
                        "SELECT entity_id, customer_size, customer_motto, customer_since, customer_mood, shared_note, only_here FROM ~"
                                + ORDER + " ORDER BY 1"))
                .containsExactly("1|1.2500|caf\u00e9|2019-01-02 03:04:05|b|x|5", "2|-|it's none|-|-|-|5");
        assertThat(shop.rows("SELECT * FROM ~magento_customercustomattributes_sales_flat_quote"))
                .containsExactly("7|rowing");
        assertThat(shop.findings()).isEmpty();
    }

    @Test
    void givesTheSameTableAndRowsWhenItIsRepeated() {
        shop.run();
        String table = shop.rows("SHOW CREATE TABLE ~" + ORDER).get(0);
        shop.reset();
        shop.run();

        assertThat(shop.rows("SHOW CREATE TABLE ~" + ORDER).get(0)).isEqualTo(table);
        assertThat(shop.rows("SELECT entity_id FROM ~" + ORDER + " ORDER BY 1")).containsExactly("1", "2");
    }

    @Test
    void goesOnAfterItWasBrokenOff() {
        shop.listener(new BulkListener() {
            @Override
            public void tableProgress(TableProgress progress) {
                if (progress.chunksDone() > 0) {
                    throw new MigrationException(ErrorCode.INTERRUPTED, "broken off");
                }
            }
        });
        assertThatThrownBy(shop::run).hasMessageContaining("broken off");

        shop.listener(BulkListener.SILENT).run();

        assertThat(shop.rows("SELECT entity_id FROM ~" + ORDER + " ORDER BY 1")).containsExactly("1", "2");
    }

    @Test
    void countsWhatAColumnThatGotShorterMeanwhileCutsOffLoadedRows() {
        shop.listener(new BulkListener() {
            @Override
            public void tableProgress(TableProgress progress) {
                if (progress.table().equals("enterprise_customer_sales_flat_order") && progress.chunksDone() > 0) {
                    throw new IllegalStateException("broken off");
                }
            }
        });
        assertThatThrownBy(shop::run).hasMessageContaining("broken off");

        shop.source("ALTER TABLE ~enterprise_customer_sales_flat_order MODIFY customer_motto VARCHAR(6) NOT NULL")
                .listener(BulkListener.SILENT)
                .run();

        assertThat(shop.rows("SELECT customer_motto FROM ~" + ORDER + " ORDER BY entity_id"))
                .containsExactly("caf\u00e9", "it's n");
        assertThat(new LossStore(shop.state()).all())
                .containsExactly(new LossStore.Entry(ORDER, "customer_motto", "TRUNCATED", 1));
    }

    @Test
    void losesNothingOfRowsThatAreReplacedAnyway() {
        shop.target(
                        "ALTER TABLE ~" + ORDER + " ADD customer_motto VARCHAR(90) NULL",
                        "UPDATE ~" + ORDER + " SET customer_motto = REPEAT('x', 90)")
                .run();

        assertThat(new LossStore(shop.state()).all()).isEmpty();
    }

    @Test
    void checksThatTablesExistAndNothingElse() {
        shop.target("DROP TABLE ~" + ORDER + "_address");
        shop.source("DROP TABLE ~enterprise_customer_sales_flat_quote_address");

        assertThatThrownBy(shop::run)
                .hasMessageContaining("Source documents are missing: enterprise_customer_sales_flat_quote_address")
                .hasMessageContaining("Destination documents are missing: " + ORDER + "_address")
                .hasMessageNotContaining("fields");
    }

    @Test
    void namesAColumnThatTheTargetLostAndCountsRows() {
        shop.listener(new BulkListener() {
            @Override
            public void stageFinished(StageRef stage, long millis) {
                if (stage.stage().equals("data migration")) {
                    shop.target(
                            "ALTER TABLE ~" + ORDER + " DROP customer_mood",
                            "DELETE FROM ~" + ORDER + " WHERE entity_id = 2");
                }
            }
        });

        assertThatThrownBy(shop::run)
                .hasMessageContaining("Mismatch of fields in the document: " + ORDER + " Missing: customer_mood")
                .hasMessageContaining("Mismatch of entities in the document: " + ORDER + " Source: 2 Destination: 1");
    }
}
