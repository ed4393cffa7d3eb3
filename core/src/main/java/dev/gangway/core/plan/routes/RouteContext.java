package dev.gangway.core.plan.routes;

import dev.gangway.core.config.MigrationConfig;
import dev.gangway.core.config.OptionName;
import dev.gangway.core.config.RuleFiles;
import dev.gangway.core.config.StepKind;
import dev.gangway.core.handler.HandlerFactory;
import dev.gangway.core.plan.PlanCompiler;
import dev.gangway.core.plan.PlanEnvironment;
import dev.gangway.core.plan.Route;
import dev.gangway.core.plan.ShadowTable;
import dev.gangway.core.plan.TablePlan;
import dev.gangway.core.problem.Problems;
import dev.gangway.core.rules.Compatibility;
import dev.gangway.core.rules.Groups;
import dev.gangway.core.rules.MapRules;
import dev.gangway.core.schema.Schema;
import dev.gangway.core.schema.Side;
import dev.gangway.core.schema.Table;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** What routes are compiled from: configuration, rule files, both schemas, handlers. Problems are collected. One thread. */
public record RouteContext(
        MigrationConfig config,
        RuleFiles rules,
        PlanEnvironment environment,
        Function<String, Optional<HandlerFactory>> handlers,
        Map<String, Set<String>> keepFirst,
        Problems problems) {

    boolean has(StepKind step) {
        return config.loadSteps().contains(step);
    }

    boolean isStrict() {
        return environment.compatibility() == Compatibility.STRICT;
    }

    Schema source() {
        return environment.sourceSchema();
    }

    Schema target() {
        return environment.targetSchema();
    }

    Groups groups(OptionName name) {
        return rules.groups(name);
    }

    MapRules map(OptionName name) {
        return rules.map(name);
    }

    /** The mappings of every table that a map leads to a table of the target. */
    List<TablePlan> compile(OptionName map) {
        return compiler(map, keepFirst).compile();
    }

    /** The mapping of one pair, whatever the map says about the target's name; empty when one of the tables is missing. */
    Optional<TablePlan> pair(OptionName map, String sourceTable, String targetTable) {
        Optional<Table> from = source().table(sourceTable);
        Optional<Table> to = target().table(targetTable);
        return from.isEmpty() || to.isEmpty()
                ? Optional.empty()
                : compiler(map, Map.of()).compile(from.get(), to.get());
    }

    /** The mapping of a table to where the map leads it; empty when it leads nowhere. */
    Optional<TablePlan> mapped(OptionName map, String sourceTable) {
        return map(map).mappedDocument(sourceTable, Side.SOURCE).flatMap(target -> pair(map, sourceTable, target));
    }

    /** A route into the shadow of a table with these columns; empty when the source lacks the table. */
    Optional<Route> shadow(StepKind step, String sourceTable, Collection<String> columns) {
        return source().table(sourceTable)
                .filter(table -> !table.view())
                .map(table -> new Route(step, TablePlan.identical(table, ShadowTable.of(table, columns))));
    }

    private PlanCompiler compiler(OptionName map, Map<String, Set<String>> first) {
        return new PlanCompiler(rules.map(map), handlers, environment, first, problems);
    }
}
