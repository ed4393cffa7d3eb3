package dev.gangway.bulkloader.eav;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gangway.bulkloader.DerivationContract;
import dev.gangway.bulkloader.StepFixture;
import dev.gangway.core.schema.Side;
import dev.gangway.embedded.Servers;
import dev.gangway.testkit.shop.ShopSchema;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A shop with a custom set, group and attribute meets a target with attributes of its own. */
class EavIT {
    private static final String[] TABLES = {
        "eav_entity_type",
        "eav_attribute_set",
        "eav_attribute_group",
        "eav_attribute",
        "eav_entity_attribute",
        "catalog_eav_attribute",
        "customer_eav_attribute"
    };

    private StepFixture shop;

    @BeforeEach
    void create(@TempDir Path folder) {
        shop = shop(folder);
    }

    private static StepFixture shop(Path folder) {
        StepFixture shop = StepFixture.on(Servers.mariadb(), folder)
                .prefixed("m1_", "m2_")
                .step("Eav", "", "Data", "Volume")
                .option("eav_map_file", "etc/parts/map-eav.xml")
                .option("eav_document_groups_file", "etc/parts/eav-document-groups.xml")
                .option("eav_attribute_groups_file", "etc/parts/eav-attribute-groups.xml")
                .option("class_map", "etc/parts/class-map.xml")
                .sourceTables(ShopSchema.magento1(), TABLES)
                .targetTables(ShopSchema.magento2(), TABLES);
        source(shop);
        target(shop);
        return shop;
    }

    @AfterEach
    void drop() {
        shop.close();
    }

    private static void source(StepFixture shop) {
        shop.source(
                "INSERT INTO ~eav_entity_type (entity_type_id, entity_type_code) VALUES (10, 'catalog_product'), (11, 'customer')",
                "INSERT INTO ~eav_attribute_set (attribute_set_id, entity_type_id, attribute_set_name, sort_order) VALUES"
                        + " (9, 10, 'Default', 1), (21, 10, 'Shoes', 2), (3, 11, 'Default', 1)",
                "INSERT INTO ~eav_attribute_group (attribute_group_id, attribute_set_id, attribute_group_name, sort_order) VALUES"
                        + " (70, 9, 'General', 1), (71, 21, 'General', 1), (72, 21, 'Sole & Co', 7), (73, 21, 'Prices', 2)",
                "INSERT INTO ~eav_attribute (attribute_id, entity_type_id, attribute_code, backend_type, frontend_input, frontend_label, is_user_defined) VALUES"
                        + " (272, 10, 'color', 'int', 'select', 'Colour of the old shop', 1), (273, 10, 'sole', 'int', 'select', 'Sole', 1),"
                        + " (274, 10, 'group_price', 'decimal', 'text', 'Group price', 0), (275, 10, 'lace', 'int', 'select', 'Lace', 1)",
                "INSERT INTO ~catalog_eav_attribute (attribute_id, is_searchable) VALUES (272, 1), (273, 1), (274, 1)",
                "INSERT INTO ~eav_entity_attribute (entity_attribute_id, entity_type_id, attribute_set_id, attribute_group_id, attribute_id, sort_order) VALUES"
                        + " (501, 10, 21, 71, 273, 5), (502, 10, 21, 71, 272, 6), (503, 10, 21, 72, 275, 8), (504, 10, 21, 73, 274, 9)");
    }

    private static void target(StepFixture shop) {
        shop.target(
                "INSERT INTO ~eav_entity_type (entity_type_id, entity_type_code, entity_model) VALUES (4, 'catalog_product', 'M2'), (5, 'order', 'M2')",
                "INSERT INTO ~eav_attribute_set (attribute_set_id, entity_type_id, attribute_set_name) VALUES (4, 4, 'Default'), (5, 5, 'Default')",
                "INSERT INTO ~eav_attribute_group (attribute_group_id, attribute_set_id, attribute_group_name, attribute_group_code, sort_order) VALUES"
                        + " (7, 4, 'Product Details', 'product-details', 10), (8, 4, 'Images', 'image-management', 20), (9, 5, 'General', 'general', 1)",
                "INSERT INTO ~eav_attribute (attribute_id, entity_type_id, attribute_code, backend_type, frontend_input, frontend_label) VALUES"
                        + " (93, 4, 'color', 'int', 'select', 'Color'), (150, 4, 'tax', 'int', 'select', 'Tax')",
                "INSERT INTO ~catalog_eav_attribute (attribute_id, is_searchable) VALUES (93, 0), (150, 0)",
                "INSERT INTO ~eav_entity_attribute (entity_attribute_id, entity_type_id, attribute_set_id, attribute_group_id, attribute_id, sort_order) VALUES"
                        + " (1, 4, 4, 7, 93, 30), (2, 4, 4, 8, 150, 40)");
    }

