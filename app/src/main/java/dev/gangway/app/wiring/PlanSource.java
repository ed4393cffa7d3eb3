package dev.gangway.app.wiring;

import dev.gangway.bulkloader.BulkInput;
import dev.gangway.core.config.MigrationConfig;
import dev.gangway.core.config.Mode;
import dev.gangway.core.config.OptionName;
import dev.gangway.core.config.RuleFiles;
import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.handler.HandlerFactory;
import dev.gangway.core.plan.CaptureScope;
import dev.gangway.core.plan.HandlerCheck;
import dev.gangway.core.plan.IntegrityCheck;
import dev.gangway.core.plan.IntegrityFinding;
import dev.gangway.core.plan.MigrationPlan;
import dev.gangway.core.plan.PlanEnvironment;
import dev.gangway.core.plan.routes.PlanRoutes;
import dev.gangway.core.plan.routes.RouteContext;
import dev.gangway.core.problem.Problems;
import dev.gangway.core.rules.HandlerSpec;
import dev.gangway.core.rules.MapRules;
import dev.gangway.core.schema.Schema;
import dev.gangway.core.schema.Table;
import dev.gangway.derivations.DerivationContext;
import dev.gangway.derivations.DerivationSet;
import dev.gangway.derivations.shop.Derivations;
import dev.gangway.mysql.schema.SchemaInspector;
import dev.gangway.mysql.state.StateSchema;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Rule files and both live schemas, from which the plan is compiled. One thread.
 *
 * @param warnings what should be told but does not stop the work
 */
public record PlanSource(
        MigrationConfig config,
        RuleFiles rules,
        Schema source,
        Schema target,
        PlanEnvironment environment,
        Problems warnings) {
    private static final String KEEP_FIRST = "destination_documents_update_on_duplicate";

    /**
     * Reads all rule files and inspects both databases.
     *
     * @throws dev.gangway.core.error.MigrationException RULE_FILE_INVALID with every mistake of every rule file
     */
    public static PlanSource read(MigrationConfig config, Databases databases) {
        Problems problems = new Problems();
        RuleFiles rules = RuleFiles.read(config, problems);
        new HandlerCheck(handlers()).check(rules, problems);
        problems.throwIfErrors(ErrorCode.RULE_FILE_INVALID, "The rule files have mistakes:");
        Schema target = SchemaInspector.inspect(databases.target());
        Schema source = new SourceSpelling(target).of(SchemaInspector.inspect(databases.source()));
        return of(config, rules, source, target, problems);
    }

    /** The same databases under other rules. */
    public PlanSource with(RuleFiles otherRules) {
        return of(config, otherRules, source, target, warnings);
    }

    /** The same from what was read before. */
    public static PlanSource of(
            MigrationConfig config, RuleFiles rules, Schema source, Schema target, Problems warnings) {
        var environment = new PlanEnvironment(
                        config.compatibility(),
                        config.options().texts(),
                        rules.classMap().pairs(),
                        source,
                        target,
                        rules.map(OptionName.MAP_FILE))
                .withMaps(Map.of(OptionName.SALES_ORDER_MAP_FILE.word(), rules.map(OptionName.SALES_ORDER_MAP_FILE)));
        return new PlanSource(config, rules, source, target, environment, warnings);
    }

    /**
     * The plan: the routes of all configured steps.
     *
     * @throws dev.gangway.core.error.MigrationException PLAN_INVALID with everything that cannot work
     */
    public MigrationPlan compile() {
        Problems problems = new Problems();
        MigrationPlan plan = compile(problems);
        warnings.addAll(problems);
        problems.throwIfErrors(ErrorCode.PLAN_INVALID, "The rules do not fit the databases:");
        return plan;
    }

    /** The plan as far as there can be one; what cannot work is told to the problems. */
    public MigrationPlan compile(Problems problems) {
        return PlanRoutes.compile(new RouteContext(config, rules, environment, handlers(), keepFirst(), problems));
    }

    /** Who carries the changes of every table. */
    public CoverageReport coverage(MigrationPlan plan, StateSchema state) {
        var steps = Stream.of(Mode.SETTINGS, Mode.DATA)
                .flatMap(mode -> config.steps(mode).stream())
                .toList();
        var captured = CaptureScope.of(plan).stream().map(Table::name).collect(Collectors.toSet());
        return new CoverageReport(plan, derivations(plan, state), steps, captured);
    }

    /** What is derived from the plan's tables. */
    public DerivationSet derivations(MigrationPlan plan, StateSchema state) {
        return Derivations.of(DerivationContext.of(plan, rules, environment, handlers(), state), config.loadSteps());
    }

    /** What a bulk load by this plan is given. */
    public BulkInput bulkInput(Databases databases, MigrationPlan plan) {
        return new BulkInput(
                config,
                rules,
                plan,
                environment,
                handlers(),
                databases.source(),
                databases.target(),
                databases.state());
    }

    /** What the main map leaves without counterpart. */
    public List<IntegrityFinding> integrity() {
        MapRules map = rules.map(OptionName.MAP_FILE);
        return new IntegrityCheck(map, source, target).check();
    }

    /** Handler factories of the product and of users' jars, by the class names that rules write. */
    public static java.util.function.Function<String, Optional<HandlerFactory>> handlers() {
        Map<String, HandlerFactory> byName = new HashMap<>();
        ServiceLoader.load(HandlerFactory.class).forEach(factory -> byName.put(factory.name(), factory));
        return className -> Optional.ofNullable(byName.get(new HandlerSpec(className, Map.of()).shortName()));
    }

    /** Per target table the columns whose equal values mean "keep the first row". */
    public Map<String, Set<String>> keepFirst() {
        Map<String, Set<String>> columns = new LinkedHashMap<>();
        rules.groups(OptionName.MAP_DOCUMENT_GROUPS).entries(KEEP_FIRST).forEach((table, entry) -> {
            String key = entry.key();
            if (key != null) {
                Set<String> names = new LinkedHashSet<>();
                for (String name : key.split(",", -1)) {
                    names.add(name.strip());
                }
                columns.put(table, names);
            }
        });
        return columns;
    }
}
