package dev.gangway.bulkloader;

import dev.gangway.bulkloader.copy.CopyProgress;
import dev.gangway.bulkloader.copy.ParallelCopier;
import dev.gangway.core.config.MigrationConfig;
import dev.gangway.core.config.OptionName;
import dev.gangway.core.config.RuleFiles;
import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.handler.HandlerEnvironment;
import dev.gangway.core.handler.HandlerFactory;
import dev.gangway.core.handler.Lookups;
import dev.gangway.core.plan.MigrationPlan;
import dev.gangway.core.plan.PlanCompiler;
import dev.gangway.core.plan.TablePlan;
import dev.gangway.core.problem.Problems;
import dev.gangway.core.schema.Schema;
import dev.gangway.core.schema.Table;
import dev.gangway.mysql.connect.Database;
import dev.gangway.mysql.connect.Transactions;
import dev.gangway.mysql.state.StateSchema;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** What a step works with: configuration, rules, both databases, their structures, state and the means to copy rows. Immutable. */
public final class StepContext {
    private final Parts parts;
    private final String step;
    private final BulkListener listener;

    /**
     * The parts that all steps of a run share.
     *
     * @param plan the compiled main map
     * @param handlers finds a handler factory by the class name that a rule gives
     */
    public record Parts(
            MigrationConfig config,
            RuleFiles rules,
            MigrationPlan plan,
            Database source,
            Database target,
            HandlerEnvironment environment,
            Function<String, Optional<HandlerFactory>> handlers,
            Lookups lookups,
            StateSchema state) {}

    public StepContext(Parts parts, String step, BulkListener listener) {
        this.parts = parts;
        this.step = step;
        this.listener = listener;
    }

    /** The step's title: the name of its checkpoints. */
    public String step() {
        return step;
    }

    public MigrationConfig config() {
        return parts.config();
    }

    public RuleFiles rules() {
        return parts.rules();
    }

    /** The compiled main map. */
    public MigrationPlan plan() {
        return parts.plan();
    }

    public Database source() {
        return parts.source();
    }

    public Database target() {
        return parts.target();
    }

    public Schema sourceSchema() {
        return parts.environment().sourceSchema();
    }

    public Schema targetSchema() {
        return parts.environment().targetSchema();
    }

    public HandlerEnvironment environment() {
        return parts.environment();
    }

    public Function<String, Optional<HandlerFactory>> handlers() {
        return parts.handlers();
    }

    public Lookups lookups() {
        return parts.lookups();
    }

    public StateSchema state() {
        return parts.state();
    }

    public BulkListener listener() {
        return listener;
    }

    /** Transactions on the target, repeated when a failure passes by itself. */
    public Transactions transactions() {
        return new Transactions(parts.target());
    }

    /** Copies tables in parallel chunks with checkpoints under this step's title. */
    public ParallelCopier copier() {
        return new ParallelCopier(parts, step, new CopyProgress(step, listener));
    }

    /**
     * Compiles the mapping of one pair of tables by another map file than the main one.
     *
     * @throws dev.gangway.core.error.MigrationException PLAN_INVALID with every mistake of the rules of these tables
     */
    public TablePlan compile(OptionName map, Table from, Table to) {
        var problems = new Problems();
        var compiler =
                new PlanCompiler(parts.rules().map(map), parts.handlers(), parts.environment(), Map.of(), problems);
        Optional<TablePlan> plan = compiler.compile(from, to);
        problems.throwIfErrors(ErrorCode.PLAN_INVALID, "The rules of step " + step + " have mistakes:");
        return plan.orElseThrow();
    }
}
