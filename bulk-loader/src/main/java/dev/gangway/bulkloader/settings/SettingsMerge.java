package dev.gangway.bulkloader.settings;

import dev.gangway.core.handler.Handler;
import dev.gangway.core.handler.HandlerContext;
import dev.gangway.core.row.Layout;
import dev.gangway.core.row.Row;
import dev.gangway.core.rules.SettingsRules;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Merges configuration values: Magento 1 wins for an equal scope, scope id and mapped path; values only Magento 2 has stay.
 * Pure; the same input gives the same rows, numbered from 1 in order (Magento 2's own first, then new ones).
 */
public final class SettingsMerge {
    private static final List<String> FIELDS = List.of("config_id", "scope", "scope_id", "path", "value");

    private final SettingsRules rules;
    private final Function<String, Handler> handlers;
    private final HandlerContext context;
    private final boolean exact;

    /** Tells values apart by case, as the old tool does although the table's unique key does not. */
    public SettingsMerge(SettingsRules rules, Function<String, Handler> handlers, HandlerContext context) {
        this(rules, handlers, context, true);
    }

    /** {@code exact}: paths that differ in case only are different; {@code handlers} gives the handler of a Magento 1 path for which {@code rules} name one. */
    public SettingsMerge(
            SettingsRules rules, Function<String, Handler> handlers, HandlerContext context, boolean exact) {
        this.rules = rules;
        this.handlers = handlers;
        this.context = context;
        this.exact = exact;
    }

    /**
     * The target's new rows.
     *
     * @param source rows of Magento 1's core_config_data in config_id order
     * @param target rows of Magento 2's core_config_data in config_id order
     * @param layout the target table's layout; a field {@code updated_at} is set to NULL, which means now
     */
    public List<Row> merge(List<Row> source, List<Row> target, Layout layout) {
        var merged = new ArrayList<Row>();
        var byKey = new HashMap<List<String>, Row>();
        for (Row row : target) {
            Row copy = copy(row, layout);
            merged.add(copy);
            byKey.putIfAbsent(key(copy), copy);
        }
        for (Row row : source) {
            String path = String.valueOf(row.text("path"));
            if (!rules.isIgnored(path)) {
                take(row, path, layout, merged, byKey);
            }
        }
        for (int i = 0; i < merged.size(); i++) {
            merged.get(i).set("config_id", String.valueOf(i + 1));
        }
        return merged;
    }

    private void take(Row row, String path, Layout layout, List<Row> merged, Map<List<String>, Row> byKey) {
        Row wanted = copy(row, layout);
        wanted.set("path", rules.mappedPath(path));
        Row known = byKey.get(key(wanted));
        wanted.set("value", value(row, path, known == null ? new Row(layout) : known));
        if (known == null) {
            merged.add(wanted);
            byKey.put(key(wanted), wanted);
        } else {
            known.set("value", wanted.get("value"));
        }
    }

    private @Nullable Object value(Row row, String path, Row opposite) {
        if (rules.handler(path).isEmpty()) {
            return row.get("value");
        }
        Row changed = row.copy();
        handlers.apply(path).handle(changed, opposite, context);
        return changed.get("value");
    }

    private static Row copy(Row row, Layout layout) {
        var copy = new Row(layout);
        FIELDS.forEach(field -> copy.set(field, row.get(field)));
        if (layout.has("updated_at")) {
            copy.set("updated_at", null);
        }
        return copy;
    }

    private List<String> key(Row row) {
        String path = String.valueOf(row.text("path"));
        return List.of(
                String.valueOf(row.text("scope")),
                String.valueOf(row.text("scope_id")),
                exact ? path : path.toLowerCase(Locale.ROOT));
    }
}
