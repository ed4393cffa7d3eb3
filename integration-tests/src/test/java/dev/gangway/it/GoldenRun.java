package dev.gangway.it;

import dev.gangway.app.wiring.Databases;
import dev.gangway.app.wiring.PlanSource;
import dev.gangway.bulkloader.BulkInput;
import dev.gangway.bulkloader.BulkListener;
import dev.gangway.bulkloader.BulkLoader;
import dev.gangway.bulkloader.CaptureStart;
import dev.gangway.bulkloader.StepRegistry;
import dev.gangway.core.config.MigrationConfig;
import dev.gangway.core.config.Mode;
import dev.gangway.embedded.DatabaseServer;
import dev.gangway.testkit.compare.ComparisonRules;
import dev.gangway.testkit.compare.DatabaseComparer;
import dev.gangway.testkit.compare.TableDifference;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** A migration of a reference shop whose result is compared with a reference target after each mode. */
final class GoldenRun {
    private final DatabaseServer source;
    private final DatabaseServer target;
    private final String sourceName;
    private final String targetName;

    /** Loads the shop and an empty target. */
    GoldenRun(DatabaseServer source, DatabaseServer target, String shop) throws Exception {
        this.source = source;
        this.target = target;
        this.sourceName = Golden.source(source, shop);
        this.targetName = Golden.target(target, "m2-empty");
    }

    /** Runs one mode from its beginning to its end. */
    void run(Mode mode) {
        MigrationConfig config = Golden.config(source, sourceName, target, targetName);
        Databases databases = Databases.of(config);
        PlanSource plan = PlanSource.read(config, databases);
        databases.state().open();
        var input = new BulkInput(
                config,
                plan.rules(),
                plan.compile(),
                plan.environment(),
                PlanSource.handlers(),
                databases.source(),
                databases.target(),
                databases.state());
        new BulkLoader(input, StepRegistry.standard(), CaptureStart.NONE, BulkListener.SILENT).run(mode);
    }

    /** The tables that differ from a reference dump. */
    List<TableDifference> differences(String dump) throws Exception {
        String reference = Golden.target(target, dump);
        try (Connection expected = target.connect(reference);
                Connection actual = target.connect(targetName)) {
            return new DatabaseComparer(ComparisonRules.migratedShops()).compare(expected, actual);
        } finally {
            target.execute("DROP DATABASE `" + reference + "`");
        }
    }

    /** Removes all that the run needed on the servers. */
    void close() throws SQLException {
        Databases.of(Golden.config(source, sourceName, target, targetName))
                .state()
                .drop();
        source.execute("DROP DATABASE `" + sourceName + "`");
        target.execute("DROP DATABASE `" + targetName + "`");
    }
}
