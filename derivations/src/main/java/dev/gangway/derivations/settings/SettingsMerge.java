package dev.gangway.derivations.settings;

import dev.gangway.core.handler.Handler;
import dev.gangway.core.handler.HandlerContext;
import dev.gangway.core.handler.RowRejectedException;
import dev.gangway.core.plan.LossCounter;
import dev.gangway.core.row.Layout;
import dev.gangway.core.row.Row;
import dev.gangway.core.rules.SettingsRules;
import dev.gangway.core.schema.KeyText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Merges configuration values: Magento 1 wins for an equal scope, scope id and mapped path; values only Magento 2 has stay.
 * Equal is what the table's unique key takes for equal. Where Magento 1 has several such values, one that is spelled as Magento
 * reads it goes before others, and a later one before an earlier one. What is left out is counted with its key. Pure; the
 * same input gives the same rows, numbered from 1 in order (Magento 2's own first, then new ones).
 */
public final class SettingsMerge {
    private static final List<String> FIELDS = List.of("config_id", "scope", "scope_id", "path", "value");
    private static final Set<String> SCOPES = Set.of("default", "websites", "stores");
    private static final Pattern USUAL_PATH = Pattern.compile("[a-z0-9_/.-]*");

    private final SettingsRules rules;
    private final Function<String, Handler> handlers;
    private final HandlerContext context;
    private final SettingsScopes scopes;
    private final LossCounter losses;

    /** {@code handlers} gives the handler of a Magento 1 path for which {@code rules} name one. */
    public SettingsMerge(
            SettingsRules rules,
            Function<String, Handler> handlers,
            HandlerContext context,
            SettingsScopes scopes,
            LossCounter losses) {
        this.rules = rules;
        this.handlers = handlers;
        this.context = context;
        this.scopes = scopes;
        this.losses = losses;
    }

    /**
     * The target's new rows.
     *
     * @param source rows of Magento 1's core_config_data in config_id order
     * @param target rows of Magento 2's core_config_data in config_id order
     * @param layout the target table's layout; a field {@code updated_at} is set to NULL, which means now
     */
    public List<Row> merge(List<Row> source, List<Row> target, Layout layout) {
        var merged = new Merged(layout);
        for (Row row : target) {
            if (belongsSomewhere(row, "Magento 2's ")) {
                merged.addOfTarget(row);
            }
        }
        for (Row row : source) {
            if (!rules.isIgnored(path(row)) && belongsSomewhere(row, "")) {
                merged.take(row);
            }
        }
        return merged.numbered();
    }

    private boolean belongsSomewhere(Row row, String whose) {
        String objection = scopes.objection(row);
        if (objection != null) {
            list(row, objection, whose);
        }
        return objection == null;
    }

    private void list(Row row, String reason, String whose) {
        losses.countKey(row.document(), "", reason, whose + "config_id=" + row.text("config_id"));
    }

    private static String path(Row row) {
        return String.valueOf(row.text("path"));
    }

    /** The rows so far, and which row of Magento 1 gave each its value. */
    private final class Merged {
        private final Layout layout;
        private final List<Row> rows = new ArrayList<>();
        private final Map<List<String>, Row> byKey = new HashMap<>();
        private final Map<List<String>, Row> givenBy = new HashMap<>();

        Merged(Layout layout) {
            this.layout = layout;
        }

        void addOfTarget(Row row) {
            Row copy = copy(row, layout);
            rows.add(copy);
            byKey.putIfAbsent(key(copy), copy);
        }

        void take(Row row) {
            Row wanted = copy(row, layout);
            wanted.set("path", rules.mappedPath(path(row)));
            List<String> key = key(wanted);
            Row earlier = givenBy.get(key);
            if (earlier != null) {
                boolean stays = spelling(earlier) > spelling(row);
                list(stays ? row : earlier, "row left out: another row sets the same", "");
                if (stays) {
                    return;
                }
            }
            Row known = byKey.get(key);
            try {
                wanted.set("value", value(row, path(row), known == null ? new Row(layout) : known));
            } catch (RowRejectedException e) {
                list(row, "row left out: the handler of its path refuses the value", "");
                return;
            }
            givenBy.put(key, row);
            if (known == null) {
                listMisspelt(row);
                rows.add(wanted);
                byKey.put(key, wanted);
            } else {
                listOtherSpelling(row, wanted, known);
                known.set("value", wanted.get("value"));
            }
        }

        private void listMisspelt(Row row) {
            if (!isExact(row)) {
                list(row, "Magento does not read a setting whose scope or path is spelled like this", "");
            }
        }

        private void listOtherSpelling(Row row, Row wanted, Row known) {
            boolean same = path(wanted).equals(path(known))
                    && String.valueOf(wanted.text("scope")).equals(known.text("scope"));
            if (!same) {
                list(row, "scope or path is spelled as the row has it that sets the same", "");
            }
        }

        List<Row> numbered() {
            for (int i = 0; i < rows.size(); i++) {
                rows.get(i).set("config_id", String.valueOf(i + 1));
            }
            return rows;
        }
    }

    /** Magento reads a setting only under the exact name of its scope, and no path ends with a blank. */
    private static boolean isExact(Row row) {
        return SCOPES.contains(String.valueOf(row.text("scope")))
                && path(row).equals(path(row).strip());
    }

    /**
     * How likely Magento 1 reads the setting under this spelling, of several that a unique key takes for equal: its own paths are of
     * small letters without accents.
     */
    private static int spelling(Row row) {
        return (isExact(row) ? 2 : 0) + (USUAL_PATH.matcher(path(row)).matches() ? 1 : 0);
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

    private static List<String> key(Row row) {
        return List.of(
                KeyText.of(row.text("scope")), String.valueOf(row.text("scope_id")), KeyText.of(row.text("path")));
    }

    /** What tells settings apart: equal for those that the table's unique key takes for one. */
    static String name(Row row) {
        return String.join("\n", key(row));
    }
}
