package dev.gangway.bulkloader.step;

import dev.gangway.core.config.MigrationConfig;
import dev.gangway.core.config.OptionName;
import dev.gangway.core.config.RuleFiles;
import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import dev.gangway.core.handler.HandlerFactory;
import dev.gangway.core.handler.Lookups;
import dev.gangway.core.plan.LossCounter;
import dev.gangway.core.plan.PlanCompiler;
import dev.gangway.core.plan.PlanEnvironment;
import dev.gangway.core.plan.TablePlan;
import dev.gangway.core.problem.Problems;
import dev.gangway.core.schema.Schema;
import dev.gangway.core.schema.Side;
import dev.gangway.core.schema.Table;
import dev.gangway.mysql.connect.Database;
import dev.gangway.mysql.connect.Transactions;
import dev.gangway.mysql.write.RowWriter;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What every step works with: both databases, the rule files, and what plans are compiled from. Immutable and thread-safe;
 * connections are opened from {@link #source()} and {@link #target()} and closed by whoever opens them.
 */
public record StepContext(
        MigrationConfig config,
        RuleFiles rules,
        Database source,
        Database target,
        PlanEnvironment environment,
        Function<String, Optional<HandlerFactory>> handlers,
        Lookups lookups,
        LossCounter losses,
        RowWriter writer,
        StepRun run) {

    /** The same with checkpoints under another title, for work that steps share. */
    public StepContext titled(String title) {
        var shared =
                new StepRun(run.mode(), title, run.plan(), run.derivations(), run.state(), run.kept(), run.listener());
        return new StepContext(config, rules, source, target, environment, handlers, lookups, losses, writer, shared);
    }

    /** Transactions on the target, repeated when a failure passes by itself. */
    public Transactions transactions() {
        return new Transactions(target);
    }

    /**
     * Keeps target tables as they are now, for a reset, unless an earlier run kept them. Every table must be kept before a
     * step first writes to it; the copier and {@link SmallTables} do so by themselves.
     */
    public void keep(Collection<String> documents) {
        run.kept().keep(documents.stream().map(target::table).toList());
    }

    /** The same for tables that a step makes, which a reset drops if they do not exist now. */
    public void keepMade(Collection<String> documents) {
        run.kept().keepMade(documents.stream().map(target::table).toList());
    }

    public Schema sourceSchema() {
        return environment.sourceSchema();
    }

    public Schema targetSchema() {
        return environment.targetSchema();
    }

    /**
     * A table that a step cannot do without.
     *
     * @throws MigrationException when the database lacks it
     */
    public Table table(Side side, String name) {
        Schema schema = side == Side.SOURCE ? sourceSchema() : targetSchema();
        Database database = side == Side.SOURCE ? source : target;
        ErrorCode code = side == Side.SOURCE ? ErrorCode.SOURCE_QUERY_FAILED : ErrorCode.TARGET_TABLE_MISSING;
        return schema.table(name)
                .orElseThrow(() -> new MigrationException(
                        code,
                        "Table " + name + " is missing in database "
                                + database.config().name() + ": check the name of the database and the table prefix"));
    }

    /**
     * The plan of a pair of tables by one of the maps, whatever the map says about the target's name.
     *
     * @throws MigrationException PLAN_INVALID with everything in the map that cannot work for this pair
     */
    public TablePlan plan(OptionName map, String sourceTable, String targetTable) {
        var problems = new Problems();
        Optional<TablePlan> plan = new PlanCompiler(rules.map(map), handlers, environment, Map.of(), problems)
                .compile(table(Side.SOURCE, sourceTable), table(Side.DESTINATION, targetTable));
        problems.throwIfErrors(ErrorCode.PLAN_INVALID, "The rules for " + sourceTable + " do not fit the databases:");
        return plan.orElseThrow();
    }
}
