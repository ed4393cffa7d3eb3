package dev.gangway.bulkloader.derive;

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

/** Ratings, SalesIncrement, Inventory and Customer: what they need is there before they begin, or is named. */
class TargetTablesIT {
    private StepFixture shop;

    @BeforeEach
    void create(@TempDir Path folder) {
        shop = StepFixture.on(Servers.mariadb(), folder).prefixed("m1_", "m2_");
    }

    @AfterEach
    void drop() {
        shop.close();
    }

    @Test
    void activatesRatingsThatAStoreShows() {
        shop.step("Ratings")
                .targetTables(ShopSchema.magento2(), "rating", "rating_store", "rating_entity", "store")
                .target(
                        "INSERT INTO ~rating (rating_id, entity_id, rating_code, is_active) VALUES (1, 1, 'a', 0), (2, 1, 'b', 0)",
                        "INSERT INTO ~rating_store (rating_id, store_id) VALUES (1, 0), (2, 0), (2, 3)")
                .run();

        assertThat(shop.rows("SELECT rating_id, is_active FROM ~rating")).containsExactly("1|0", "2|1");
    }

    @Test
    void missesTablesAndColumnsOfRatings() {
        shop.step("Ratings")
                .targetTables(ShopSchema.magento2(), "rating", "rating_entity")
                .target("ALTER TABLE ~rating DROP is_active");

        assertThatThrownBy(shop::run)
                .hasMessageContaining("Destination documents are missing: rating_store")
                .hasMessageContaining("Destination fields are missing. Document: rating. Fields: is_active");
    }

    @Test
    void wantsSequenceTablesWithExactlyTheKnownColumns() {
        shop.step("SalesIncrement")
                .targetTables(ShopSchema.magento2(), "sales_sequence_meta", "sales_sequence_profile")
                .target(
                        "ALTER TABLE ~sales_sequence_meta ADD vendor INT",
                        "ALTER TABLE ~sales_sequence_profile DROP max_value");

        assertThatThrownBy(shop::run)
                .hasMessageContaining(
                        "Destination fields are not mapped. Document: sales_sequence_meta. Fields: vendor")
                .hasMessageContaining(
                        "Destination fields are missing. Document: sales_sequence_profile. Fields: max_value");
    }

    @Test
    void wantsTablesOfTheInventoryOnlyWhereItIsInstalled() {
        shop.step("Inventory").run();
        assertThat(shop.findings()).isEmpty();

        shop.reset();
        shop.targetTables(ShopSchema.commerce2(), "inventory_source", "inventory_source_item")
                .target("ALTER TABLE ~inventory_source_item ADD vendor INT");

        assertThatThrownBy(shop::run)
                .hasMessageContaining(
                        "Destination documents are missing: inventory_shipment_source, inventory_stock_sales_channel")
                .hasMessageContaining("Document: inventory_source_item. Fields: vendor");
    }

    @Test
    void missesTablesOfCustomers() {
        shop.step("Customer")
                .option("customer_map_file", "etc/parts/map-customer.xml")
                .option("customer_document_groups_file", "etc/parts/customer-document-groups.xml")
                .option("customer_attribute_groups_file", "etc/parts/customer-attribute-groups.xml")
                .sourceTables(ShopSchema.magento1(), "eav_entity_type", "eav_attribute", "customer_entity");

        assertThatThrownBy(shop::run)
                .hasMessageContaining("Source documents are missing: customer_address_entity, ")
                .hasMessageContaining("customer_entity_varchar");
    }
}