    @Test
    void typesAndSetsHaveTheSourcesIds() {
        shop.run();

        assertThat(shop.rows("SELECT entity_type_id, entity_type_code FROM ~eav_entity_type ORDER BY 1"))
                .containsExactly("10|catalog_product", "11|customer", "12|order");
        assertThat(
                        shop.rows(
                                "SELECT attribute_set_id, entity_type_id, attribute_set_name, sort_order FROM ~eav_attribute_set ORDER BY 1"))
                .containsExactly("3|11|Default|100", "9|10|Default|100", "21|10|Shoes|100", "22|12|Default|0");
        assertThat(shop.findings()).isEmpty();
    }

    @Test
    void commonAttributesKeepTheTargetsDefinitionUnderTheSourcesIds() {
        shop.run();

        assertThat(
                        shop.rows(
                                "SELECT attribute_id, entity_type_id, attribute_code, frontend_label FROM ~eav_attribute ORDER BY 1"))
                .containsExactly("272|10|color|Color", "273|10|sole|Sole", "275|10|lace|Lace", "276|10|tax|Tax");
        assertThat(shop.rows("SELECT attribute_id, is_searchable FROM ~catalog_eav_attribute ORDER BY 1"))
                .containsExactly("272|0", "273|1", "276|0");
    }

    @Test
    void customSetsGetTheTargetsLayoutAndTheirOwnGroups() {
        shop.run();

        assertThat(shop.rows("SELECT attribute_set_id, attribute_group_name, attribute_group_code, sort_order"
                        + " FROM ~eav_attribute_group ORDER BY attribute_set_id, sort_order"))
                .containsExactly(
                        "9|Product Details|product-details|10",
                        "9|Images|image-management|20",
                        "21|Product Details|product-details|10",
                        "21|Images|image-management|20",
                        "21|Sole & Co|sole-co|107",
                        "22|General|general|1");
    }

    @Test
    void attributesStandWhereTheTargetOrTheirOwnGroupHasThem() {
        shop.run();

        assertThat(shop.rows(
                        "SELECT e.attribute_set_id, g.attribute_group_name, a.attribute_code, e.entity_type_id, e.sort_order"
                                + " FROM ~eav_entity_attribute e JOIN ~eav_attribute_group g USING (attribute_group_id)"
                                + " JOIN ~eav_attribute a USING (attribute_id) ORDER BY 1, 5"))
                .containsExactly(
                        "9|Product Details|color|10|30",
                        "9|Images|tax|10|40",
                        "21|Sole & Co|lace|10|8",
                        "21|Product Details|color|10|30",
                        "21|Images|tax|10|40",
                        "21|Product Details|sole|10|205");
    }

    @Test
    void attributesThatMagento2KnowsStandInEverySetThatHasThemInTheSource() {
        shop.target("DELETE FROM ~eav_entity_attribute WHERE attribute_id = 93").run();

        assertThat(places("color")).containsExactly("21|Product Details|206");
    }

    @Test
    void strictModeLeavesAttributesThatMagento2KnowsWhereItHasThem() {
        shop.strict()
                .target("DELETE FROM ~eav_entity_attribute WHERE attribute_id = 93")
                .run();

        assertThat(places("color")).isEmpty();
        assertThat(places("lace")).containsExactly("21|Sole & Co|8");
    }

    @Test
    void groupsWhoseNameOnlyContainsAStandardOneStayGroupsOfTheirOwn() {
        shop.source(
                        "INSERT INTO ~eav_attribute_group (attribute_group_id, attribute_set_id, attribute_group_name) VALUES (80, 21, 'General Specs')",
                        "UPDATE ~eav_entity_attribute SET attribute_group_id = 80 WHERE attribute_id = 273")
                .run();

        assertThat(places("sole")).containsExactly("21|General Specs|5");
    }

    @Test
    void attributesWhoseGroupIsGoneStandInTheSetsDefaultGroup() {
        shop.source("UPDATE ~eav_entity_attribute SET attribute_group_id = 999 WHERE attribute_id = 275")
                .target("UPDATE ~eav_attribute_group SET default_id = 1 WHERE attribute_group_id = 8")
                .run();

        assertThat(places("lace")).containsExactly("21|Images|8");
    }

