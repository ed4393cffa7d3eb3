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

class VisualMerchandiserIT {
    private static final String RULES = "a:1:{i:0;a:2:{s:5:\"value\";s:2:\">5\";s:4:\"link\";s:3:\"AND\";}}";
    private static final String ETC = "etc/commerce-to-commerce/";
    private static final String SORTINGS =
            "SELECT row_id, store_id, attribute_id, value FROM ~catalog_category_entity_varchar ORDER BY row_id, attribute_id";

    private StepFixture shop;

    @BeforeEach
    void create(@TempDir Path folder) {
        shop = StepFixture.on(Servers.mysql80(), folder)
                .prefixed("m1_", "m2_")
                .option("visual_merchandiser_map", ETC + "map-visual-merchandiser.xml")
                .option("visual_merchandiser_document_groups", ETC + "visual-merchandiser-document-groups.xml")
                .option("visual_merchandiser_attribute_groups", ETC + "visual-merchandiser-attribute-groups.xml")
                .step("VisualMerchandiser")
                .sourceTables(ShopSchema.commerce1(), "merchandiser_category_values")
                .targetTables(
                        ShopSchema.commerce2(),
                        "visual_merchandiser_rule",
                        "catalog_category_entity_varchar",
                        "eav_attribute",
                        "eav_entity_type")
                .source("INSERT INTO ~merchandiser_category_values VALUES"
                        + " (3, '', 'price', '" + RULES + "', 0, 'none'), (4, '', '', '', 0, 'instock_at_top'),"
                        + " (5, '', '', '', 0, 'special_at_top'), (6, '', '', '', 0, 'special_at_bottom'),"
                        + " (7, '', '', '', 0, 'margin_high')")
                .target(
                        "INSERT INTO ~eav_entity_type (entity_type_id, entity_type_code) VALUES (3, 'catalog_category'), (4, 'catalog_product')",
                        "INSERT INTO ~eav_attribute (attribute_id, entity_type_id, attribute_code) VALUES"
                                + " (77, 3, 'automatic_sorting'), (78, 4, 'automatic_sorting'), (79, 3, 'name')",
                        "INSERT INTO ~visual_merchandiser_rule (category_id, store_id) VALUES (99, 0)",
                        "INSERT INTO ~catalog_category_entity_varchar (attribute_id, store_id, row_id, value) VALUES (79, 0, 3, 'Shoes')");
    }

    @AfterEach
    void drop() {
        shop.close();
    }

    @Test
    void replacesRulesAndConvertsTheirConditions() {
        shop.run();

        assertThat(shop.rows(
                        "SELECT category_id, conditions_serialized FROM ~visual_merchandiser_rule ORDER BY 1 LIMIT 2"))
                .containsExactly(
                        "3|[{\"operator\":\"gt\",\"value\":\"5\",\"attribute\":\"price\",\"logic\":\"AND\"}]", "4|");
        assertThat(shop.rows("SELECT COUNT(*) FROM ~visual_merchandiser_rule")).containsExactly("5");
        assertThat(shop.findings()).isEmpty();
    }

    @Test
    void keepsTheSortingAsAValueOfTheCategory() {
        shop.run();

        assertThat(shop.rows(SORTINGS))
                .containsExactly("3|0|77|0", "3|0|79|Shoes", "4|0|77|2", "5|0|77|3", "6|0|77|4", "7|0|77|0");
    }

    @Test
    void givesTheSameRowsOnAUsedTarget() {
        shop.run();
        shop.source("DELETE FROM ~merchandiser_category_values WHERE category_id > 3");
        shop.reset();
        shop.run();

        assertThat(shop.rows(SORTINGS)).containsExactly("3|0|77|0", "3|0|79|Shoes");
        assertThat(shop.rows("SELECT category_id FROM ~visual_merchandiser_rule"))
                .containsExactly("3");
    }

    @Test
    void missesTheAttributeOfTheSorting() {
        shop.target("DELETE FROM ~eav_attribute WHERE attribute_id = 77");

        assertThatThrownBy(shop::run)
                .hasMessageContaining("attribute automatic_sorting of catalog_category does not exist");
    }

    @Test
    void namesAColumnThatTheMapLeavesOpen() {
        shop.target("ALTER TABLE ~visual_merchandiser_rule ADD vendor_note INT");

        assertThatThrownBy(shop::run)
                .hasMessageContaining(
                        "Destination fields are not mapped. Document: visual_merchandiser_rule. Fields: vendor_note");
    }

    @Test
    void findsARuleThatIsNotThere() {
        shop.listener(new BulkListener() {
            @Override
            public void stageFinished(StageRef stage, long millis) {
                if (stage.isData()) {
                    shop.target("DELETE FROM ~visual_merchandiser_rule WHERE category_id = 4");
                }
            }
        });

        assertThatThrownBy(shop::run)
                .hasMessageContaining(
                        "Mismatch of entities in the document: visual_merchandiser_rule Source: 5 Destination: 4");
    }

    @Test
    void hangsTheSortingOnEntitiesWhereTheTargetHasNoStaging() {
        shop.target("ALTER TABLE ~catalog_category_entity_varchar CHANGE row_id entity_id INT UNSIGNED NOT NULL")
                .run();

        assertThat(shop.rows("SELECT entity_id, store_id, value FROM ~catalog_category_entity_varchar"
                        + " WHERE attribute_id = 77 ORDER BY 1"))
                .containsExactly("3|0|0", "4|0|2", "5|0|3", "6|0|4", "7|0|0");
    }
}
