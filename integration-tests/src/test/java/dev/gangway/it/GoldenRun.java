package dev.gangway.it;

import dev.gangway.app.run.BulkRun;
import dev.gangway.app.run.MigrationContext;
import dev.gangway.app.wiring.Databases;
import dev.gangway.app.wiring.PlanSource;
import dev.gangway.bulkloader.CaptureStart;
import dev.gangway.bulkloader.progress.BulkListener;
import dev.gangway.core.config.MigrationConfig;
import dev.gangway.core.config.Mode;
import dev.gangway.embedded.DatabaseServer;
import dev.gangway.testkit.compare.ComparisonRules;
import dev.gangway.testkit.compare.DatabaseComparer;
import dev.gangway.testkit.compare.TableDifference;
import java.sql.Connection;
import java.util.List;

/** A migration of a reference shop whose result is compared with reference targets. The source is only read. */
final class GoldenRun implements AutoCloseable {
    private final GoldenConfig setup;
    private final MigrationConfig config;

    /** Strict, by our own pack: loads the shop and an empty target. */
    GoldenRun(DatabaseServer source, DatabaseServer target, String shop) throws Exception {
        this(GoldenConfig.strict(
                source, Golden.sharedSource(source, shop, ""), target, Golden.target(target, "m2-empty")));
    }

    GoldenRun(GoldenConfig setup) {
        this.setup = setup;
        this.config = setup.read();
    }

    MigrationConfig config() {
        return config;
    }

    /** The rules, and the structure of both databases as it is now. */
    PlanSource rules() {
        return PlanSource.read(config, Databases.of(config));
    }

    /** Runs one mode from its beginning to its end. */
    void run(Mode mode) {
        run(mode, BulkListener.SILENT);
    }

    /** Runs one mode from where it stopped; the listener may break it off. */
    void run(Mode mode, BulkListener listener) {
        try (MigrationContext context = MigrationContext.open(config)) {
            new BulkRun(context, CaptureStart.NONE, listener).run(mode);
        }
    }

    /** The tables that differ from a reference dump. */
    List<TableDifference> differences(String dump) throws Exception {
        return differences(dump, ComparisonRules.migratedShops());
    }

    List<TableDifference> differences(String dump, ComparisonRules rules) throws Exception {
        DatabaseServer server = setup.target();
        try (Connection expected = server.connect(Golden.reference(server, dump));
                Connection actual = server.connect(setup.targetName())) {
            return new DatabaseComparer(rules, setup.targetPrefix()).compare(expected, actual);
        }
    }

    /** Removes all that the run needed on the target's server. */
    @Override
    public void close() {
        Databases.of(config).state().drop();
        setup.target().execute("DROP DATABASE `" + setup.targetName() + "`");
    }
}
