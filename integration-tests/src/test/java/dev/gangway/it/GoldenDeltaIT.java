package dev.gangway.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.app.run.BulkRun;
import dev.gangway.app.run.LedgerView;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Changes the reference shop while the stream runs. Afterwards every table equals what a migration of the
 * final shop gives ({@link GoldenFinalIT}), and the ledger balances.
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
        MigrationConfig config =
                GoldenConfig.strict(sourceServer, source, targetServer, target).read("golden-delta");
        String reference = Golden.reference(targetServer, "golden-final");

        // When
        LedgerView totals;
        try (MigrationContext context = load(config);
                StreamRun stream = StreamRun.start(context)) {
            stream.awaitCapturing(LIMIT);
            change(source);
            assertThat(stream.awaitApplied(stream.drainTarget(), LIMIT)).isTrue();
            totals = stream.ledger();
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
        assertThat(differences).isEmpty();
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
