package dev.gangway.app.wiring;

import dev.gangway.core.config.Stage;
import dev.gangway.core.config.StepConfig;
import dev.gangway.core.config.StepKind;
import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import dev.gangway.core.plan.MigrationPlan;
import dev.gangway.core.plan.Route;
import dev.gangway.derivations.Derivation;
import dev.gangway.derivations.DerivationSet;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Shows for every migrated table who captures, maps, derives and applies its changes, and which steps only the load does.
 * Immutable.
 *
 * @param captured names of the source tables whose changes are captured
 */
public record CoverageReport(
        MigrationPlan plan, DerivationSet derivations, List<StepConfig> steps, Set<String> captured) {
    /** They write nothing that follows from a change of the source. */
    private static final Set<StepKind> WITHOUT_ROWS = EnumSet.of(StepKind.DATA_INTEGRITY);

    public CoverageReport {
        steps = List.copyOf(steps);
        captured = Set.copyOf(captured);
    }

    /** Titles of the steps of settings and data mode whose rows no route and no derivation keeps true afterwards. */
    public List<String> loadedOnly() {
        return steps.stream()
                .filter(step -> step.stage(Stage.DATA).isPresent())
                .filter(step -> step.kind().filter(kind -> !isFollowed(kind)).isPresent())
                .map(StepConfig::title)
                .toList();
    }

    private boolean isFollowed(StepKind kind) {
        return WITHOUT_ROWS.contains(kind)
                || !plan.tables(kind).isEmpty()
                || !derivations.of(kind).isEmpty();
    }

    /** What those of these steps leave behind that read source tables by queries of their own. */
    public List<StreamGap> gaps() {
        return steps.stream()
                .filter(step -> step.stage(Stage.DATA).isPresent())
                .filter(step -> step.kind().filter(kind -> !isFollowed(kind)).isPresent())
                .flatMap(step -> StreamGap.of(step, plan).stream())
                .toList();
    }

    /** Migrated source tables of which no change is captured: there must be none. */
    public List<String> notCaptured() {
        return plan.sourceTables().stream()
                .filter(table -> !captured.contains(table))
                .filter(table ->
                        plan.source().table(table).filter(t -> !t.view()).isPresent())
                .toList();
    }

    /**
     * Holds when every table has capture and delivery, but for what is accepted.
     *
     * @throws MigrationException PLAN_INVALID with the tables that would fall behind
     */
    public void requireNoGap(Optional<String> accepted) {
        List<String> missing = notCaptured();
        if (!missing.isEmpty()) {
            throw new MigrationException(
                    ErrorCode.PLAN_INVALID,
                    "Changes of " + String.join(", ", missing)
                            + " would be lost, because they are migrated but not captured: gangway plan --coverage shows"
                            + " who carries what");
        }
        for (StreamGap gap : gaps()) {
            if (accepted.filter(gap.name()::equals).isEmpty()) {
                throw new MigrationException(
                        ErrorCode.PLAN_INVALID,
                        "Changes of " + String.join(", ", gap.tables()) + ", which the " + gap.step()
                                + " of the load reads, would be lost: no stream carries them. To stream all else, and"
                                + " leave what this step writes as the load made it, write <accepted_gaps>" + gap.name()
                                + "</accepted_gaps> in <options>");
            }
        }
    }

    /** One line per source table, then what is derived, then what only the load does. */
    public String text() {
        var text = new StringBuilder();
        plan.sourceTables().forEach(table -> text.append(line(table)).append('\n'));
        text.append('\n');
        for (Derivation derivation : derivations.all()) {
            text.append("derived: ")
                    .append(derivation.name())
                    .append(" from ")
                    .append(String.join(", ", inputs(derivation)))
                    .append('\n');
        }
        for (StreamGap gap : gaps()) {
            gap.tables().forEach(table -> text.append(table)
                    .append(": read by the load's ")
                    .append(gap.step())
                    .append(" only; nobody captures, maps or applies its changes (")
                    .append(gap.name())
                    .append(")\n"));
        }
        List<String> gaps = loadedOnly();
        text.append('\n')
                .append(plan.sourceTables().size())
                .append(" source tables have routes, ")
                .append(captured.size())
                .append(" are captured, ")
                .append(derivations.all().size())
                .append(" derivations follow them\n");
        text.append(
                gaps.isEmpty()
                        ? "The stream follows every step."
                        : "Only the load does: " + String.join(", ", gaps)
                                + ". Changes of what they write are not carried until the data mode is run again.");
        return text.toString();
    }

    private String line(String table) {
        String routes = plan.routes(table).stream()
                .map(route -> route.target() + " (" + step(route) + ")")
                .collect(Collectors.joining(", "));
        List<String> derived = derived(table);
        List<String> lookups = plan.lookups().texts(table);
        return table + (captured.contains(table) ? ": captured" : ": not captured") + ", mapped to " + routes
                + (derived.isEmpty() ? "" : ", derives " + String.join(", ", derived))
                + (lookups.isEmpty() ? "" : ", looks up " + String.join(", ", lookups)) + ", applied by the sink";
    }

    private String step(Route route) {
        return steps.stream()
                .filter(step -> step.is(route.step()))
                .map(StepConfig::title)
                .findFirst()
                .orElse(route.step().name());
    }

    private List<String> derived(String sourceTable) {
        var names = new LinkedHashSet<String>();
        for (Route route : plan.routes(sourceTable)) {
            derivations.all().stream()
                    .filter(derivation -> inputs(derivation).contains(route.target()))
                    .forEach(derivation -> names.add(derivation.name()));
        }
        return List.copyOf(names);
    }

    private static Set<String> inputs(Derivation derivation) {
        return derivation.inputs().stream()
                .map(input -> input.table())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** One object: {@code tables} with routes and derivations, {@code derivations}, {@code loadedOnly}, {@code gaps}. */
    public String json() {
        Map<String, Object> root = new LinkedHashMap<>();
        var tables = new TreeMap<String, Object>();
        plan.sourceTables().forEach(table -> tables.put(table, tableJson(table)));
        root.put("tables", tables);
        var all = new ArrayList<Object>();
        for (Derivation derivation : derivations.all()) {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("name", derivation.name());
            json.put("inputs", List.copyOf(inputs(derivation)));
            json.put(
                    "outputs", derivation.outputs().stream().map(o -> o.table()).toList());
            all.add(json);
        }
        root.put("derivations", all);
        root.put("loadedOnly", loadedOnly());
        root.put(
                "gaps",
                gaps().stream()
                        .map(gap -> Map.of("step", gap.step(), "name", gap.name(), "tables", gap.tables()))
                        .toList());
        return Json.of(root);
    }

    private Map<String, Object> tableJson(String table) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("captured", captured.contains(table));
        var routes = new ArrayList<Object>();
        for (Route route : plan.routes(table)) {
            routes.add(Map.of("step", route.step().name(), "target", route.target()));
        }
        json.put("routes", routes);
        json.put("derived", derived(table));
        json.put("lookups", plan.lookups().texts(table));
        return json;
    }
}