    @Test
    void renamedStandardGroupsAndSetsOfTheTargetAreFoundByCodeAndByType() {
        shop.target(
                        "UPDATE ~eav_attribute_group SET attribute_group_name = 'Produkt' WHERE attribute_group_id = 7",
                        "UPDATE ~eav_attribute_set SET attribute_set_name = 'Standard' WHERE attribute_set_id = 4",
                        "UPDATE ~eav_entity_type SET default_attribute_set_id = 4 WHERE entity_type_id = 4")
                .run();

        assertThat(places("sole")).containsExactly("21|Produkt|205");
        assertThat(places("tax")).contains("9|Images|40", "21|Images|40");
    }

    @Test
    void groupsOfEqualCodesGetNumbersInEitherMode() {
        shop.source(
                        "INSERT INTO ~eav_attribute_group (attribute_group_id, attribute_set_id, attribute_group_name) VALUES"
                                + " (80, 21, 'Details!'), (81, 21, 'Details'), (82, 21, 'Product; Details'), (83, 21, '\u4ea7\u54c1'), (84, 21, '\u89c4\u683c')")
                .run();

        assertThat(
                        shop.rows(
                                "SELECT attribute_group_name, attribute_group_code FROM ~eav_attribute_group"
                                        + " WHERE attribute_set_id = 21 AND attribute_group_code REGEXP '^(details|product-d)' ORDER BY attribute_group_id"))
                .containsExactly(
                        "Product Details|product-details",
                        "Details!|details",
                        "Details|details-2",
                        "Product; Details|product-details-2");
        assertThat(
                        shop.rows(
                                "SELECT COUNT(*), COUNT(DISTINCT attribute_group_code) FROM ~eav_attribute_group WHERE attribute_set_id = 21"))
                .containsExactly("8|8");
        List<String> correct = shop.rows("SELECT * FROM ~eav_attribute_group ORDER BY 1");

        shop.reset();
        shop.strict().run();
        assertThat(shop.rows("SELECT * FROM ~eav_attribute_group ORDER BY 1")).isEqualTo(correct);
    }

    @Test
    void namesThatMagento2sKeysTakeForEqualAreOneGroupAndOneAttribute() {
        shop.source(
                        "UPDATE ~eav_attribute_group SET attribute_group_name = 'im\u00e0ges ' WHERE attribute_group_id = 72",
                        "UPDATE ~eav_attribute SET attribute_code = 'Color' WHERE attribute_id = 272")
                .run();

        assertThat(places("lace")).containsExactly("21|Images|8");
        assertThat(shop.rows("SELECT attribute_id, attribute_code FROM ~eav_attribute WHERE attribute_code = 'color'"))
                .containsExactly("272|color");
    }

    @Test
    void setsThatMagento2sKeysTakeForEqualStayApart() {
        shop.source(
                        "ALTER TABLE ~eav_attribute_set MODIFY attribute_set_name VARCHAR(255) CHARACTER SET utf8 COLLATE utf8_bin",
                        "INSERT INTO ~eav_attribute_set (attribute_set_id, entity_type_id, attribute_set_name) VALUES (22, 10, 'shoes'), (23, 10, 'SHOES')")
                .target(
                        "INSERT INTO ~eav_attribute_set (attribute_set_id, entity_type_id, attribute_set_name) VALUES (8, 4, 'sHoes')")
                .run();

        assertThat(
                        shop.rows(
                                "SELECT attribute_set_id, attribute_set_name FROM ~eav_attribute_set WHERE attribute_set_id BETWEEN 21 AND 23 ORDER BY 1"))
                .containsExactly("21|Shoes", "22|shoes (2)", "23|SHOES (3)");
        assertThat(shop.rows("SELECT reason, row_key FROM " + shop.state().table("loss_key")
                        + " WHERE reason LIKE 'renamed%' ORDER BY 2"))
                .containsExactly(
                        "renamed: Magento 2 takes it for equal to another|attribute_set_id=22",
                        "renamed: Magento 2 takes it for equal to another|attribute_set_id=23");
        assertThat(shop.rows("SELECT COUNT(*) FROM ~eav_attribute_set WHERE attribute_set_name LIKE 'shoes%'"))
                .containsExactly("3");
    }

