package dev.gangway.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.testkit.compare.ComparisonRules;
import dev.gangway.testkit.compare.DatabaseComparer;
import dev.gangway.testkit.compare.TableDifference;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables that are decided as a whole follow the source while it changes, as a fresh load of the final source would make them. */
class WholesIT {
    private static final String SETTINGS =
            "SELECT CONCAT_WS('|', config_id, scope, scope_id, path, value) FROM core_config_data ORDER BY config_id";

    private static final List<String> STRUCTURE = List.of(
            "SELECT * FROM eav_attribute ORDER BY attribute_id",
            "SELECT * FROM eav_attribute_set ORDER BY attribute_set_id",
            "SELECT * FROM eav_attribute_group ORDER BY attribute_group_id",
            "SELECT * FROM eav_entity_attribute ORDER BY entity_attribute_id",
            "SELECT * FROM catalog_eav_attribute ORDER BY attribute_id");

    @Test
    void configurationAndAttributesThatChangeAreThoseOfAFreshLoad(@TempDir Path folder) throws Exception {
        try (var shop = new LiveShop("binlog", folder)) {
            LiveShop.Target streamed = shop.newTargetWithStructure("streamed");
            streamed.run("settings");
            shop.execute(setting("stores", 1, "between/the/modes", "1"), "DELETE FROM core_config_data LIMIT 1");
            streamed.run("data");

            // When
            shop.execute(
                    setting("default", 0, "while/it/streams", "came"),
                    setting("websites", 1, "while/it/streams", "came"),
                    setting("websites", 9, "of/a/website/to/come", "came"),
                    setting("default", 0, "catalog/price/scope", "1"),
                    "INSERT INTO core_website (website_id, code, name) VALUES (9, 'late', 'Late')",
                    "UPDATE core_config_data SET value = CONCAT(value, ' changed') WHERE value LIKE '%a%' ORDER BY config_id LIMIT 3",
                    "UPDATE core_config_data SET path = 'while/it/moves' WHERE path = 'while/it/streams' AND scope_id = 1",
                    "DELETE FROM core_config_data WHERE scope = 'default' ORDER BY config_id LIMIT 1");
            shop.execute(structure());
            streamed.run("delta", "--until-drained");
            LiveShop.Target fresh = shop.newTargetWithStructure("fresh");
            fresh.run("settings");
            fresh.run("data");

            // Then
            assertThat(settings(shop, streamed))
                    .anyMatch(row -> row.contains("of/a/website/to/come|came"))
                    .isEqualTo(settings(shop, fresh));
            for (String query : STRUCTURE) {
                assertThat(rows(shop, streamed, query)).describedAs(query).isEqualTo(rows(shop, fresh, query));
            }
            assertThat(rows(shop, streamed, "SELECT value FROM catalog_product_entity_int WHERE attribute_id = 900"))
                    .hasSize(2);
            assertThat(differences(shop, fresh, streamed)).isEmpty();
            assertThat(streamed.openAndParked()).containsExactly(0L, 0L);
        }
    }

    private static String setting(String scope, int id, String path, String value) {
        return "REPLACE INTO core_config_data (scope, scope_id, path, value) VALUES ('" + scope + "', " + id + ", '"
                + path + "', '" + value + "')";
    }

    /** A new attribute with options and values, a new set; a group renamed, an attribute moved, another one gone. */
    private static String[] structure() {
        return new String[] {
            "INSERT INTO eav_attribute (attribute_id, entity_type_id, attribute_code, backend_type, frontend_input, is_user_defined)"
                    + " SELECT 900, entity_type_id, 'late', 'int', 'select', 1 FROM eav_entity_type WHERE entity_type_code = 'catalog_product'",
            "INSERT INTO catalog_eav_attribute (attribute_id, is_global) VALUES (900, 1)",
            "INSERT INTO eav_attribute_option (option_id, attribute_id, sort_order) VALUES (9001, 900, 1), (9002, 900, 2)",
            "INSERT INTO eav_attribute_option_value (option_id, store_id, value) VALUES (9001, 0, 'soon'), (9002, 0, 'later')",
            "INSERT INTO eav_attribute_set (attribute_set_id, entity_type_id, attribute_set_name)"
                    + " SELECT 90, entity_type_id, 'Late' FROM eav_entity_type WHERE entity_type_code = 'catalog_product'",
            "INSERT INTO eav_attribute_group (attribute_group_id, attribute_set_id, attribute_group_name)"
                    + " VALUES (90, 90, 'General'), (91, 90, 'Time'), (92, 5, 'Space')",
            "INSERT INTO eav_entity_attribute (entity_type_id, attribute_set_id, attribute_group_id, attribute_id, sort_order)"
                    + " SELECT entity_type_id, 90, 91, 900, 1 FROM eav_attribute WHERE attribute_id = 900"
                    + " UNION ALL SELECT entity_type_id, 4, 4, 900, 1 FROM eav_attribute WHERE attribute_id = 900"
                    + " UNION ALL SELECT entity_type_id, 5, 92, 900, 1 FROM eav_attribute WHERE attribute_id = 900",
            "INSERT INTO catalog_product_entity_int (entity_type_id, attribute_id, store_id, entity_id, value)"
                    + " SELECT entity_type_id, 900, 0, entity_id, 9001 FROM catalog_product_entity ORDER BY entity_id LIMIT 2",
            "UPDATE eav_attribute_group SET attribute_group_name = 'Cosmos' WHERE attribute_group_id = 92",
            "UPDATE eav_entity_attribute SET attribute_group_id = 90 WHERE attribute_set_id = 90",
            "DELETE FROM eav_attribute WHERE is_user_defined = 1 AND attribute_id < 900 ORDER BY attribute_id LIMIT 1"
        };
    }

    private static List<String> settings(LiveShop shop, LiveShop.Target target) {
        return rows(shop, target, SETTINGS);
    }

    private static List<String> rows(LiveShop shop, LiveShop.Target target, String query) {
        return shop.server().query(query.replace("FROM ", "FROM " + target.database() + ".")).stream()
                .map(row -> String.join("|", row.stream().map(String::valueOf).toList()))
                .toList();
    }

    private static List<TableDifference> differences(LiveShop shop, LiveShop.Target fresh, LiveShop.Target streamed)
            throws Exception {
        try (Connection reference = shop.server().connect(fresh.database());
                Connection tested = shop.server().connect(streamed.database())) {
            return new DatabaseComparer(ComparisonRules.migratedShops()).compare(reference, tested);
        }
    }
}
