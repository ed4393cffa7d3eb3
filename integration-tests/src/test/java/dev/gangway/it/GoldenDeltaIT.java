package dev.gangway.it;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.app.run.BulkRun;
import dev.gangway.app.run.MigrationContext;
import dev.gangway.app.run.StreamRun;
import dev.gangway.bulkloader.progress.BulkListener;
import dev.gangway.core.config.MigrationConfig;
import dev.gangway.core.config.Mode;
import dev.gangway.embedded.DatabaseServer;
import dev.gangway.embedded.Servers;
import dev.gangway.testkit.compare.ComparisonRules;
import dev.gangway.testkit.compare.DatabaseComparer;
import dev.gangway.testkit.compare.SqlDump;
import dev.gangway.testkit.compare.TableDifference;
import java.io.InputStream;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Changes the reference shop while the stream runs. Afterwards every table but the listed ones equals what a migration of the
 * final shop gives ({@link GoldenFinalIT}), and the ledger balances.
 */
@EnabledIfSystemProperty(named = "gangway.golden", matches = ".+")
class GoldenDeltaIT {
    private static final Duration LIMIT = Duration.ofMinutes(4);

    private static final String CUSTOMERS = "the stream does not carry customers and addresses yet";
    private static final String GRIDS = "the stream does not derive order grids yet";
    private static final String NUMBERS = "the stream does not carry increment ids yet";
    private static final String STOCK = "the stream does not derive stock per source yet";
    private static final String TIER_PRICES = "the stream does not derive tier prices yet";
    private static final String URLS = "the stream does not carry url rewrites yet";
    private static final String VISITORS = "the stream does not carry the visitor log yet";

    /** Tables that are not expected to be equal yet, each with the reason. One that has become equal must go from here. */
    private static final Map<String, String> NOT_YET_EQUAL = Map.ofEntries(
            entry("catalog_product_entity_tier_price", TIER_PRICES),
            entry("catalog_url_rewrite_product_category", URLS),
            entry("url_rewrite", URLS),
            entry("customer_address_entity", CUSTOMERS),
            entry("customer_address_entity_text", CUSTOMERS),
            entry("customer_address_entity_varchar", CUSTOMERS),
            entry("customer_entity", CUSTOMERS),
            entry("customer_entity_decimal", CUSTOMERS),
            entry("customer_entity_int", CUSTOMERS),
            entry("customer_entity_text", CUSTOMERS),
            entry("customer_entity_varchar", CUSTOMERS),
            entry("customer_visitor", VISITORS),
            entry("inventory_source_item", STOCK),
            entry("sales_creditmemo_grid", GRIDS),
            entry("sales_order_grid", GRIDS),
            entry("sales_shipment_grid", GRIDS),
            entry("sequence_order_2", NUMBERS));

    private final DatabaseServer sourceServer = Servers.mysql57();
    private final DatabaseServer targetServer = Servers.mysql80();

    @Test
    void streamReachesWhatAFreshLoadOfTheFinalShopGives() throws Exception {
        // Given
        String source = Golden.source(sourceServer, "m1-sample");
        String target = Golden.target(targetServer, "m2-empty");
        MigrationConfig config =
                GoldenConfig.strict(sourceServer, source, targetServer, target).read("golden-delta");
        String reference = Golden.reference(targetServer, "golden-final");

        // When
        StreamRun.Totals totals;
        try (MigrationContext context = load(config);
                StreamRun stream = StreamRun.start(context)) {
            stream.awaitCapturing(LIMIT);
            change(source);
            assertThat(stream.awaitApplied(stream.drainTarget(), LIMIT)).isTrue();
            totals = stream.totals();
        }

        // Then
        assertThat(totals.captured())
                .isPositive()
                .isEqualTo(totals.outcome().applied()
                        + totals.outcome().coalesced()
                        + totals.outcome().filtered()
                        + totals.outcome().parked());
        assertThat(totals.outcome().parked()).isZero();
        List<TableDifference> differences = differences(reference, target);
        assertThat(differences)
                .filteredOn(difference -> !NOT_YET_EQUAL.containsKey(difference.table()))
                .isEmpty();
        assertThat(differences)
                .describedAs("tables that have become equal must go from the list")
                .extracting(TableDifference::table)
                .containsAll(NOT_YET_EQUAL.keySet());
    }

    private static MigrationContext load(MigrationConfig config) {
        MigrationContext.reset(config);
        MigrationContext context = MigrationContext.open(config);
        var run = new BulkRun(context, context.captureStart(), BulkListener.SILENT);
        run.run(Mode.SETTINGS);
        run.run(Mode.DATA);
        return context;
    }

    private void change(String source) throws Exception {
        try (Connection connection = sourceServer.connect(source);
                Statement statement = connection.createStatement();
                InputStream changes = Files.newInputStream(Golden.file("delta-changes.sql"))) {
            statement.execute("SET SESSION sql_mode = ''");
            new SqlDump(connection).load(changes);
        }
    }

    private List<TableDifference> differences(String expected, String actual) throws Exception {
        try (Connection left = targetServer.connect(expected);
                Connection right = targetServer.connect(actual)) {
            return new DatabaseComparer(ComparisonRules.migratedShops()).compare(left, right);
        }
    }
}