    @Test
    void attributesThatMagento2sKeysTakeForEqualStayApart() {
        shop.source(
                        "ALTER TABLE ~eav_attribute MODIFY attribute_code VARCHAR(255) CHARACTER SET utf8 COLLATE utf8_bin",
                        "INSERT INTO ~eav_attribute (attribute_id, entity_type_id, attribute_code, backend_type, frontend_input) VALUES"
                                + " (301, 10, 'SOLE', 'varchar', 'text'), (302, 10, 'COLOR', 'varchar', 'text'), (303, 11, 'sole', 'varchar', 'text')")
                .run();

        assertThat(
                        shop.rows(
                                "SELECT attribute_id, attribute_code FROM ~eav_attribute WHERE attribute_code REGEXP 'sole|color' ORDER BY 1"))
                .containsExactly("272|color", "273|sole", "301|SOLE_2", "302|COLOR_2", "303|sole");
        assertThat(shop.findings()).isEmpty();
    }

    @Test
    void groupsOfAnExtensionsEntityTypeDoNotDependOnSetsWithTheSameNumber() {
        shop.source(
                        "INSERT INTO ~eav_entity_type (entity_type_id, entity_type_code) VALUES (30, 'vendor_brand')",
                        "INSERT INTO ~eav_attribute_set (attribute_set_id, entity_type_id, attribute_set_name) VALUES (5, 30, 'Default')",
                        "INSERT INTO ~eav_attribute_group (attribute_group_id, attribute_set_id, attribute_group_name) VALUES (90, 5, 'General')",
                        "INSERT INTO ~eav_attribute (attribute_id, entity_type_id, attribute_code, backend_type, frontend_input) VALUES (300, 30, 'motto', 'varchar', 'text')",
                        "INSERT INTO ~eav_entity_attribute (entity_attribute_id, entity_type_id, attribute_set_id, attribute_group_id, attribute_id, sort_order) VALUES (600, 30, 5, 90, 300, 1)")
                .run();

        assertThat(places("motto")).containsExactly("5|General|1");
    }

    @Test
    void attributesThatTheShopGaveAnotherTypeKeepIt() {
        shop.source("UPDATE ~eav_attribute SET backend_type = 'text', frontend_input = 'multiselect',"
                        + " backend_model = 'eav/entity_attribute_backend_array' WHERE attribute_id = 272")
                .run();

        assertThat(
                        shop.rows(
                                "SELECT backend_type, frontend_input, backend_model, frontend_label FROM ~eav_attribute WHERE attribute_id = 272"))
                .containsExactly(
                        "text|multiselect|Magento\\Eav\\Model\\Entity\\Attribute\\Backend\\ArrayBackend|Color");
    }

    @Test
    void pricesHaveTheScopeThatTheSavedSettingSays() {
        shop.source(
                        "INSERT INTO ~eav_attribute (attribute_id, entity_type_id, attribute_code, backend_type, frontend_input) VALUES (290, 10, 'rrp', 'decimal', 'price')",
                        "INSERT INTO ~catalog_eav_attribute (attribute_id, is_global) VALUES (290, 0)")
                .target(
                        "INSERT INTO ~eav_attribute (attribute_id, entity_type_id, attribute_code, backend_type, frontend_input) VALUES (94, 4, 'price', 'decimal', 'price')",
                        "INSERT INTO ~catalog_eav_attribute (attribute_id, is_global) VALUES (94, 1)")
                .targetTables(ShopSchema.magento2(), "core_config_data")
                .run();
        assertThat(priceScopes()).containsExactly("price|1", "rrp|0");

        shop.reset();
        shop.target(
                        "INSERT INTO ~core_config_data (scope, scope_id, path, value) VALUES ('default', 0, 'catalog/price/scope', '1'),"
                                + " ('websites', 1, 'catalog/price/scope', '0')")
                .run();
        assertThat(priceScopes()).containsExactly("price|2", "rrp|2");
        assertThat(shop.rows("SELECT DISTINCT is_global FROM ~catalog_eav_attribute WHERE attribute_id = 272"))
                .containsExactly("1");

        shop.reset();
        shop.target("UPDATE ~core_config_data SET value = '0' WHERE scope = 'default'")
                .run();
        assertThat(priceScopes()).containsExactly("price|1", "rrp|1");
    }

    private List<String> priceScopes() {
        return shop.rows("SELECT a.attribute_code, c.is_global FROM ~eav_attribute a JOIN ~catalog_eav_attribute c"
                + " USING (attribute_id) WHERE a.frontend_input = 'price' ORDER BY 1");
    }

