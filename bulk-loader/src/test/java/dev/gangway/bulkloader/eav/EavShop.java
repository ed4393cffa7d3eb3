package dev.gangway.bulkloader.eav;

import dev.gangway.bulkloader.StepFixture;
import dev.gangway.embedded.Servers;
import dev.gangway.testkit.shop.ShopSchema;
import java.nio.file.Path;
import java.util.List;

/** A shop with a custom set, group and attribute meets a target with attributes of its own. */
final class EavShop {
    static final String[] TABLES = {
        "eav_entity_type",
        "eav_attribute_set",
        "eav_attribute_group",
        "eav_attribute",
        "eav_entity_attribute",
        "catalog_eav_attribute",
        "customer_eav_attribute"
    };

    private EavShop() {}

    static StepFixture in(Path folder) {
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

    /** Set, group and order of an attribute's places in product sets of the source. */
    static List<String> places(StepFixture shop, String code) {
        return shop.rows("SELECT e.attribute_set_id, g.attribute_group_name, e.sort_order FROM ~eav_entity_attribute e"
                + " JOIN ~eav_attribute_group g USING (attribute_group_id) JOIN ~eav_attribute a USING (attribute_id)"
                + " WHERE a.attribute_code = '" + code + "' ORDER BY 1");
    }
}
