package dev.gangway.bulkloader.derive;

import static org.assertj.core.api.Assertions.assertThat;

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

/** What is cleaned up at the end: each product value here is about another reason. */
class PostProcessingIT {
    private StepFixture shop;

    @BeforeEach
    void create(@TempDir Path folder) {
        shop = StepFixture.on(Servers.mariadb(), folder)
                .prefixed("m1_", "m2_")
                .step("PostProcessing", "", "Data", "")
                .option("edition_migrate", "opensource-to-opensource")
                .option("eav_document_groups_file", "etc/parts/eav-document-groups.xml")
                .targetTables(
                        ShopSchema.magento2(),
                        "eav_entity_type",
                        "eav_attribute",
                        "eav_entity_attribute",
                        "catalog_eav_attribute",
                        "catalog_product_entity",
                        "catalog_product_entity_int",
                        "catalog_product_entity_varchar",
                        "catalog_product_entity_text",
                        "catalog_category_entity_varchar",
                        "catalog_category_product")
                .target(
                        "INSERT INTO ~eav_entity_type (entity_type_id, entity_type_code) VALUES (4, 'catalog_product'), (3, 'catalog_category')",
                        "INSERT INTO ~eav_attribute (attribute_id, entity_type_id, attribute_code, frontend_input) VALUES"
                                + " (10, 4, 'name', 'text'), (11, 4, 'sizes', 'multiselect'), (12, 4, 'url_path', 'text'), (13, 4, 'other_set', 'text'),"
                                + " (14, 3, 'url_path', 'text'), (15, 3, 'tags', 'multiselect')",
                        "INSERT INTO ~catalog_product_entity (entity_id, attribute_set_id, sku) VALUES (1, 9, 'a')",
                        "INSERT INTO ~eav_entity_attribute (attribute_set_id, attribute_id, entity_type_id, attribute_group_id) VALUES"
                                + " (9, 10, 4, 1), (9, 11, 4, 2), (9, 12, 4, 3), (21, 13, 4, 4)");
    }

    @AfterEach
    void drop() {
        shop.close();
    }

    @Test
    void valuesOfAttributesThatAreGoneAreRemovedEverywhere() {
        shop.target(
                        "INSERT INTO ~catalog_product_entity_varchar (attribute_id, store_id, entity_id, value) VALUES (10, 0, 1, 'kept'), (77, 0, 1, 'gone')",
                        "INSERT INTO ~catalog_category_entity_varchar (attribute_id, store_id, entity_id, value) VALUES (14, 0, 2, 'kept'), (77, 0, 2, 'gone')",
                        "INSERT INTO ~catalog_eav_attribute (attribute_id) VALUES (10), (77)")
                .run();

        assertThat(shop.rows("SELECT value FROM ~catalog_product_entity_varchar"))
                .containsExactly("kept");
        assertThat(shop.rows("SELECT value FROM ~catalog_category_entity_varchar"))
                .containsExactly("kept");
    }

    @Test
    void valuesOutsideTheProductsSetAreRemovedUnlessTheyAreNull() {
        shop.target("INSERT INTO ~catalog_product_entity_varchar (attribute_id, store_id, entity_id, value) VALUES"
                        + " (10, 0, 1, 'in the set'), (13, 0, 1, 'not in the set'), (13, 1, 1, NULL)")
                .run();

        assertThat(shop.rows("SELECT attribute_id, store_id, value FROM ~catalog_product_entity_varchar ORDER BY 1, 2"))
                .containsExactly("10|0|in the set", "13|1|-");
    }

    @Test
    void productsLeaveTheRootOfAllCategories() {
        shop.target(
                        "INSERT INTO ~catalog_category_product (entity_id, category_id, product_id) VALUES (1, 1, 1), (2, 2, 1), (5, 1, 2)")
                .run();

        assertThat(shop.rows("SELECT entity_id, category_id FROM ~catalog_category_product"))
                .containsExactly("2|2");
    }

    @Test
    void multipleChoicesOfProductsStayTextsOfAnyLength() {
        shop.target("INSERT INTO ~catalog_product_entity_text (attribute_id, store_id, entity_id, value) VALUES"
                        + " (11, 0, 1, REPEAT('1234,', 80)), (11, 1, 1, '3')")
                .run();

        assertThat(shop.rows("SELECT attribute_id, store_id, LENGTH(value) FROM ~catalog_product_entity_text"))
                .containsExactly("11|0|400", "11|1|1");
        assertThat(shop.rows("SELECT * FROM ~catalog_product_entity_varchar")).isEmpty();
    }

