package dev.gangway.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.app.run.BulkRun;
import dev.gangway.app.run.LedgerView;
import dev.gangway.app.run.MigrationContext;
import dev.gangway.app.run.StreamRun;
import dev.gangway.bulkloader.progress.BulkListener;
import dev.gangway.core.config.CaptureConfig;
import dev.gangway.core.config.MigrationConfig;
import dev.gangway.core.config.Mode;
import dev.gangway.embedded.DatabaseServer;
import dev.gangway.embedded.Servers;
import dev.gangway.testkit.compare.ComparisonRules;
import dev.gangway.testkit.compare.DatabaseComparer;
import dev.gangway.testkit.compare.TableDifference;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Changes the reference shop while the stream runs. Afterwards every table equals what a migration of the
 * final shop gives, and the ledger balances.
 */
@EnabledIfSystemProperty(named = "gangway.golden", matches = ".+")
class GoldenDeltaIT {
    private static final Duration LIMIT = Duration.ofMinutes(4);

    /** The servers and the way of capture. */
    private enum Way {
        BINLOG_OF_MYSQL(CaptureConfig.Mode.BINLOG, true),
        BINLOG_OF_MARIADB(CaptureConfig.Mode.BINLOG, false),
        TRIGGERS_OF_MARIADB(CaptureConfig.Mode.TRIGGERS, false);

        private final CaptureConfig.Mode capture;
        private final boolean mysql;

        Way(CaptureConfig.Mode capture, boolean mysql) {
            this.capture = capture;
            this.mysql = mysql;
        }

        DatabaseServer source() {
            return mysql ? Servers.mysql57() : Servers.mariadb();
        }

        DatabaseServer target() {
            return mysql ? Servers.mysql80() : Servers.mariadb();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"BINLOG_OF_MYSQL", "TRIGGERS_OF_MARIADB"})
    void streamReachesWhatAFreshLoadOfTheFinalShopGives(Way way) throws Exception {
        streamReachesTheFinalShop(way);
    }

    @ParameterizedTest
    @EnumSource(names = {"BINLOG_OF_MARIADB"})
    @Tag("night")
    void streamReachesItByAllOtherWaysToo(Way way) throws Exception {
        streamReachesTheFinalShop(way);
    }

    /** What the streams are compared with is what Magento's tool made of the final shop. */
    @Test
    @Tag("night")
    void aLoadOfTheFinalShopGivesItsReferenceTargetToo() throws Exception {
        try (GoldenRun run = new GoldenRun(Servers.mariadb(), Servers.mysql80(), "m1-sample-final")) {
            run.run(Mode.SETTINGS);
            run.run(Mode.DATA);

            assertThat(run.differences("golden-final")).isEmpty();
        }
    }

    private static void streamReachesTheFinalShop(Way way) throws Exception {
        // Given
        DatabaseServer sourceServer = way.source();
        DatabaseServer targetServer = way.target();
        String source = Golden.source(sourceServer, "m1-sample");
        String target = Golden.target(targetServer, "m2-empty");
        String sourceId = "golden-delta-" + way.name().toLowerCase(Locale.ROOT).replace('_', '-');
        MigrationConfig config = capturing(
                way.capture,
                GoldenConfig.strict(sourceServer, source, targetServer, target).read(sourceId));
        String reference = Golden.reference(targetServer, "golden-final");

        // When
        LedgerView totals;
        try (MigrationContext context = load(config);
                StreamRun stream = StreamRun.start(context)) {
            stream.awaitCapturing(LIMIT);
            Golden.change(sourceServer, source);
            Drained.await(context, stream, LIMIT);
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
        List<TableDifference> differences = differences(targetServer, reference, target);
        assertThat(differences).isEmpty();
    }

    private static MigrationConfig capturing(CaptureConfig.Mode mode, MigrationConfig config) {
        CaptureConfig capture = config.capture();
        return new MigrationConfig(
                config.file(),
                config.sourceId(),
                config.steps(),
                config.source(),
                config.destination(),
                config.options(),
                new CaptureConfig(
                        mode,
                        capture.serverId(),
                        capture.pollInterval(),
                        capture.heartbeat(),
                        capture.batchRows(),
                        capture.reread()),
                config.kafka(),
                config.sink(),
                config.bulk(),
                config.control());
    }

    private static MigrationContext load(MigrationConfig config) {
        MigrationContext.reset(config);
        MigrationContext context = MigrationContext.open(config);
        var run = new BulkRun(context, context.captureStart(), BulkListener.SILENT);
        run.run(Mode.SETTINGS);
        run.run(Mode.DATA);
        return context;
    }

    private static List<TableDifference> differences(DatabaseServer server, String expected, String actual)
            throws Exception {
        try (Connection left = server.connect(expected);
                Connection right = server.connect(actual)) {
            return new DatabaseComparer(ComparisonRules.migratedShops()).compare(left, right);
        }
    }
}