    /** Set, group and order of an attribute's places in product sets of the source. */
    private List<String> places(String code) {
        return shop.rows("SELECT e.attribute_set_id, g.attribute_group_name, e.sort_order FROM ~eav_entity_attribute e"
                + " JOIN ~eav_attribute_group g USING (attribute_group_id) JOIN ~eav_attribute a USING (attribute_id)"
                + " WHERE a.attribute_code = '" + code + "' ORDER BY 1");
    }

    @Test
    void findsAttributesWithoutInputAndClassesThatTheClassMapLacks() {
        shop.step("Eav", "Integrity", "", "")
                .source(
                        "UPDATE ~eav_attribute SET frontend_input = '' WHERE attribute_id IN (273, 274)",
                        "INSERT INTO ~eav_attribute (attribute_id, entity_type_id, attribute_code, frontend_input) VALUES (280, 10, 'url_path', NULL), (281, 11, 'url_path', '0')",
                        "UPDATE ~eav_attribute SET backend_model = 'vendor/ignored' WHERE attribute_id = 274",
                        "UPDATE ~eav_attribute SET source_model = 'eav/entity_attribute_source_boolean', backend_model = 'vendor/backend' WHERE attribute_id = 275",
                        "UPDATE ~catalog_eav_attribute SET frontend_input_renderer = 'vendor/renderer' WHERE attribute_id = 273",
                        "UPDATE ~eav_entity_type SET entity_model = 'vendor/type' WHERE entity_type_id = 11");

        assertThat(shop.check())
                .filteredOn(finding -> finding.contains("INPUT_MISSING"))
                .hasSize(2)
                .anyMatch(finding -> finding.contains("[sole, catalog_product, 273]"))
                .anyMatch(finding -> finding.contains("[url_path, customer, 281]"));
        assertThat(shop.check())
                .filteredOn(finding -> finding.contains("CLASS_NOT_MAPPED"))
                .hasSize(3)
                .anyMatch(finding -> finding.contains("[backend_model, vendor/backend, attribute_id=275]"))
                .anyMatch(finding -> finding.contains("[frontend_input_renderer, vendor/renderer, attribute_id=273]"))
                .anyMatch(finding -> finding.contains("[entity_model, vendor/type, entity_type_id=11]"));
    }

    @Test
    void overlooksAnAttributeThatTheSourceGotMeanwhileAndFindsAWrongCode() {
        shop.afterData(() -> shop.source("INSERT INTO ~eav_attribute (attribute_id, entity_type_id, attribute_code)"
                        + " VALUES (276, 10, 'newer')"))
                .run();
        assertThat(shop.findings()).isEmpty();

        shop.reset();
        shop.source("DELETE FROM ~eav_attribute WHERE attribute_id = 276")
                .afterData(() ->
                        shop.target("UPDATE ~eav_attribute SET attribute_code = 'other' WHERE attribute_id = 273"));
        assertThatThrownBy(shop::run)
                .hasMessageContaining(
                        "Attribute with attribute_id=273 has another code in the target than in the source");
    }