    @Test
    void multipleChoicesOfProductsMoveFromTextToVarcharInStrictMode() {
        shop.strict()
                .target(
                        "INSERT INTO ~catalog_product_entity_text (attribute_id, store_id, entity_id, value) VALUES (11, 0, 1, '1,2'), (11, 1, 1, '3'), (10, 0, 1, 'text')",
                        "INSERT INTO ~catalog_product_entity_varchar (attribute_id, store_id, entity_id, value) VALUES (11, 0, 1, 'older')")
                .run();

        assertThat(shop.rows("SELECT attribute_id, store_id, value FROM ~catalog_product_entity_varchar ORDER BY 1, 2"))
                .containsExactly("11|0|1,2", "11|1|3");
        assertThat(shop.rows("SELECT attribute_id, value FROM ~catalog_product_entity_text"))
                .containsExactly("10|text");
    }

    @Test
    void pathsOfProductsAreRemovedAndThoseOfCategoriesStay() {
        shop.target(
                        "INSERT INTO ~catalog_product_entity_varchar (attribute_id, store_id, entity_id, value) VALUES (12, 0, 1, 'shoe.html'), (10, 0, 1, 'Shoe')",
                        "INSERT INTO ~catalog_category_entity_varchar (attribute_id, store_id, entity_id, value) VALUES (14, 0, 2, 'shoes.html')")
                .run();

        assertThat(shop.rows("SELECT value FROM ~catalog_product_entity_varchar"))
                .containsExactly("Shoe");
        assertThat(shop.rows("SELECT value FROM ~catalog_category_entity_varchar"))
                .containsExactly("shoes.html");
    }

    @Test
    void whatIsRemovedIsListedAndRunningAgainChangesNothing() {
        shop.target(
                        "INSERT INTO ~catalog_product_entity_varchar (attribute_id, store_id, entity_id, value) VALUES (77, 0, 1, 'gone'), (13, 0, 1, 'gone')")
                .run();
        shop.target("DELETE FROM " + shop.state().table("stage")).run();

        assertThat(shop.rows("SELECT table_name, reason, occurrences FROM "
                        + shop.state().table("loss") + " ORDER BY 2"))
                .containsExactly(
                        "catalog_product_entity_varchar|row left out: the attribute is not in the product's attribute set: other_set|1",
                        "catalog_product_entity_varchar|row left out: the target has no such attribute: number 77|1");
        assertThat(shop.rows("SELECT row_key FROM " + shop.state().table("loss_key") + " ORDER BY 1"))
                .containsExactly("value_id=1", "value_id=2");
    }

    @Test
    void optionsOfAttributesThatOnlyTheTargetHasComeBackUnderNumbersBehindTheSources() {
        shop.targetTables(ShopSchema.magento2(), "eav_attribute_option", "eav_attribute_option_value", "store")
                .target(
                        "INSERT INTO ~store (store_id, code) VALUES (0, 'admin')",
                        "INSERT INTO ~eav_attribute (attribute_id, entity_type_id, attribute_code, default_value) VALUES (40, 4, 'badge', '2')",
                        "INSERT INTO ~eav_attribute_option (option_id, attribute_id, sort_order) VALUES (1, 10, 0), (2, 40, 5), (3, 40, 6)",
                        "INSERT INTO ~eav_attribute_option_value (option_id, store_id, value) VALUES (1, 0, 'of name'), (2, 0, 'new'), (2, 7, 'gone'), (3, 0, 'old')");
        shop.state().open();
        new KeptTables(shop.state(), "data")
                .keep(List.of(
                        "m2_eav_attribute_option",
                        "m2_eav_attribute_option_value",
                        "m2_eav_attribute",
                        "m2_eav_entity_type"));
        shop.target(
                "UPDATE ~eav_attribute SET attribute_id = 150 WHERE attribute_id = 40",
                "UPDATE ~eav_attribute SET entity_type_id = 10 WHERE entity_type_id = 4",
                "UPDATE ~eav_entity_type SET entity_type_id = 10 WHERE entity_type_id = 4",
                "TRUNCATE TABLE ~eav_attribute_option",
                "TRUNCATE TABLE ~eav_attribute_option_value",
                "INSERT INTO ~eav_attribute_option (option_id, attribute_id) VALUES (1, 10), (500, 10)");

        shop.run();
        shop.target("DELETE FROM " + shop.state().table("stage")).run();

        assertThat(
                        shop.rows(
                                "SELECT o.option_id, o.attribute_id, o.sort_order, v.store_id, v.value FROM"
                                        + " ~eav_attribute_option o LEFT JOIN ~eav_attribute_option_value v USING (option_id) ORDER BY 1"))
                .containsExactly("1|10|0|-|-", "500|10|0|-|-", "502|150|5|0|new", "503|150|6|0|old");
        assertThat(shop.rows("SELECT default_value FROM ~eav_attribute WHERE attribute_id = 150"))
                .containsExactly("502");
    }
}
