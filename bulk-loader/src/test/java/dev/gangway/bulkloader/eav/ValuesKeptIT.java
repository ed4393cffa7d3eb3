package dev.gangway.bulkloader.eav;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.bulkloader.StepFixture;
import dev.gangway.embedded.DatabaseFlavor;
import dev.gangway.embedded.Servers;
import dev.gangway.testkit.shop.ShopSchema;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Attributes, values and the clean-up at the end together: every value that Magento 1 showed is in the target, in the table that
 * its attribute names.
 */
class ValuesKeptIT {
    private static final String[] TABLES = {
        "eav_entity_type",
        "eav_attribute_set",
        "eav_attribute_group",
        "eav_attribute",
        "eav_entity_attribute",
        "catalog_eav_attribute",
        "customer_eav_attribute",
        "catalog_product_entity",
        "catalog_product_entity_int",
        "catalog_product_entity_varchar",
        "catalog_product_entity_text",
        "catalog_category_product"
    };
    private static final String RULES = "<map><source><document_rules><ignore><document>eav_*</document></ignore>"
            + "<ignore><document>catalog_eav_attribute</document></ignore><ignore><document>customer_eav_attribute</document></ignore>"
            + "</document_rules></source><destination><document_rules/></destination></map>";
    private static final List<String> TYPES = List.of("int", "varchar", "text");

    @TempDir
    Path folder = Path.of("");

    private StepFixture shop(DatabaseFlavor flavor) {
        return StepFixture.on(Servers.database(flavor), folder)
                .prefixed("m1_", "m2_")
                .map(RULES)
                .step("Eav", "", "Data", "Volume")
                .step("Map", "", "Data", "Volume")
                .step("PostProcessing", "", "Data", "")
                .option("edition_migrate", "opensource-to-opensource")
                .option("eav_map_file", "etc/parts/map-eav.xml")
                .option("eav_document_groups_file", "etc/parts/eav-document-groups.xml")
                .option("eav_attribute_groups_file", "etc/parts/eav-attribute-groups.xml")
                .option("class_map", "etc/parts/class-map.xml")
                .sourceTables(ShopSchema.magento1(), TABLES)
                .targetTables(ShopSchema.magento2(), TABLES)
                .source(
                        "INSERT INTO ~eav_entity_type (entity_type_id, entity_type_code) VALUES (10, 'catalog_product')",
                        "INSERT INTO ~eav_attribute_set (attribute_set_id, entity_type_id, attribute_set_name) VALUES (9, 10, 'Default'), (21, 10, 'Boots')",
                        "INSERT INTO ~eav_attribute_group (attribute_group_id, attribute_set_id, attribute_group_name) VALUES"
                                + " (70, 9, 'General'), (71, 21, 'General Facts'), (72, 21, 'Facts!'), (73, 21, 'Facts?')",
                        "INSERT INTO ~eav_attribute (attribute_id, entity_type_id, attribute_code, backend_type, frontend_input) VALUES"
                                + " (72, 10, 'color', 'int', 'select'), (73, 10, 'maker', 'text', 'multiselect'), (74, 10, 'seasons', 'text', 'multiselect'),"
                                + " (75, 10, 'colours', 'varchar', 'multiselect'), (76, 10, 'group_price', 'text', 'text')",
                        "INSERT INTO ~eav_entity_attribute (attribute_set_id, attribute_group_id, attribute_id, entity_type_id) VALUES"
                                + " (9, 70, 72, 10), (21, 71, 72, 10), (21, 72, 73, 10), (21, 73, 74, 10), (21, 71, 75, 10), (21, 71, 76, 10)",
                        "INSERT INTO ~catalog_product_entity (entity_id, entity_type_id, attribute_set_id, sku) VALUES (1, 10, 9, 'a'), (2, 10, 21, 'b')",
                        "INSERT INTO ~catalog_product_entity_int (value_id, entity_type_id, attribute_id, store_id, entity_id, value) VALUES"
                                + " (1, 10, 72, 0, 1, 5), (2, 10, 72, 0, 2, 6)",
                        "INSERT INTO ~catalog_product_entity_varchar (value_id, entity_type_id, attribute_id, store_id, entity_id, value) VALUES"
                                + " (1, 10, 75, 0, 2, '1,2')",
                        "INSERT INTO ~catalog_product_entity_text (value_id, entity_type_id, attribute_id, store_id, entity_id, value) VALUES"
                                + " (1, 10, 73, 0, 2, '8,9'), (2, 10, 74, 0, 2, REPEAT('1234,', 80)), (3, 10, 74, 0, 1, 'not shown'), (4, 10, 76, 0, 2, 'left behind')")
                .target(
                        "INSERT INTO ~eav_entity_type (entity_type_id, entity_type_code) VALUES (4, 'catalog_product')",
                        "INSERT INTO ~eav_attribute_set (attribute_set_id, entity_type_id, attribute_set_name) VALUES (4, 4, 'Default')",
                        "INSERT INTO ~eav_attribute_group (attribute_group_id, attribute_set_id, attribute_group_name, attribute_group_code, default_id) VALUES"
                                + " (7, 4, 'Product Details', 'product-details', 1)",
                        "INSERT INTO ~eav_attribute (attribute_id, entity_type_id, attribute_code, backend_type, frontend_input) VALUES"
                                + " (93, 4, 'color', 'int', 'select'), (94, 4, 'maker', 'int', 'select')");
    }