    @Test
    void givesTheSameRowsWhenItIsRepeatedAndOnAUsedTarget() {
        shop.run();
        var first = layout();

        shop.target("DELETE FROM " + shop.state().table("stage")).run();
        assertThat(layout()).isEqualTo(first);

        shop.reset();
        shop.run();
        assertThat(layout()).isEqualTo(first);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void changesOfTheSourceGiveWhatAFreshLoadGives(boolean strict, @TempDir Path folder) throws Exception {
        List<String> changes = List.of(
                "INSERT INTO ~eav_attribute (attribute_id, entity_type_id, attribute_code, backend_type, frontend_input, is_user_defined)"
                        + " VALUES (276, 10, 'width', 'int', 'select', 1)",
                "INSERT INTO ~catalog_eav_attribute (attribute_id, is_searchable) VALUES (276, 1)",
                "INSERT INTO ~eav_attribute_set (attribute_set_id, entity_type_id, attribute_set_name, sort_order) VALUES (22, 10, 'Hats', 3)",
                "INSERT INTO ~eav_attribute_group (attribute_group_id, attribute_set_id, attribute_group_name, sort_order) VALUES"
                        + " (81, 22, 'Brim', 1), (82, 22, 'Prices', 2)",
                "INSERT INTO ~eav_entity_attribute (entity_attribute_id, entity_type_id, attribute_set_id, attribute_group_id, attribute_id, sort_order) VALUES"
                        + " (601, 10, 22, 81, 276, 5), (602, 10, 21, 72, 276, 6), (603, 10, 22, 82, 272, 7)",
                "UPDATE ~eav_attribute_group SET attribute_group_name = 'Soles' WHERE attribute_group_id = 72",
                "UPDATE ~eav_entity_attribute SET attribute_group_id = 71 WHERE entity_attribute_id = 503",
                "DELETE FROM ~eav_entity_attribute WHERE attribute_id = 273",
                "DELETE FROM ~catalog_eav_attribute WHERE attribute_id = 273",
                "DELETE FROM ~eav_attribute WHERE attribute_id = 273");
        try (StepFixture fresh = shop(folder)) {
            if (strict) {
                shop.strict();
                fresh.strict();
            }
            shop.run();
            stream(changes);
            fresh.source(changes.toArray(String[]::new)).run();

            assertThat(structure(shop)).isEqualTo(structure(fresh));
            assertThat(shop.losses()).isEqualTo(fresh.losses());
        }
    }

    @Test
    void whatSomebodyChangedInTheTargetStaysWhereTheSourceDecidesNothingElse() throws Exception {
        shop.run();
        shop.target(
                "UPDATE ~eav_attribute SET frontend_label = 'theirs' WHERE attribute_code IN ('color', 'sole')",
                "INSERT INTO ~eav_attribute_group (attribute_set_id, attribute_group_name, attribute_group_code) VALUES (21, 'Theirs', 'theirs'), (21, 'OURS', 'their-own')");
        stream(
                List.of(
                        "UPDATE ~eav_attribute SET frontend_label = 'ours' WHERE attribute_code = 'sole'",
                        "INSERT INTO ~eav_attribute_group (attribute_group_id, attribute_set_id, attribute_group_name) VALUES (90, 21, 'Ours')"));

        assertThat(
                        shop.rows(
                                "SELECT attribute_code, frontend_label FROM ~eav_attribute WHERE attribute_code IN ('color', 'sole') ORDER BY 1"))
                .containsExactly("color|theirs", "sole|ours");
        assertThat(
                        shop.rows(
                                "SELECT attribute_group_name FROM ~eav_attribute_group WHERE attribute_group_code REGEXP 'ours|their' ORDER BY 1"))
                .containsExactly("Ours", "Theirs");
    }

    @Test
    void aSwatchAloneMarksItsAttributeWhileItStreams() throws SQLException {
        String[] tables = {"eav_attribute_option", "eav_attribute_option_swatch"};
        shop.source(
                "CREATE TABLE ~eav_attribute_option (option_id INT PRIMARY KEY, attribute_id INT)",
                "CREATE TABLE ~eav_attribute_option_swatch (value_id INT PRIMARY KEY, option_id INT)",
                "INSERT INTO ~eav_attribute_option VALUES (2, 273)");
        shop.run();
        String marked = "SELECT attribute_id FROM ~catalog_eav_attribute WHERE additional_data LIKE '%visual%'";
        assertThat(shop.rows(marked)).isEmpty();

        stream(List.of("INSERT INTO ~eav_attribute_option_swatch VALUES (2, 2)"), tables);

        assertThat(shop.rows(marked)).containsExactly("273");
    }

    private void stream(List<String> changes) throws SQLException {
        stream(changes, TABLES);
    }

    /** Changes the source, and the shadows of tables as the stream does. */
    private void stream(List<String> changes, String... tables) throws SQLException {
        shop.source(changes.toArray(String[]::new));
        String source = shop.database(Side.SOURCE).config().name();
        try (DerivationContract contract = shop.contract()) {
            for (String table : tables) {
                String shadow = "shadow:" + table;
                contract.change(
                        shadow,
                        "TRUE",
                        "DELETE FROM {" + shadow + "}",
                        "INSERT INTO {" + shadow + "} SELECT * FROM " + source + ".m1_" + table);
            }
            contract.holds("the structure changed");
        }
    }

    private static List<String> structure(StepFixture shop) {
        var rows = new ArrayList<String>();
        for (String table : TABLES) {
            rows.addAll(shop.rows("SELECT '" + table + "', t.* FROM ~" + table + " t ORDER BY 2"));
        }
        return rows;
    }

    private List<String> layout() {
        var rows = shop.rows("SELECT * FROM ~eav_attribute ORDER BY 1");
        rows.addAll(shop.rows("SELECT * FROM ~eav_attribute_set ORDER BY 1"));
        rows.addAll(shop.rows("SELECT * FROM ~eav_attribute_group ORDER BY 1"));
        rows.addAll(shop.rows("SELECT * FROM ~eav_entity_attribute ORDER BY 1"));
        return rows;
    }
}
