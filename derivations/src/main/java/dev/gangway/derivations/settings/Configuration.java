package dev.gangway.derivations.settings;

import dev.gangway.core.config.Mode;
import dev.gangway.core.config.StepKind;
import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import dev.gangway.core.handler.Handler;
import dev.gangway.core.handler.HandlerBinding;
import dev.gangway.core.handler.HandlerContext;
import dev.gangway.core.handler.HandlerFactory;
import dev.gangway.core.handler.Lookups;
import dev.gangway.core.plan.LossCounter;
import dev.gangway.core.plan.ShadowTable;
import dev.gangway.core.row.Layout;
import dev.gangway.core.row.Row;
import dev.gangway.core.rules.HandlerSpec;
import dev.gangway.core.schema.Side;
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
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Magento 2's configuration: Magento 1's laid over what the target had before the load, by the settings file. Any change recomputes
 * the whole; what somebody configured on the target since then stays, except where the source changes the same setting.
 */
public final class Configuration implements WholeDerivation {
    private static final String TABLE = "core_config_data";
    private static final String VALUE = "value";
    private static final String WEBSITES = "core_website";
    private static final String STORES = "core_store";
    private static final String MODULES = "core_resource";

    private final DerivationContext context;

    public Configuration(DerivationContext context) {
        this.context = context;
    }

    @Override
    public String name() {
        return "configuration";
    }

    @Override
    public StepKind step() {
        return StepKind.SETTINGS;
    }

    @Override
    public List<Input> inputs() {
        Stream<String> deciding = Stream.of(WEBSITES, STORES, MODULES)
                .filter(table -> !context.isStrict() && context.hasShadow(ShadowTable.nameOf(table)));
        return Stream.concat(Stream.of(TABLE), deciding)
                .map(ShadowTable::nameOf)
                .map(Input::all)
                .toList();
    }

    @Override
    public List<Output> outputs() {
        return List.of(new Output(TABLE, ""));
    }

    @Override
    public void beginAnew(Connection connection) throws SQLException {
        written().adopt(connection);
    }

    @Override
    public Set<String> decide(Connection connection, DerivedWriter writer) throws SQLException {
        var rows = new ServerRows(context, connection);
        var losses = new WholeLosses();
        var handlers = new HashMap<String, Handler>();
        var merge = new SettingsMerge(
                context.rules().settings(),
                path -> handlers.computeIfAbsent(path, this::handler),
                new Effects(new ShadowLookups(context, connection), losses),
                scopes(rows),
                losses);
        List<Row> source = rows.shadow(TABLE);
        if (!context.isStrict()) {
            var old = new OldPrograms(
                    context.rules().settings(),
                    context.environment().classMap(),
                    OldPrograms.modules(rows.shadow(MODULES)),
                    losses);
            source = old.mend(source);
        }
        Table table = table();
        List<Row> merged = merge.merge(source, rows.kept(Mode.SETTINGS, table), Layout.of(table));
        boolean changed = written().write(connection, merged, writer);
        losses.store(connection, context.state(), Mode.SETTINGS, TABLE);
        return changed ? Set.of(TABLE) : Set.of();
    }

    private Table table() {
        return context.target().table(TABLE).orElseThrow();
    }

    private WholeTable written() {
        return new WholeTable(context, Mode.SETTINGS, table(), SettingsMerge::name, "config_id");
    }

    /**
     * The source's websites and stores, which become the target's; with them the target's own where no step replaces these. The old
     * tool does not look.
     */
    private SettingsScopes scopes(ServerRows rows) throws SQLException {
        if (context.isStrict()) {
            return SettingsScopes.ANY;
        }
        return new SettingsScopes(
                ids(rows, "website_id", WEBSITES, "store_website"), ids(rows, "store_id", STORES, "store"));
    }

    private Optional<Set<String>> ids(ServerRows rows, String field, String ofSource, String ofTarget)
            throws SQLException {
        if (!context.hasShadow(ShadowTable.nameOf(ofSource))) {
            return Optional.empty();
        }
        var ids = new HashSet<String>();
        rows.shadow(ofSource).forEach(row -> ids.add(String.valueOf(row.text(field))));
        if (context.plan().tables(StepKind.STORES).isEmpty()) {
            rows.target(ofTarget).forEach(row -> ids.add(String.valueOf(row.text(field))));
        }
        return Optional.of(ids);
    }

    private Handler handler(String path) {
        HandlerSpec spec = context.rules().settings().handler(path).orElseThrow();
        HandlerFactory factory = context.handlers()
                .apply(spec.className())
                .orElseThrow(() -> new MigrationException(
                        ErrorCode.RULE_FILE_INVALID,
                        "Handler " + spec.className() + " of settings path " + path
                                + " is unknown: correct the class name in the settings file"));
        Table source = context.plan().source().table(TABLE).orElseThrow();
        return factory.create(new HandlerBinding(Side.SOURCE, source, VALUE, spec.parameters(), context.environment()));
    }

    private record Effects(Lookups lookups, LossCounter losses) implements HandlerContext {

        @Override
        public void emit(String targetTable, Map<String, @Nullable Object> fields) {
            throw new MigrationException(
                    ErrorCode.RULE_FILE_INVALID,
                    "A handler of the settings file writes to table " + targetTable
                            + ", which only map files can do: remove the rule");
        }

        @Override
        public void warn(String field, String reason) {
            losses.count(TABLE, field, reason);
        }
    }
}
