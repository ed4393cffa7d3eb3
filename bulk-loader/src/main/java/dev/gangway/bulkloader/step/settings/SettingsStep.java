package dev.gangway.bulkloader.step.settings;

import dev.gangway.bulkloader.settings.OldPrograms;
import dev.gangway.bulkloader.settings.SettingsMerge;
import dev.gangway.bulkloader.settings.SettingsScopes;
import dev.gangway.bulkloader.step.SmallTables;
import dev.gangway.bulkloader.step.Step;
import dev.gangway.bulkloader.step.StepContext;
import dev.gangway.core.config.Mode;
import dev.gangway.core.config.StepKind;
import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import dev.gangway.core.handler.Handler;
import dev.gangway.core.handler.HandlerBinding;
import dev.gangway.core.handler.HandlerContext;
import dev.gangway.core.handler.HandlerFactory;
import dev.gangway.core.handler.Lookups;
import dev.gangway.core.plan.IntegrityFinding;
import dev.gangway.core.row.Layout;
import dev.gangway.core.row.Row;
import dev.gangway.core.rules.Compatibility;
import dev.gangway.core.rules.HandlerSpec;
import dev.gangway.core.schema.Side;
import dev.gangway.core.schema.Table;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lays Magento 1's configuration over Magento 2's: ignored paths stay out, others are renamed and their values converted by
 * the settings file; unless strict, what names programs of Magento 1 stays out too. The table is replaced in one transaction, so an interrupted run leaves the old rows.
 */
public final class SettingsStep implements Step {
    private static final String TABLE = "core_config_data";
    private static final String VALUE = "value";
    private static final String MODULES = "core_resource";

    @Override
    public List<IntegrityFinding> integrity(StepContext context) {
        var findings = new ArrayList<IntegrityFinding>();
        if (!context.sourceSchema().has(TABLE)) {
            findings.add(new IntegrityFinding(IntegrityFinding.Kind.DOCUMENT_MISSING, Side.SOURCE, TABLE, List.of()));
        }
        if (!context.targetSchema().has(TABLE)) {
            findings.add(
                    new IntegrityFinding(IntegrityFinding.Kind.DOCUMENT_MISSING, Side.DESTINATION, TABLE, List.of()));
        }
        return findings;
    }

    @Override
    public void data(StepContext context) throws SQLException {
        var tables = new SmallTables(context);
        var handlers = new HashMap<String, Handler>();
        boolean strict = context.environment().compatibility() == Compatibility.STRICT;
        var merge = new SettingsMerge(
                context.rules().settings(),
                path -> handlers.computeIfAbsent(path, p -> handler(context, p)),
                new Effects(context),
                scopes(context),
                context.losses());
        List<Row> source = tables.read(Side.SOURCE, TABLE);
        Set<String> modules = context.sourceSchema().has(MODULES)
                ? OldPrograms.modules(context.lookups().all(MODULES))
                : Set.of();
        var old = new OldPrograms(
                context.rules().settings(), context.environment().classMap(), modules, context.losses());
        List<Row> merged = merge.merge(
                strict ? source : old.mend(source),
                tables.read(Side.DESTINATION, TABLE),
                Layout.of(context.table(Side.DESTINATION, TABLE)));
        tables.replace(Map.of(TABLE, merged));
    }

    /**
     * The source's websites and stores, which become the target's; with them the target's own where no step replaces these. The old
     * tool does not look.
     */
    private static SettingsScopes scopes(StepContext context) throws SQLException {
        if (context.environment().compatibility() == Compatibility.STRICT) {
            return SettingsScopes.ANY;
        }
        boolean replaced = context.config().steps(Mode.SETTINGS).stream()
                .anyMatch(step -> step.kind().equals(Optional.of(StepKind.STORES)));
        return new SettingsScopes(
                ids(context, "website_id", List.of("core_website", "store_website"), replaced),
                ids(context, "store_id", List.of("core_store", "store"), replaced));
    }

    private static Optional<Set<String>> ids(StepContext context, String field, List<String> tables, boolean replaced)
            throws SQLException {
        if (!context.sourceSchema().has(tables.get(0))) {
            return Optional.empty();
        }
        var ids = new HashSet<String>();
        var read = new SmallTables(context);
        for (Row row : read.read(Side.SOURCE, tables.get(0))) {
            ids.add(String.valueOf(row.text(field)));
        }
        if (!replaced && context.targetSchema().has(tables.get(1))) {
            for (Row row : read.read(Side.DESTINATION, tables.get(1))) {
                ids.add(String.valueOf(row.text(field)));
            }
        }
        return Optional.of(ids);
    }

    private static Handler handler(StepContext context, String path) {
        HandlerSpec spec = context.rules().settings().handler(path).orElseThrow();
        HandlerFactory factory = context.handlers()
                .apply(spec.className())
                .orElseThrow(() -> new MigrationException(
                        ErrorCode.RULE_FILE_INVALID,
                        "Handler " + spec.className() + " of settings path " + path
                                + " is unknown: correct the class name in the settings file"));
        Table table = context.table(Side.SOURCE, TABLE);
        return factory.create(new HandlerBinding(Side.SOURCE, table, VALUE, spec.parameters(), context.environment()));
    }

    private record Effects(StepContext step) implements HandlerContext {

        @Override
        public Lookups lookups() {
            return step.lookups();
        }

        @Override
        public void emit(String targetTable, Map<String, @Nullable Object> fields) {
            throw new MigrationException(
                    ErrorCode.RULE_FILE_INVALID,
                    "A handler of the settings file writes to table " + targetTable
                            + ", which only map files can do: remove the rule");
        }

        @Override
        public void warn(String field, String reason) {
            step.losses().count(TABLE, field, reason);
        }
    }
}
