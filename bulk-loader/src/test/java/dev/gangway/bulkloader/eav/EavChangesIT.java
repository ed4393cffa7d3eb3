package dev.gangway.bulkloader.eav;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.bulkloader.DerivationContract;
import dev.gangway.bulkloader.StepFixture;
import dev.gangway.core.schema.Side;
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

/** The attribute structure while the source goes on changing it. */
class EavChangesIT {
    private StepFixture shop;

    @BeforeEach
    void create(@TempDir Path folder) {
        shop = EavShop.in(folder);
    }

    @AfterEach
    void drop() {
        shop.close();
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
        try (StepFixture fresh = EavShop.in(folder)) {
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
        stream(changes, EavShop.TABLES);
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
        for (String table : EavShop.TABLES) {
            rows.addAll(shop.rows("SELECT '" + table + "', t.* FROM ~" + table + " t ORDER BY 2"));
        }
        return rows;
    }
}
