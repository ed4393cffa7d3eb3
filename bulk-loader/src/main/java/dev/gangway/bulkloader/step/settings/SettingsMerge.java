package dev.gangway.bulkloader.step.settings;

import dev.gangway.bulkloader.StepContext;
import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import dev.gangway.core.handler.Handler;
import dev.gangway.core.handler.HandlerBinding;
import dev.gangway.core.handler.HandlerContext;
import dev.gangway.core.handler.HandlerFactory;
import dev.gangway.core.handler.Lookups;
import dev.gangway.core.plan.Side;
import dev.gangway.core.row.Layout;
import dev.gangway.core.row.Row;
import dev.gangway.core.rules.HandlerSpec;
import dev.gangway.core.rules.SettingsRules;
import dev.gangway.core.schema.Table;
import dev.gangway.mysql.state.LossStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Decides which rows core_config_data gets: the target's in their order, then the source's new ones. One use. */
final class SettingsMerge {
    private static final String VALUE = "value";

    /** What tells rows apart: the table's unique key, compared as the target's collation does. */
    private record Place(String scope, String scopeId, String path) {
        static Place of(Row row, String path) {
            return new Place(
                    String.valueOf(row.text("scope")),
                    String.valueOf(row.text("scope_id")),
                    path.toLowerCase(Locale.ROOT));
        }
    }

    private final StepContext context;
    private final SettingsRules rules;
    private final Table from;
    private final Layout target;
    private final Map<String, Handler> handlers = new HashMap<>();
    private final Map<String, Long> warnings = new LinkedHashMap<>();

    SettingsMerge(StepContext context, Table from, Table to) {
        this.context = context;
        this.rules = context.rules().settings();
        this.from = from;
        this.target = Layout.of(to);
    }

    List<Row> merge(List<Row> source, List<Row> existing) {
        var merged = new LinkedHashMap<Place, Row>();
        existing.forEach(row -> merged.put(Place.of(row, String.valueOf(row.text("path"))), row));
        for (Row row : source) {
            String path = String.valueOf(row.text("path"));
            if (!rules.isIgnored(path)) {
                mergeRow(merged, row, path);
            }
        }
        int number = 0;
        var rows = new ArrayList<Row>(merged.values());
        for (Row row : rows) {
            row.set("config_id", String.valueOf(++number));
            if (target.has("updated_at")) {
                row.set("updated_at", null);
            }
        }
        return rows;
    }

    private void mergeRow(Map<Place, Row> merged, Row row, String path) {
        String mapped = rules.mappedPath(path);
        Place place = Place.of(row, mapped);
        Row known = merged.get(place);
        Row opposite = known == null ? new Row(target) : known;
        Object value = value(row.copy(), opposite, path);
        if (known == null) {
            opposite.set("scope", row.get("scope"));
            opposite.set("scope_id", row.get("scope_id"));
            opposite.set("path", mapped);
            merged.put(place, opposite);
        }
        opposite.set(VALUE, value);
    }

    private @Nullable Object value(Row row, Row opposite, String path) {
        HandlerSpec spec = rules.handler(path).orElse(null);
        if (spec != null) {
            handlers.computeIfAbsent(path, p -> create(p, spec)).handle(row, opposite, new Context());
        }
        return row.get(VALUE);
    }

    private Handler create(String path, HandlerSpec spec) {
        HandlerFactory factory = context.handlers()
                .apply(spec.className())
                .orElseThrow(() -> new MigrationException(
                        ErrorCode.RULE_FILE_INVALID,
                        "Handler " + spec.className() + " of settings path " + path
                                + " is unknown: correct the class name in the settings file"));
        return factory.create(new HandlerBinding(Side.SOURCE, from, VALUE, spec.parameters(), context.environment()));
    }

    List<LossStore.Entry> losses() {
        return warnings.entrySet().stream()
                .map(e -> new LossStore.Entry("core_config_data", VALUE, e.getKey(), e.getValue()))
                .toList();
    }

    private final class Context implements HandlerContext {

        @Override
        public Lookups lookups() {
            return context.lookups();
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
            warnings.merge(reason, 1L, Long::sum);
        }
    }
}
