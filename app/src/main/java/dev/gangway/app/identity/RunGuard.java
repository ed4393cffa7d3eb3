package dev.gangway.app.identity;

import dev.gangway.app.wiring.Databases;
import dev.gangway.app.wiring.PlanSource;
import dev.gangway.core.config.MigrationConfig;
import dev.gangway.core.config.Mode;
import dev.gangway.core.plan.MigrationPlan;
import dev.gangway.mysql.inspect.SourceFootprint;
import dev.gangway.mysql.state.ClaimStore;
import dev.gangway.mysql.state.RunIdentity;
import dev.gangway.mysql.state.RunIdentityStore;
import java.util.ArrayList;
import java.util.List;

/**
 * Keeps a run together: compares source, target and plan with what the state says before anything is read or written, and
 * notes in state and target what later starts compare.
 */
public final class RunGuard {
    private final MigrationConfig config;
    private final Databases databases;

    public RunGuard(MigrationConfig config, Databases databases) {
        this.config = config;
        this.databases = databases;
    }

    /**
     * Compares both databases with the state.
     *
     * @throws dev.gangway.core.error.MigrationException STATE_MISSING, TARGET_MISMATCH or SOURCE_MISMATCH with the way out
     */
    public void requireSameDatabases() {
        Mismatch.refuse(databaseMismatches());
    }

    /** What of the databases is not what the state says. */
    public List<Mismatch> databaseMismatches() {
        var mismatches = new ArrayList<>(new TargetCheck(config, databases).find());
        if (databases.state().exists()) {
            mismatches.addAll(new SourceCheck(config, databases).find());
        }
        return mismatches;
    }

    /**
     * Makes sure that a reset does not bring the rows of one target into another.
     *
     * @throws dev.gangway.core.error.MigrationException TARGET_MISMATCH when the target is marked by another run
     */
    public void requireResettable() {
        Mismatch.refuse(new TargetCheck(config, databases).findForeign());
    }

    /**
     * Makes sure that a new stream may be attached: to the run's own target, from the run's own shop, whatever their moments are.
     *
     * @throws dev.gangway.core.error.MigrationException STATE_MISSING, TARGET_MISMATCH or SOURCE_MISMATCH
     */
    public void requireAttachable() {
        var mismatches = new ArrayList<>(new TargetCheck(config, databases).findStrange());
        if (databases.state().exists()) {
            mismatches.addAll(new SourceCheck(config, databases).findOtherShop());
        }
        Mismatch.refuse(mismatches);
    }

    /**
     * Compares the plan with the one that the data mode began with.
     *
     * @throws dev.gangway.core.error.MigrationException PLAN_CHANGED with the tables
     */
    public void requireSamePlan(PlanSource sources, MigrationPlan plan) {
        Mismatch.refuse(planMismatches(sources, plan));
    }

    public List<Mismatch> planMismatches(PlanSource sources, MigrationPlan plan) {
        return new PlanCheck(databases).find(sources, plan);
    }

    /** Notes that a mode begins to write. The state is open and locked. */
    public void loadBegins(Mode mode, PlanSource sources, MigrationPlan plan) {
        new RunIdentityStore(databases.state()).begin();
        rememberSource();
        if (mode == Mode.DATA) {
            new PlanCheck(databases).storeFirst(sources, plan);
        }
    }

    /** Notes what the target holds after a mode. */
    public void loadEnds(Mode mode, MigrationPlan plan) {
        if (mode == Mode.DATA) {
            new RowClaims(databases).store(plan);
        }
    }

    /** Notes that a stream begins to write; returns whose topics it may use. The state is open and locked. */
    public RunIdentity streamBegins(PlanSource sources, MigrationPlan plan) {
        RunIdentity identity = new RunIdentityStore(databases.state()).begin();
        rememberSource();
        rememberTarget(sources, plan);
        return identity;
    }

    /** Notes that capture begins alone; returns whose topics it may use. The state is open. */
    public RunIdentity captureBegins() {
        var identities = new RunIdentityStore(databases.state());
        rememberSource();
        return identities.find().orElseGet(identities::begin);
    }

    /** Notes that a sink begins to write, alone. The state is open, and nobody else writes. */
    public void sinkBegins(PlanSource sources, MigrationPlan plan) {
        new RunIdentityStore(databases.state()).begin();
        rememberTarget(sources, plan);
    }

    private void rememberTarget(PlanSource sources, MigrationPlan plan) {
        new PlanCheck(databases).storeFirst(sources, plan);
        new RowClaims(databases).store(plan);
    }

    /** Takes source, plan and rows as right as they are now. */
    public void accept(PlanSource sources, MigrationPlan plan) {
        new RunIdentityStore(databases.state()).begin();
        rememberSource();
        if (new PlanCheck(databases).isStored()) {
            new PlanCheck(databases).store(sources, plan);
            new RowClaims(databases).store(plan);
        }
    }

    /** Source tables whose rows the present plan makes with more than the one that the run goes by. */
    public List<String> tablesWithNewRules(PlanSource sources, MigrationPlan plan) {
        return new PlanCheck(databases).gained(sources, plan);
    }

    private void rememberSource() {
        new ClaimStore(databases.state())
                .replace(ClaimStore.Kind.SOURCE, new SourceFootprint(databases.source()).facts());
    }
}
