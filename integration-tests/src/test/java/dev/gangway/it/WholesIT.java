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

    @Test
    void configurationThatChangesIsThatOfAFreshLoad(@TempDir Path folder) throws Exception {
        try (var shop = new LiveShop("binlog", folder)) {
            LiveShop.Target streamed = shop.newTarget("streamed");
            streamed.run("settings");
            shop.execute(setting("stores", 1, "between/the/modes", "1"), "DELETE FROM core_config_data LIMIT 1");
            streamed.run("data");

            // When
            shop.execute(
                    setting("default", 0, "while/it/streams", "came"),
                    setting("websites", 1, "while/it/streams", "came"),
                    setting("websites", 9, "of/a/website/to/come", "came"),
                    setting("default", 0, "catalog/seo/product_url_suffix", "htm"),
                    "INSERT INTO core_website (website_id, code, name) VALUES (9, 'late', 'Late')",
                    "UPDATE core_config_data SET value = CONCAT(value, ' changed') WHERE value LIKE '%a%' ORDER BY config_id LIMIT 3",
                    "UPDATE core_config_data SET path = 'while/it/moves' WHERE path = 'while/it/streams' AND scope_id = 1",
                    "DELETE FROM core_config_data WHERE scope = 'default' ORDER BY config_id LIMIT 1");
            streamed.run("delta", "--until-drained");
            LiveShop.Target fresh = shop.newTarget("fresh");
            fresh.run("settings");
            fresh.run("data");

            // Then
            assertThat(settings(shop, streamed))
                    .anyMatch(row -> row.contains("of/a/website/to/come|came"))
                    .isEqualTo(settings(shop, fresh));
            assertThat(differences(shop, fresh, streamed)).isEmpty();
            assertThat(streamed.openAndParked()).containsExactly(0L, 0L);
        }
    }

    private static String setting(String scope, int id, String path, String value) {
        return "REPLACE INTO core_config_data (scope, scope_id, path, value) VALUES ('" + scope + "', " + id + ", '"
                + path + "', '" + value + "')";
    }

    private static List<String> settings(LiveShop shop, LiveShop.Target target) {
        return shop.server().query(SETTINGS.replace("FROM ", "FROM " + target.database() + ".")).stream()
                .map(row -> String.valueOf(row.get(0)))
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
