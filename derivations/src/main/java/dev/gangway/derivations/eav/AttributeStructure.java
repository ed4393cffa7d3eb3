package dev.gangway.derivations.eav;

import static dev.gangway.derivations.eav.EavNames.ATTRIBUTE;
import static dev.gangway.derivations.eav.EavNames.ATTRIBUTE_CODE;
import static dev.gangway.derivations.eav.EavNames.ATTRIBUTE_ID;
import static dev.gangway.derivations.eav.EavNames.BACKEND_TYPE;
import static dev.gangway.derivations.eav.EavNames.GROUP;
import static dev.gangway.derivations.eav.EavNames.GROUP_CODE;
import static dev.gangway.derivations.eav.EavNames.GROUP_ID;
import static dev.gangway.derivations.eav.EavNames.PLACE;
import static dev.gangway.derivations.eav.EavNames.PLACE_ID;
import static dev.gangway.derivations.eav.EavNames.SET_ID;
import static dev.gangway.derivations.eav.EavNames.STATIC;
import static dev.gangway.derivations.eav.EavNames.TYPE;
import static dev.gangway.derivations.eav.EavNames.TYPE_CODE;
import static dev.gangway.derivations.eav.EavNames.TYPE_ID;
import static dev.gangway.derivations.eav.EavNames.text;

import dev.gangway.core.config.Mode;
import dev.gangway.core.config.OptionName;
import dev.gangway.core.config.StepKind;
import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.handler.Lookups;
import dev.gangway.core.plan.LookupPlan;
import dev.gangway.core.plan.LossCounter;
import dev.gangway.core.plan.PlanCompiler;
import dev.gangway.core.plan.Route;
import dev.gangway.core.plan.ShadowTable;
import dev.gangway.core.plan.TablePlan;
import dev.gangway.core.plan.routes.CustomerTables;
import dev.gangway.core.plan.routes.EavTables;
import dev.gangway.core.plan.routes.MovedAttributes;
import dev.gangway.core.problem.Problems;
import dev.gangway.core.row.Row;
import dev.gangway.core.schema.KeyText;
import dev.gangway.core.schema.Table;
import dev.gangway.derivations.DerivationContext;
import dev.gangway.derivations.DerivedWriter;
import dev.gangway.derivations.Input;
import dev.gangway.derivations.Output;
import dev.gangway.derivations.WholeDerivation;
import dev.gangway.derivations.whole.ServerRows;
import dev.gangway.derivations.whole.ShadowLookups;
import dev.gangway.derivations.whole.WholeLosses;
import dev.gangway.derivations.whole.WholeTable;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Entity types, attribute sets, groups, attributes and their places, merged of the source's and the target's as they were before the
 * load. Any change recomputes the whole, ids included, so that they are those of a fresh load.
 */
public final class AttributeStructure implements WholeDerivation {
    private static final String SETTINGS = "core_config_data";

    private final DerivationContext context;
    private final Map<String, String> tables;
    private @Nullable Compiled compiled;

    public AttributeStructure(DerivationContext context) {
        this.context = context;
        this.tables = EavTables.of(context.rules(), context.target());
    }

    @Override
    public String name() {
        return "attribute structure";
    }

    @Override
    public StepKind step() {
        return StepKind.EAV;
    }

    /** The rules of the tables, what is wrong with them, and what is read. */
    private record Compiled(Map<String, TablePlan> plans, Problems problems, List<Input> inputs) {}

    /** Each batch asks for the inputs; only a configuration with this step has the rules. */
    private synchronized Compiled compiled() {
        Compiled known = compiled;
        if (known == null) {
            var problems = new Problems();
            Map<String, TablePlan> plans = plans(problems);
            known = new Compiled(plans, problems, inputs(plans));
            compiled = known;
        }
        return known;
    }

    @Override
    public List<Input> inputs() {
        return compiled().inputs();
    }

    private List<Input> inputs(Map<String, TablePlan> plans) {
        Stream<String> shadows = Stream.concat(tables.keySet().stream(), lookedUp(plans))
                .distinct()
                .map(ShadowTable::nameOf)
                .filter(context::hasShadow);
        Stream<String> settings = Stream.of(SETTINGS)
                .filter(table -> !context.isStrict() && context.target().has(table));
        return Stream.concat(shadows, settings).map(Input::all).toList();
    }

    /** Further tables that handlers of attributes read, such as swatches. */
    private static Stream<String> lookedUp(Map<String, TablePlan> plans) {
        List<Route> routes = plans.values().stream()
                .map(plan -> new Route(StepKind.EAV, plan))
                .toList();
        return LookupPlan.uses(routes).stream().map(use -> use.lookup().table());
    }

    @Override
    public List<Output> outputs() {
        return tables.values().stream().map(table -> new Output(table, "")).toList();
    }

    @Override
    public void beginAnew(Connection connection) throws SQLException {
        for (String table : tables.values()) {
            written(table).adopt(connection);
        }
    }

