package dev.gangway.bulkloader.eav;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.bulkloader.StepFixture;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Groups within sets and attributes within groups, when a shop meets a target with a layout of its own. */
class EavLayoutIT {
    /** Two groups of one set that Magento 2 has as one; a place of another set names one of them. */
    private static final String[] LACE_IN_GROUPS_OF_ANOTHER_SET = {
        "UPDATE ~eav_entity_attribute SET attribute_group_id = 73 WHERE entity_attribute_id = 503",
        "INSERT INTO ~eav_entity_attribute (entity_attribute_id, entity_type_id, attribute_set_id, attribute_group_id, attribute_id, sort_order)"
                + " VALUES (505, 10, 9, 71, 275, 4)"
    };

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
    void aGroupOfAnotherSetStandsForTheOneOfThatNameInThePlacesOwnSet() {
        shop.source(LACE_IN_GROUPS_OF_ANOTHER_SET).run();

        assertThat(places("lace")).containsExactly("9|Product Details|204", "21|Product Details|208");
    }

    @Test
    void strictModeLeavesOutAPlaceWhoseGroupOfAnotherSetHasTheAttribute() {
        shop.strict().source(LACE_IN_GROUPS_OF_ANOTHER_SET).run();

        assertThat(places("lace")).containsExactly("21|Product Details|208");
        assertThat(shop.rows("SELECT reason, row_key FROM " + shop.state().table("loss_key")
                        + " WHERE table_name = 'eav_entity_attribute'"))
                .containsExactly("row left out: its group is of another set, and has the attribute already"
                        + "|entity_attribute_id=505");
    }

    private List<String> places(String code) {
        return EavShop.places(shop, code);
    }
}
