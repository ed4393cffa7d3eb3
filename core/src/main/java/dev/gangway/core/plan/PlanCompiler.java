package dev.gangway.core.plan;

import dev.gangway.core.error.MigrationException;
import dev.gangway.core.handler.Handler;
import dev.gangway.core.handler.HandlerBinding;
import dev.gangway.core.handler.HandlerEnvironment;
import dev.gangway.core.handler.HandlerFactory;
import dev.gangway.core.problem.Place;
import dev.gangway.core.problem.Problems;
import dev.gangway.core.rules.Compatibility;
import dev.gangway.core.rules.HandlerSpec;
import dev.gangway.core.rules.MapRules;
import dev.gangway.core.rules.Rule;
import dev.gangway.core.rules.TransformRule;
import dev.gangway.core.schema.Column;
import dev.gangway.core.schema.Side;
import dev.gangway.core.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Compiles one map file with both schemas into table plans. Every problem (unknown handler, wrong parameter, a move into a
 * column that does not exist) is added to the given {@link Problems} with the rule's place; compiling never stops early.
 */
public final class PlanCompiler {
    private final MapRules rules;
    private final Function<String, Optional<HandlerFactory>> handlers;
    private final HandlerEnvironment environment;
    private final Map<String, Set<String>> keepFirst;
    private final Problems problems;

    /**
     * {@code handlers} finds a factory by the class name a rule gives; {@code keepFirst}: per target table the columns whose equal values mean "keep the first row only".
     */
    public PlanCompiler(
            MapRules rules,
            Function<String, Optional<HandlerFactory>> handlers,
            HandlerEnvironment environment,
            Map<String, Set<String>> keepFirst,
            Problems problems) {
        this.rules = rules;
        this.handlers = handlers;
        this.environment = environment;
        this.keepFirst = Map.copyOf(keepFirst);
        this.problems = problems;
    }

    /** Plans every source table that the map leads to an existing target table, in the source's listing order. */
    public List<TablePlan> compile() {
        var tables = new ArrayList<TablePlan>();
        for (Table source : environment.sourceSchema().tables()) {
            rules.mappedDocument(source.name(), Side.SOURCE)
                    .flatMap(name -> environment.targetSchema().table(name))
                    .flatMap(target -> compile(source, target))
                    .ifPresent(tables::add);
        }
        return tables;
    }

    /** The plan of one pair of tables, whatever the map says about the target's name; empty when a rule is ambiguous. */
    public Optional<TablePlan> compile(Table source, Table target) {
        try {
            List<BoundHandler> sourceHandlers = handlers(source, Side.SOURCE);
            List<BoundHandler> targetHandlers = handlers(target, Side.DESTINATION);
            boolean plain = sourceHandlers.isEmpty() && targetHandlers.isEmpty();
            boolean sameColumns = source.columns().stream().allMatch(c -> target.hasColumn(c.name()));
            boolean oldJustCopy = plain && sameColumns && environment.compatibility() == Compatibility.STRICT;
            List<ColumnCopy> copies = oldJustCopy ? identical(source) : copies(source, target);
            var compiled = new TablePlan.Rules(
                    copies,
                    sourceHandlers,
                    targetHandlers,
                    keepFirst.getOrDefault(target.name(), Set.of()),
                    KeyOverflow.isReferenced(source, environment.sourceSchema())
                            || KeyOverflow.isReferenced(target, environment.targetSchema()));
            return Optional.of(new TablePlan(source, target, compiled));
        } catch (MigrationException ambiguous) {
            problems.error(Place.NOWHERE, String.valueOf(ambiguous.getMessage()));
            return Optional.empty();
        }
    }

    private static List<ColumnCopy> identical(Table source) {
        return source.columns().stream()
                .map(column -> new ColumnCopy(column.name(), column.name()))
                .toList();
    }

    private List<ColumnCopy> copies(Table source, Table target) {
        var copies = new ArrayList<ColumnCopy>();
        for (Column column : source.columns()) {
            Optional<String> mapped = rules.mappedField(source.name(), column.name(), Side.SOURCE);
            if (mapped.isEmpty()) {
                continue;
            }
            Optional<Column> into = target.column(mapped.get());
            if (into.isPresent() && !into.get().generated()) {
                copies.add(new ColumnCopy(column.name(), mapped.get()));
            } else if (into.isEmpty() && !mapped.get().equals(column.name())) {
                problems.error(
                        placeOfMove(source.name(), column.name()),
                        source.name() + "." + column.name() + " is moved to " + mapped.get() + ", which "
                                + target.name() + " does not have: correct the move or ignore the field");
            }
        }
        return copies;
    }

    private List<BoundHandler> handlers(Table table, Side side) {
        var bound = new ArrayList<BoundHandler>();
        for (Column column : table.columns()) {
            bound.addAll(Corrections.of(side, table, column.name(), environment));
            for (TransformRule rule : rules.effectiveTransforms(table.name(), column.name(), side)) {
                bind(rule, table, side).ifPresent(bound::add);
            }
        }
        return bound;
    }

    private Place placeOfMove(String document, String field) {
        return rules.allRules().stream()
                .filter(rule -> rule instanceof Rule.MoveField move
                        && (move.from().equals(document + "." + field)
                                || move.to().equals(document + "." + field)))
                .map(Rule::place)
                .findFirst()
                .orElse(Place.NOWHERE);
    }

    private Optional<BoundHandler> bind(TransformRule rule, Table table, Side side) {
        HandlerSpec spec = rule.handler();
        Optional<HandlerFactory> factory = handlers.apply(spec.className());
        if (factory.isEmpty()) {
            problems.error(rule.place(), HandlerCheck.unknown(spec));
            return Optional.empty();
        }
        if (!HandlerCheck.parametersFit(spec, factory.get(), rule.place(), problems)) {
            return Optional.empty();
        }
        try {
            Handler handler =
                    factory.get().create(new HandlerBinding(side, table, rule.field(), spec.parameters(), environment));
            return Optional.of(new BoundHandler(rule.field(), factory.get().name(), spec.parameters(), handler));
        } catch (MigrationException e) {
            problems.error(rule.place(), "Handler " + spec.shortName() + ": " + e.getMessage());
            return Optional.empty();
        }
    }
}
