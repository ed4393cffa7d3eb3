package dev.gangway.bulkloader.eav;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gangway.bulkloader.StepFixture;
import dev.gangway.testkit.shop.ShopSchema;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A shop with attributes of its own meets a target with attributes of its own. */
class EavIT {
    private StepFixture shop;

    @BeforeEach
    void create(@TempDir Path folder) {
        shop = EavShop.in(folder);
    }

    @AfterEach
    void drop() {
        shop.close();
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

    private List<String> layout() {
        var rows = shop.rows("SELECT * FROM ~eav_attribute ORDER BY 1");
        rows.addAll(shop.rows("SELECT * FROM ~eav_attribute_set ORDER BY 1"));
        rows.addAll(shop.rows("SELECT * FROM ~eav_attribute_group ORDER BY 1"));
        rows.addAll(shop.rows("SELECT * FROM ~eav_entity_attribute ORDER BY 1"));
        return rows;
    }

    private List<String> places(String code) {
        return EavShop.places(shop, code);
    }
}
