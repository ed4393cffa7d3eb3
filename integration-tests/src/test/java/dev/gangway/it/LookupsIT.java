package dev.gangway.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.app.run.BulkRun;
import dev.gangway.app.run.MigrationContext;
import dev.gangway.app.run.StreamRun;
import dev.gangway.bulkloader.progress.BulkListener;
import dev.gangway.core.config.MigrationConfig;
import dev.gangway.core.config.Mode;
import dev.gangway.testkit.compare.ComparisonRules;
import dev.gangway.testkit.compare.DatabaseComparer;
import dev.gangway.testkit.compare.TableDifference;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows of other tables that decide what becomes of a row change while the stream runs: the row follows, though nobody writes it. */
class LookupsIT {
    private static final Duration LIMIT = Duration.ofMinutes(4);

    /** Uses what is changed next, so that it is known in memory. */
    private static final String[] USES = {
        "UPDATE catalog_product_entity_media_gallery_value SET position = position + 1",
        "UPDATE catalog_product_bundle_option_value SET title = CONCAT('a', title)",
        "UPDATE sales_flat_quote_address_item SET qty = qty + 1",
        "UPDATE product_alert_stock SET send_count = send_count + 1",
        "UPDATE catalogsearch_query SET popularity = 7 WHERE synonym_for IS NOT NULL",
        "UPDATE cms_page SET content = CONCAT(content, '<a href=\"http://shop.example/contacts/\">us</a>')",
        "UPDATE catalog_product_entity_varchar SET value = CONCAT(value, '.htm') WHERE entity_id % 3 = 0 AND attribute_id IN"
                + " (SELECT attribute_id FROM eav_attribute WHERE attribute_code = 'url_key')"
    };

    private static final String[] CHANGES = {
        "UPDATE catalog_product_entity_media_gallery SET entity_id = IF(entity_id = 1, 2, 1) WHERE value_id % 5 = 0",
        "UPDATE catalog_product_bundle_option SET parent_id = IF(parent_id = 1, 2, 1) WHERE option_id % 2 = 0",
        "UPDATE catalog_product_bundle_selection SET parent_product_id = IF(parent_product_id = 1, 2, 1)"
                + " WHERE selection_id % 2 = 0",
        "UPDATE sales_flat_quote_item SET store_id = 3 WHERE item_id IN"
                + " (SELECT quote_item_id FROM sales_flat_quote_address_item WHERE address_item_id % 2 = 0)",
        "UPDATE core_store SET website_id = 2, group_id = 2 WHERE store_id = 2",
        "UPDATE core_store_group SET default_store_id = 2, name = 'Main Website Store' WHERE group_id = 2",
        "UPDATE core_website SET default_group_id = 2 WHERE website_id = 1",
        "UPDATE core_config_data SET value = '.htm' WHERE path = 'catalog/seo/product_url_suffix'",
        "DELETE FROM core_config_data WHERE path = 'catalog/seo/category_url_suffix'",
        "UPDATE core_config_data SET value = 'http://shop.example/' WHERE path = 'web/unsecure/base_url'",
        "UPDATE eav_attribute SET attribute_code = 'old_layout' WHERE attribute_code = 'page_layout'",
        "UPDATE eav_attribute SET attribute_code = 'old_gender' WHERE attribute_code = 'gender'",
    };

    @ParameterizedTest
    @ValueSource(strings = {"binlog", "triggers"})
    void rowsFollowWhatTheyWereLookedUpBy(String capture, @TempDir Path folder) throws Exception {
        // Given
        try (var shop = new LiveShop(capture, folder)) {
            LiveShop.Target streamed = shop.newTargetWithDerivedRowsAndStructure("streamed");
            try (MigrationContext context = load(streamed.config());
                    StreamRun stream = StreamRun.start(context)) {
                stream.awaitCapturing(LIMIT);
                shop.execute(USES);
                assertThat(stream.awaitApplied(stream.drainTarget(), LIMIT)).isTrue();

                // When
                shop.execute(CHANGES);

                // Then
                Drained.await(context, stream, LIMIT);
            }
            LiveShop.Target fresh = shop.newTargetWithDerivedRowsAndStructure("fresh");
            load(fresh.config()).close();
            assertThat(differences(shop, fresh, streamed)).isEmpty();
            assertThat(streamed.openAndParked()).containsExactly(0L, 0L);
        }
    }

    private static MigrationContext load(MigrationConfig config) {
        MigrationContext context = MigrationContext.open(config);
        var run = new BulkRun(context, context.captureStart(), BulkListener.SILENT);
        run.run(Mode.SETTINGS);
        run.run(Mode.DATA);
        return context;
    }

    private static List<TableDifference> differences(LiveShop shop, LiveShop.Target fresh, LiveShop.Target streamed)
            throws Exception {
        try (Connection reference = shop.server().connect(fresh.database());
                Connection tested = shop.server().connect(streamed.database())) {
            return new DatabaseComparer(ComparisonRules.migratedShops()).compare(reference, tested);
        }
    }
}
