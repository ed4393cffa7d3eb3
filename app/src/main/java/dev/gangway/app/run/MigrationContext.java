package dev.gangway.app.run;

import dev.gangway.app.identity.RunGuard;
import dev.gangway.app.wiring.Databases;
import dev.gangway.app.wiring.PlanSource;
import dev.gangway.bulkloader.CaptureStart;
import dev.gangway.core.config.MigrationConfig;
import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import dev.gangway.core.plan.MigrationPlan;
import dev.gangway.mysql.lookup.JdbcLookups;
import dev.gangway.mysql.state.ResetScope;

/**
 * What bulk load and stream of one migration share: databases, compiled plan, look-ups. Made once per command; the
 * state schema is open. Close it last.
 */
public record MigrationContext(
        MigrationConfig config, Databases databases, PlanSource sources, MigrationPlan plan, JdbcLookups lookups)
        implements AutoCloseable {

    /**
     * Connects to both databases, makes sure that they belong to the state, compiles the plan and opens the state.
     *
     * @throws dev.gangway.core.error.MigrationException naming the database, file or state that is in the way
     */
    public static MigrationContext open(MigrationConfig config) {
        Databases databases = Databases.of(config);
        var guard = new RunGuard(config, databases);
        guard.requireSameDatabases();
        PlanSource sources = PlanSource.read(config, databases);
        MigrationPlan plan = sources.compile();
        guard.requireSamePlan(sources, plan);
        databases.state().open();
        return new MigrationContext(
                config, databases, sources, plan, new JdbcLookups(databases.source(), sources.source()));
    }

    /**
     * The same for a command beside a running stream, which moves what the databases' checks look at and has made them itself.
     *
     * @throws dev.gangway.core.error.MigrationException CHECKPOINT_MISMATCH when nothing was run yet
     */
    public static MigrationContext besideStream(MigrationConfig config) {
        Databases databases = Databases.of(config);
        if (!databases.state().exists()) {
            throw new MigrationException(
                    ErrorCode.CHECKPOINT_MISMATCH,
                    "Nothing was migrated yet for source-id " + config.sourceId() + ": run gangway run first");
        }
        PlanSource sources = PlanSource.read(config, databases);
        MigrationPlan plan = sources.compile();
        new RunGuard(config, databases).requireSamePlan(sources, plan);
        databases.state().open();
        return new MigrationContext(
                config, databases, sources, plan, new JdbcLookups(databases.source(), sources.source()));
    }

    /** Notes what later starts compare. */
    RunGuard guard() {
        return new RunGuard(config, databases);
    }

    /** Begins capture before the first row is read, or keeps the beginning of an earlier run. */
    public CaptureStart captureStart() {
        return new Capture(this);
    }

    /** Undoes all that earlier runs did; see {@link Reset}. */
    public static void reset(MigrationConfig config) {
        Reset.find(config, ResetScope.ALL).perform(line -> {});
    }

    @Override
    public void close() {
        lookups.close();
    }
}