    @ParameterizedTest
    @EnumSource(
            value = DatabaseFlavor.class,
            names = {"MARIADB_11_4", "MYSQL_8_0"})
    void valuesThatWereShownAreWhereTheirAttributeLooks(DatabaseFlavor flavor) {
        try (StepFixture shop = shop(flavor)) {
            shop.run();

            assertThat(seen(shop))
                    .containsExactlyInAnyOrder(
                            "1|color|5",
                            "2|color|6",
                            "2|colours|1,2",
                            "2|maker|8,9",
                            "2|seasons|" + "1234,".repeat(79) + "1234");
            assertThat(
                            shop.rows(
                                    "SELECT g.attribute_group_name, g.attribute_group_code, a.attribute_code FROM"
                                            + " ~eav_entity_attribute e JOIN ~eav_attribute_group g USING (attribute_group_id)"
                                            + " JOIN ~eav_attribute a ON a.attribute_id = e.attribute_id WHERE e.attribute_set_id = 21 ORDER BY 3"))
                    .containsExactly(
                            "General Facts|general-facts|color",
                            "General Facts|general-facts|colours",
                            "Facts!|facts|maker",
                            "Facts?|facts-2|seasons");
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = DatabaseFlavor.class,
            names = {"MARIADB_11_4", "MYSQL_8_0"})
    void valuesThatNobodySawGoAndAreListedWithTheirAttribute(DatabaseFlavor flavor) {
        try (StepFixture shop = shop(flavor)) {
            shop.run();

            String losses = shop.state().table("loss");
            assertThat(shop.rows("SELECT l.table_name, l.reason, l.occurrences, k.row_key FROM " + losses + " l JOIN "
                            + shop.state().table("loss_key")
                            + " k USING (table_name, reason) WHERE l.reason LIKE 'row left out%' ORDER BY 2"))
                    .containsExactly(
                            "catalog_product_entity_text|row left out: the attribute is not in the product's attribute set: seasons|1|value_id=3",
                            "catalog_product_entity_text|row left out: the target has no such attribute: group_price|1|value_id=4");
        }
    }

    /** Product, attribute and value as Magento 2 reads them: by the set of the product, in the table of the attribute. */
    private static List<String> seen(StepFixture shop) {
        var seen = new ArrayList<String>();
        for (String type : TYPES) {
            seen.addAll(shop.rows(
                    "SELECT v.entity_id, a.attribute_code, TRIM(TRAILING ',' FROM v.value) FROM ~catalog_product_entity_"
                            + type
                            + " v JOIN ~catalog_product_entity p USING (entity_id) JOIN ~eav_entity_attribute e"
                            + " ON e.attribute_set_id = p.attribute_set_id AND e.attribute_id = v.attribute_id"
                            + " JOIN ~eav_attribute a ON a.attribute_id = v.attribute_id AND a.backend_type = '" + type
                            + "'"));
        }
        return seen;
    }
}
