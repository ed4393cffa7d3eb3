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
    void valuesComeBackWithTheirSetOrTheirPlaceInItAndGoWithThem() throws Exception {
        shop.target(
                        "INSERT INTO ~catalog_product_entity (entity_id, attribute_set_id, sku) VALUES (2, 21, 'b')",
                        "INSERT INTO ~eav_entity_attribute (attribute_set_id, attribute_id, entity_type_id, attribute_group_id) VALUES (21, 12, 4, 5)",
                        "INSERT INTO ~catalog_product_entity_varchar (value_id, attribute_id, store_id, entity_id, value) VALUES"
                                + " (1, 10, 0, 1, 'Shoe'), (2, 13, 0, 1, 'x'), (3, 10, 0, 2, 'Boot'), (4, 13, 0, 2, 'y'), (5, 12, 0, 2, 'boot.html')")
                .run();
        assertThat(values()).containsExactly("1|Shoe", "4|y");
        assertThat(shop.losses()).hasSize(3);

        try (DerivationContract stream = shop.contract()) {
            stream.change(
                    "catalog_product_entity",
                    "entity_id = 1",
                    "UPDATE {catalog_product_entity} SET attribute_set_id = 21 WHERE entity_id = 1");
            stream.holds("a product in another set");
            assertThat(values()).containsExactly("2|x", "4|y");

            stream.change(
                    "eav_entity_attribute",
                    "attribute_set_id = 21",
                    "INSERT INTO {eav_entity_attribute} (attribute_set_id, attribute_id, entity_type_id, attribute_group_id) VALUES (21, 10, 4, 4)");
            stream.holds("an attribute put into a set");
            assertThat(values()).containsExactly("1|Shoe", "2|x", "3|Boot", "4|y");
            assertThat(shop.losses())
                    .containsExactly(
                            "catalog_product_entity_varchar row left out: Magento 2 computes url_path of products 1 [value_id=5]");

            stream.change(
                    "eav_entity_attribute",
                    "attribute_set_id = 21",
                    "DELETE FROM {eav_entity_attribute} WHERE attribute_set_id = 21 AND attribute_id = 13");
            stream.holds("an attribute taken from a set");
            assertThat(values()).containsExactly("1|Shoe", "3|Boot");
        }
    }

    private List<String> values() {
        return shop.rows("SELECT value_id, value FROM ~catalog_product_entity_varchar ORDER BY 1");
    }

    @Test
    void aHeldValueIsChangedAndRemovedLikeOneThatIsThere() throws Exception {
        shop.target(
                        "INSERT INTO ~catalog_product_entity_varchar (value_id, attribute_id, store_id, entity_id, value) VALUES"
                                + " (1, 13, 0, 1, 'one'), (2, 13, 1, 1, 'two'), (3, 13, 2, 1, 'three')")
                .run();

        try (DerivationContract stream = shop.contract()) {
            String table = "catalog_product_entity_varchar";
            stream.change(table, "value_id = 1", "UPDATE {" + table + "} SET value = 'changed' WHERE value_id = 1");
            stream.change(table, "value_id = 2", "DELETE FROM {" + table + "} WHERE value_id = 2");
            stream.holds("a held value changed, one removed");
            assertThat(values()).isEmpty();

            stream.change(
                    "catalog_product_entity",
                    "entity_id = 1",
                    "UPDATE {catalog_product_entity} SET attribute_set_id = 21 WHERE entity_id = 1");
            stream.holds("a product in another set");
            assertThat(values()).containsExactly("1|changed", "3|three");
        }
    }

    @Test
    void productsThatLeaveTheRootComeBackWithTheirCategory() throws Exception {
        shop.target("INSERT INTO ~catalog_category_product (entity_id, category_id, product_id) VALUES (1, 1, 1)")
                .run();

        try (DerivationContract stream = shop.contract()) {
            stream.change(
                    "catalog_category_product",
                    "entity_id = 1",
                    "UPDATE {catalog_category_product} SET category_id = 2 WHERE entity_id = 1");
            stream.holds("a product in another category");
        }

        assertThat(shop.rows("SELECT entity_id, category_id FROM ~catalog_category_product"))
                .containsExactly("1|2");
        assertThat(shop.losses()).isEmpty();
    }

    @Test
    void movedChoicesFollowTheirTextsInStrictMode() throws Exception {
        shop.strict()
                .target(
                        "INSERT INTO ~catalog_product_entity_text (value_id, attribute_id, store_id, entity_id, value) VALUES"
                                + " (1, 11, 0, 1, '1,2'), (2, 11, 1, 1, '3'), (3, 11, 2, 1, '4')",
                        "INSERT INTO ~catalog_product_entity_varchar (value_id, attribute_id, store_id, entity_id, value) VALUES"
                                + " (7, 11, 0, 1, 'older'), (8, 11, 2, 1, 'covered')")
                .run();

        try (DerivationContract stream = shop.contract()) {
            String text = "catalog_product_entity_text";
            String varchar = "catalog_product_entity_varchar";
            stream.change(text, "value_id = 2", "UPDATE {" + text + "} SET value = '5' WHERE value_id = 2");
            stream.change(text, "value_id = 3", "DELETE FROM {" + text + "} WHERE value_id = 3");
            stream.change(varchar, "value_id = 7", "DELETE FROM {" + varchar + "} WHERE value_id = 7");
            stream.holds("texts and what they cover changed");
            assertThat(choices()).containsExactly("0|1,2", "1|5", "2|covered");

            stream.change(
                    "eav_attribute",
                    "attribute_id = 11",
                    "UPDATE {eav_attribute} SET frontend_input = 'text' WHERE attribute_id = 11");
            stream.holds("no choice of several any more");
            assertThat(choices()).containsExactly("2|covered");
            assertThat(shop.rows("SELECT value_id, value FROM ~catalog_product_entity_text ORDER BY 1"))
                    .containsExactly("1|1,2", "2|5");
        }
        assertThat(shop.losses()).isEmpty();
    }

    private List<String> choices() {
        return shop.rows("SELECT store_id, value FROM ~catalog_product_entity_varchar ORDER BY 1");
    }

    @Test
    void optionsOfAttributesThatOnlyTheTargetHasComeBackUnderNumbersBehindTheSources() throws Exception {
        String option = "eav_attribute_option";
        String text = "eav_attribute_option_value";
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

        assertThat(options())
                .containsExactly("1|10|0|-|-", "500|10|0|-|-", "1000000002|150|5|0|new", "1000000003|150|6|0|old");
        assertThat(defaultOf(150)).isEqualTo("1000000002");

        try (DerivationContract stream = shop.contract()) {
            stream.change(option, "TRUE", "DELETE FROM {" + option + "}");
            stream.change(text, "TRUE", "DELETE FROM {" + text + "}");
            stream.holds("the source's tables were emptied");
            assertThat(options())
                    .containsExactly("1000000001|10|0|0|of name", "1000000002|150|5|0|new", "1000000003|150|6|0|old");

            stream.change(
                    option, "option_id = 7", "INSERT INTO {" + option + "} (option_id, attribute_id) VALUES (7, 150)");
            stream.holds("the source made an option");
            assertThat(options()).containsExactly("7|150|0|-|-", "1000000001|10|0|0|of name");
            assertThat(defaultOf(150)).isEqualTo("2");

            stream.change(option, "option_id = 7", "DELETE FROM {" + option + "} WHERE option_id = 7");
            stream.change(
                    "eav_attribute",
                    "attribute_id IN (150, 151)",
                    "UPDATE {eav_attribute} SET attribute_id = 151 WHERE attribute_id = 150");
            stream.holds("the option is gone and the attribute has another number");
            assertThat(options())
                    .containsExactly("1000000001|10|0|0|of name", "1000000002|151|5|0|new", "1000000003|151|6|0|old");
            assertThat(defaultOf(151)).isEqualTo("1000000002");

            stream.change(
                    option, "option_id = 8", "INSERT INTO {" + option + "} (option_id, attribute_id) VALUES (8, 77)");
            stream.holds("the source made an option of an attribute that the target does not have");
            assertThat(options()).noneMatch(row -> row.startsWith("8|"));
        }
    }

    @Test
    void textsOfOptionsGoAndComeWithTheirOption() throws Exception {
        String option = "eav_attribute_option";
        String text = "eav_attribute_option_value";
        shop.targetTables(ShopSchema.magento2(), option, text, "store")
                .target(
                        "INSERT INTO ~store (store_id, code) VALUES (0, 'admin')",
                        "INSERT INTO ~eav_attribute_option (option_id, attribute_id) VALUES (1, 10), (2, 77), (3, 77)",
                        "INSERT INTO ~eav_attribute_option_value (value_id, option_id, store_id, value) VALUES"
                                + " (11, 1, 0, 'one'), (12, 2, 0, 'two'), (13, 3, 0, 'three')")
                .run();

        assertThat(texts()).containsExactly("11|one");
        assertThat(shop.losses())
                .contains(text + " row left out: its row in " + option + " is left out 2 [value_id=12, value_id=13]");

        try (DerivationContract stream = shop.contract()) {
            stream.change(
                    text,
                    "value_id = 14",
                    "INSERT INTO {" + text + "} (value_id, option_id, store_id, value) VALUES (14, 2, 1, 'deux')");
            stream.holds("another text of an option that is left out");
            assertThat(texts()).containsExactly("11|one");

            stream.change(
                    "eav_attribute",
                    "attribute_id = 77",
                    "INSERT INTO {eav_attribute} (attribute_id, entity_type_id, attribute_code) VALUES (77, 4, 'shade')");
            stream.holds("the attribute has come");
            assertThat(texts()).containsExactly("11|one", "12|two", "13|three", "14|deux");
            assertThat(shop.losses()).isEmpty();

            stream.change(option, "option_id = 3", "UPDATE {" + option + "} SET attribute_id = 78 WHERE option_id = 3");
            stream.holds("an option of another attribute, which is not there");
            assertThat(texts()).containsExactly("11|one", "12|two", "14|deux");
        }
    }

    private List<String> texts() {
        return shop.rows("SELECT value_id, value FROM ~eav_attribute_option_value ORDER BY 1");
    }

    private List<String> options() {
        return shop.rows("SELECT o.option_id, o.attribute_id, o.sort_order, v.store_id, v.value FROM"
                + " ~eav_attribute_option o LEFT JOIN ~eav_attribute_option_value v USING (option_id) ORDER BY 1");
    }

    private String defaultOf(int attribute) {
        return shop.rows("SELECT default_value FROM ~eav_attribute WHERE attribute_id = " + attribute)
                .get(0);
    }
}