    @Override
    public Set<String> decide(Connection connection, DerivedWriter writer) throws SQLException {
        var rows = new ServerRows(context, connection);
        var source = new EavPicture();
        var before = new EavPicture();
        for (Map.Entry<String, String> table : tables.entrySet()) {
            if (context.hasShadow(ShadowTable.nameOf(table.getKey()))) {
                source.put(table.getValue(), rows.shadow(table.getKey()));
            }
            before.put(table.getValue(), rows.kept(Mode.DATA, table(table.getValue())));
        }
        var losses = new WholeLosses();
        var lookups = new ShadowLookups(context, connection);
        var rules = rules(source, priceScope(rows), lookups, losses);
        EavPicture merged = new EavMerge(source, before, rules).merge();
        makeStatic(merged, lookups);
        var changed = new HashSet<String>();
        for (Map.Entry<String, List<Row>> table : merged.tables().entrySet()) {
            if (written(table.getKey()).write(connection, table.getValue(), writer)) {
                changed.add(table.getKey());
            }
        }
        losses.store(connection, context.state(), Mode.DATA, ATTRIBUTE);
        return changed;
    }

    private Table table(String name) {
        return context.target().table(name).orElseThrow();
    }

    /** Numbers of groups and places are dealt out, all others mean something to other tables. */
    private WholeTable written(String name) {
        Table table = table(name);
        return switch (name) {
            case GROUP ->
                new WholeTable(
                        context,
                        Mode.DATA,
                        table,
                        row -> text(row, SET_ID) + "\n" + KeyText.of(text(row, GROUP_CODE)),
                        GROUP_ID);
            case PLACE ->
                new WholeTable(
                        context, Mode.DATA, table, row -> text(row, SET_ID) + "\n" + text(row, ATTRIBUTE_ID), PLACE_ID);
            default -> new WholeTable(context, Mode.DATA, table, byKey(table), null);
        };
    }

    private static Function<Row, String> byKey(Table table) {
        List<String> key = table.identity();
        return row ->
                String.join("\n", key.stream().map(column -> text(row, column)).toList());
    }

    private EavRules rules(EavPicture source, Optional<String> priceScope, Lookups lookups, LossCounter losses) {
        List<String> extended = source.tables().keySet().stream()
                .filter(table -> !EavTables.CORE.contains(table))
                .sorted()
                .toList();
        compiled()
                .problems()
                .throwIfErrors(ErrorCode.PLAN_INVALID, "The rules for attributes do not fit the databases:");
        var choices = new EavRules.Choices(
                compiled().plans(),
                extended,
                EavRules.ignored(context.rules().groups(OptionName.EAV_ATTRIBUTE_GROUPS_FILE)),
                context.isStrict(),
                priceScope);
        return new EavRules(choices, source, lookups, losses);
    }

    private Map<String, TablePlan> plans(Problems problems) {
        var compiler = new PlanCompiler(
                context.rules().map(OptionName.EAV_MAP_FILE),
                context.handlers(),
                context.environment(),
                Map.of(),
                problems);
        var plans = new LinkedHashMap<String, TablePlan>();
        tables.forEach((from, to) -> context.plan()
                .source()
                .table(from)
                .flatMap(table -> compiler.compile(table, table(to)))
                .ifPresent(plan -> plans.put(to, plan)));
        return plans;
    }

    /** What the configuration of the target says, as it follows from the source's. */
    private Optional<String> priceScope(ServerRows rows) throws SQLException {
        return rows.target(SETTINGS).stream()
                .filter(row -> "default".equals(row.text("scope")) && "0".equals(row.text("scope_id")))
                .filter(row -> "catalog/price/scope".equals(row.text("path")))
                .flatMap(row -> Stream.ofNullable(row.text("value")))
                .findFirst();
    }

    /** Attributes of customers and addresses that are columns in Magento 2. */
    private void makeStatic(EavPicture merged, Lookups lookups) {
        if (context.plan().tables(StepKind.CUSTOMER).isEmpty()) {
            return;
        }
        var customers = new CustomerTables(
                context.rules().groups(OptionName.CUSTOMER_DOCUMENT_GROUPS_FILE),
                context.plan().source());
        var moved = new HashSet<String>();
        MovedAttributes.lookup(customers, context.rules().groups(OptionName.CUSTOMER_ATTRIBUTE_GROUPS_FILE))
                .get(lookups)
                .all()
                .forEach(attribute -> moved.add(attribute.type() + "\n" + attribute.code()));
        var types = new HashMap<String, String>();
        merged.rows(TYPE).forEach(type -> types.put(text(type, TYPE_ID), text(type, TYPE_CODE)));
        for (Row row : new ArrayList<>(merged.rows(ATTRIBUTE))) {
            if (moved.contains(types.get(text(row, TYPE_ID)) + "\n" + text(row, ATTRIBUTE_CODE))) {
                row.set(BACKEND_TYPE, STATIC);
            }
        }
    }
}
