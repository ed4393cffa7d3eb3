package dev.gangway.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.app.wiring.Databases;
import dev.gangway.app.wiring.PlanSource;
import dev.gangway.bulkloader.BulkInput;
import dev.gangway.bulkloader.BulkListener;
import dev.gangway.bulkloader.BulkLoader;
import dev.gangway.bulkloader.CaptureStart;
import dev.gangway.bulkloader.StepRegistry;
import dev.gangway.core.config.MigrationConfig;
import dev.gangway.core.config.Mode;
import dev.gangway.core.error.MigrationException;
import dev.gangway.embedded.DatabaseFlavor;
import dev.gangway.embedded.DatabaseServer;
import dev.gangway.embedded.Servers;
import dev.gangway.testkit.compare.ComparisonRules;
import dev.gangway.testkit.compare.DatabaseComparer;
import dev.gangway.testkit.compare.TableDifference;
import java.sql.Connection;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Loads the reference shop with our own pack and compares every table with the reference, row by row. */
@EnabledIfSystemProperty(named = "gangway.golden", matches = ".+")
class GoldenLoadIT {

    @ParameterizedTest
    @CsvSource({"MARIADB_10_11, MARIADB_10_11", "MYSQL_5_7, MYSQL_8_0"})
    void settingsAndDataGiveTheReferenceRows(DatabaseFlavor from, DatabaseFlavor to) throws Exception {
        // Given
        DatabaseServer target = Servers.database(to);
        String name = Golden.target(target, "m2-empty");
        BulkInput input = input(Servers.database(from), target, name);
        var loader = new BulkLoader(input, StepRegistry.standard(), CaptureStart.NONE, BulkListener.SILENT);
        // When
        loader.run(Mode.SETTINGS);
        List<TableDifference> afterSettings = differences(target, "golden-settings", name);
        loader.run(Mode.DATA);
        // Then
        assertThat(afterSettings).isEmpty();
        assertThat(differences(target, "golden-data", name)).isEmpty();
    }

    @Test
    void aLoadThatBreaksOffAgainAndAgainGivesTheSameRows() throws Exception {
        // Given
        DatabaseServer server = Servers.mariadb();
        String name = Golden.target(server, "m2-empty");
        BulkInput input = input(server, server, name);
        new BulkLoader(input, StepRegistry.standard(), CaptureStart.NONE, BulkListener.SILENT).run(Mode.SETTINGS);
        int breaks = 0;
        // When
        for (boolean finished = false; !finished; ) {
            var listener = new BreakingOff(20 + 31 * breaks);
            try {
                new BulkLoader(input, StepRegistry.standard(), CaptureStart.NONE, listener).run(Mode.DATA);
                finished = true;
            } catch (MigrationException | IllegalStateException e) {
                breaks++;
            }
        }
        // Then
        assertThat(breaks).isGreaterThan(3);
        assertThat(differences(server, "golden-data", name)).isEmpty();
    }

    private static BulkInput input(DatabaseServer source, DatabaseServer target, String name) throws Exception {
        MigrationConfig config = Golden.config(source, Golden.source(source, "m1-sample"), target, name);
        Databases databases = Databases.of(config);
        PlanSource plans = PlanSource.read(config, databases);
        databases.state().drop();
        databases.state().open();
        return new BulkInput(
                config,
                plans.rules(),
                plans.compile(),
                plans.environment(),
                PlanSource.handlers(),
                databases.source(),
                databases.target(),
                databases.state());
    }

    private static List<TableDifference> differences(DatabaseServer server, String reference, String tested)
            throws Exception {
        try (Connection expected = server.connect(Golden.target(server, reference));
                Connection actual = server.connect(tested)) {
            return new DatabaseComparer(ComparisonRules.migratedShops()).compare(expected, actual);
        }
    }

    /** Stops the run after so many finished chunks or stages. */
    private static final class BreakingOff implements BulkListener {
        private final AtomicInteger left;

        BreakingOff(int left) {
            this.left = new AtomicInteger(left);
        }

        @Override
        public void tableProgress(TableProgress progress) {
            if (progress.chunksDone() == progress.chunks()) {
                count();
            }
        }

        @Override
        public void stageStarted(StageRef stage) {
            count();
        }

        private void count() {
            if (left.decrementAndGet() == 0) {
                throw new IllegalStateException("broken off by the test");
            }
        }
    }
}
