package dev.gangway.it;

import dev.gangway.app.run.BulkRun;
import dev.gangway.app.run.MigrationContext;
import dev.gangway.bulkloader.BulkListener;
import dev.gangway.bulkloader.CaptureStart;
import dev.gangway.core.config.MigrationConfig;
import dev.gangway.core.config.Mode;
import dev.gangway.embedded.DatabaseServer;
import dev.gangway.testkit.compare.ComparisonRules;
import dev.gangway.testkit.compare.DatabaseComparer;
import dev.gangway.testkit.compare.TableDifference;
import java.sql.Connection;
import java.util.List;

/** A migration of a reference shop whose result is compared with reference targets. */
final class GoldenRun implements AutoCloseable {
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

    private MigrationConfig config() {
        return Golden.config(source, sourceName, target, targetName);
    }

    /** Runs one mode from its beginning to its end. */
    void run(Mode mode) {
        run(mode, BulkListener.SILENT);
    }

    /** Runs one mode from where it stopped; the listener may break it off. */
    void run(Mode mode, BulkListener listener) {
        try (MigrationContext context = MigrationContext.open(config())) {
            new BulkRun(context, CaptureStart.NONE, listener).run(mode);
        }
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
    @Override
    public void close() {
        MigrationContext.reset(config());
        source.execute("DROP DATABASE `" + sourceName + "`");
        target.execute("DROP DATABASE `" + targetName + "`");
    }
}
