package dev.gangway.bulkloader.step.map;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.bulkloader.StepFixture;
import dev.gangway.embedded.DatabaseFlavor;
import dev.gangway.embedded.Servers;
import dev.gangway.testkit.shop.ShopSchema;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Rows that Magento 1's tables allow and Magento 2's do not. */
class MapStepIT {
    private static final String RULES =
            "<map><source><document_rules/><field_rules><ignore><field>catalog_product_entity_int.entity_type_id</field></ignore>"
                    + "</field_rules></source><destination><document_rules/><field_rules/></destination></map>";
    private static final String[] OPTIONS = {"eav_attribute_option_value", "eav_attribute_label"};

    @TempDir
    Path folder = Path.of("");

    private StepFixture shop(DatabaseFlavor flavor) {
        return StepFixture.on(Servers.database(flavor), folder)
                .prefixed("m1_", "m2_")
                .step("Map", "", "Data", "Volume")
                .map(RULES);
    }

    @ParameterizedTest
    @EnumSource(
            value = DatabaseFlavor.class,
            names = {"MARIADB_11_4", "MYSQL_8_0"})
    void keepsTheNewestTextOfAnOptionInAStoreWhereTheTargetTakesOnlyOne(DatabaseFlavor flavor) {
        try (StepFixture shop = shop(flavor)) {
            shop.chunkRows(2)
                    .sourceTables(ShopSchema.magento1(), OPTIONS)
                    .targetTables(ShopSchema.magento2(), OPTIONS)
                    .target("ALTER TABLE ~eav_attribute_option_value ADD UNIQUE KEY one_text (store_id, option_id)")
                    .source(
                            "INSERT INTO ~eav_attribute_option_value (value_id, option_id, store_id, value) VALUES"
                                    + " (1, 7, 0, 'oldest'), (2, 7, 1, 'other store'), (3, 8, 0, 'other option'),"
                                    + " (4, 7, 0, 'older'), (5, 7, 0, 'newest'), (6, 9, 0, 'alone')",
                            "INSERT INTO ~eav_attribute_label (attribute_label_id, attribute_id, store_id, value) VALUES"
                                    + " (1, 7, 0, 'first'), (2, 7, 0, 'second')")
                    .run();

            assertThat(shop.rows("SELECT value_id, value FROM ~eav_attribute_option_value ORDER BY 1"))
                    .containsExactly("2|other store", "3|other option", "5|newest", "6|alone");
            assertThat(shop.rows("SELECT COUNT(*) FROM ~eav_attribute_label")).containsExactly("2");
            assertThat(shop.findings()).isEmpty();
            assertThat(shop.rows(
                            "SELECT reason, occurrences FROM " + shop.state().table("loss")))
                    .containsExactly("row left out: a newer text of the same store replaces it|2");
            assertThat(shop.rows("SELECT row_key FROM " + shop.state().table("loss_key") + " ORDER BY 1"))
                    .containsExactly("value_id=1", "value_id=4");
            assertThat(shop.rows("SELECT COUNT(*) FROM " + shop.state().table("parked")))
                    .containsExactly("0");
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = DatabaseFlavor.class,
            names = {"MARIADB_11_4", "MYSQL_8_0"})
    void keepsAllTextsWhereTheTargetTakesThem(DatabaseFlavor flavor) {
        try (StepFixture shop = shop(flavor)) {
            shop.sourceTables(ShopSchema.magento1(), OPTIONS)
                    .targetTables(ShopSchema.magento2(), OPTIONS)
                    .source("INSERT INTO ~eav_attribute_option_value (value_id, option_id, store_id, value) VALUES"
                            + " (1, 7, 0, 'older'), (2, 7, 0, 'newest')")
                    .run();

            assertThat(shop.rows("SELECT value_id FROM ~eav_attribute_option_value ORDER BY 1"))
                    .containsExactly("1", "2");
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = DatabaseFlavor.class,
            names = {"MARIADB_11_4", "MYSQL_8_0"})
    void numbersValuesAnewWhoseNumberIsTooGreat(DatabaseFlavor flavor) {
        try (StepFixture shop = shop(flavor)) {
            shop.sourceTables(ShopSchema.magento1(), "catalog_product_entity_int")
                    .targetTables(ShopSchema.magento2(), "catalog_product_entity_int")
                    .source(
                            "ALTER TABLE ~catalog_product_entity_int MODIFY value_id INT UNSIGNED NOT NULL AUTO_INCREMENT",
                            "INSERT INTO ~catalog_product_entity_int (value_id, attribute_id, store_id, entity_id, value) VALUES"
                                    + " (1, 5, 0, 1, 10), (2147483647, 5, 0, 2, 20), (2147483648, 5, 0, 3, 30), (4294967295, 5, 0, 4, 40)")
                    .run();

            assertThat(shop.rows(
                            "SELECT value_id, entity_id, value FROM ~catalog_product_entity_int ORDER BY entity_id"))
                    .containsExactly("1|1|10", "2147483647|2|20", "-2147483648|3|30", "-1|4|40");
            assertThat(shop.findings()).isEmpty();
        }
    }
}
