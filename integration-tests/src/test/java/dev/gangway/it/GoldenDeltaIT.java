package dev.gangway.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.app.run.BulkRun;
import dev.gangway.app.run.MigrationContext;
import dev.gangway.app.run.StreamRun;
import dev.gangway.bulkloader.BulkListener;
import dev.gangway.core.config.MigrationConfig;
import dev.gangway.core.config.Mode;
import dev.gangway.core.plan.SideTable;
import dev.gangway.core.plan.TablePlan;
import dev.gangway.embedded.DatabaseServer;
import dev.gangway.embedded.Servers;
import dev.gangway.testkit.compare.ComparisonRules;
import dev.gangway.testkit.compare.DatabaseComparer;
import dev.gangway.testkit.compare.SqlDump;
import dev.gangway.testkit.compare.TableDifference;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Changes the reference shop while the stream runs. Afterwards every table of the Map step equals what a fresh load of the
 * final shop gives, and the ledger balances.
 */
@EnabledIfSystemProperty(named = "gangway.golden", matches = ".+")
class GoldenDeltaIT {
    private static final Duration LIMIT = Duration.ofMinutes(4);

    private final DatabaseServer sourceServer = Servers.mysql57();
    private final DatabaseServer targetServer = Servers.mysql80();

    @Test
    void streamReachesWhatAFreshLoadOfTheFinalShopGives() throws Exception {
        // Given
        String source = Golden.source(sourceServer, "m1-sample");
        String target = Golden.target(targetServer, "m2-empty");
        MigrationConfig config = Golden.config(sourceServer, source, targetServer, target, "golden-delta");
        String freshTarget = freshLoadOfTheFinalShop();

        // When
        StreamRun.Totals totals;
        Set<String> mapped;
        try (MigrationContext context = load(config);
                StreamRun stream = StreamRun.start(context)) {
            mapped = mappedTables(context);
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
        assertThat(differences(freshTarget, target))
                .filteredOn(difference -> mapped.contains(difference.table()))
                .isEmpty();
    }

    private String freshLoadOfTheFinalShop() throws Exception {
        String source = Golden.source(sourceServer, "m1-sample-final");
        String target = Golden.target(targetServer, "m2-empty");
        load(Golden.config(sourceServer, source, targetServer, target, "golden-fresh"))
                .close();
        return target;
    }

    private static MigrationContext load(MigrationConfig config) {
        MigrationContext.reset(config);
        MigrationContext context = MigrationContext.open(config);
        var run = new BulkRun(context, context.captureStart(), BulkListener.SILENT);
        run.run(Mode.SETTINGS);
        run.run(Mode.DATA);
        return context;
    }

    private static Set<String> mappedTables(MigrationContext context) {
        var tables = new HashSet<String>();
        for (TablePlan plan : context.plan().tables()) {
            tables.add(plan.target().name());
            plan.sideTables().stream().map(SideTable::table).forEach(tables::add);
        }
        return tables;
    }

    private void change(String source) throws Exception {
        Path file = Path.of(System.getProperty("gangway.golden", "")).resolve("data/delta-changes.sql");
        try (Connection connection = sourceServer.connect(source);
                Statement statement = connection.createStatement();
                InputStream changes = Files.newInputStream(file)) {
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
