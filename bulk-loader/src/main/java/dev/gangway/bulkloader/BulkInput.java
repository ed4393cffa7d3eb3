package dev.gangway.bulkloader;

import dev.gangway.core.config.MigrationConfig;
import dev.gangway.core.config.RuleFiles;
import dev.gangway.core.handler.HandlerFactory;
import dev.gangway.core.plan.MigrationPlan;
import dev.gangway.core.plan.PlanEnvironment;
import dev.gangway.mysql.connect.Database;
import dev.gangway.mysql.state.StateSchema;
import java.util.Optional;
import java.util.function.Function;

/**
 * What the bulk load is given: what to do and where.
 *
 * @param plan the routes of all steps, the same that the stream uses
 * @param handlers finds a handler factory by the class name that a rule gives
 * @param state open: {@link StateSchema#open()} was called
 */
public record BulkInput(
        MigrationConfig config,
        RuleFiles rules,
        MigrationPlan plan,
        PlanEnvironment environment,
        Function<String, Optional<HandlerFactory>> handlers,
        Database source,
        Database target,
        StateSchema state) {}
