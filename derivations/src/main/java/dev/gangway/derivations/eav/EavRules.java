package dev.gangway.derivations.eav;

import static dev.gangway.derivations.eav.EavNames.ATTRIBUTE;
import static dev.gangway.derivations.eav.EavNames.ATTRIBUTE_CODE;
import static dev.gangway.derivations.eav.EavNames.ATTRIBUTE_ID;
import static dev.gangway.derivations.eav.EavNames.TYPE;
import static dev.gangway.derivations.eav.EavNames.TYPE_CODE;
import static dev.gangway.derivations.eav.EavNames.TYPE_ID;
import static dev.gangway.derivations.eav.EavNames.text;

import dev.gangway.core.handler.Lookups;
import dev.gangway.core.handler.RowRejectedException;
import dev.gangway.core.plan.LossCounter;
import dev.gangway.core.plan.MappedRow;
import dev.gangway.core.plan.TablePlan;
import dev.gangway.core.row.Row;
import dev.gangway.core.rules.Groups;
import dev.gangway.core.schema.Column;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the attribute map and groups say: how a row is mapped, which attributes are left out, which tables extend attributes. */
public final class EavRules {
    private final Choices choices;
    private final Map<String, String> typeCodes = new HashMap<>();
    private final Set<String> ignoredIds = new HashSet<>();
    private final Lookups lookups;
    private final LossCounter losses;

    /**
     * What the configuration and the target's settings decide.
     *
     * @param plans by source table
     * @param extendedTables tables that add columns to an attribute
     * @param ignored attributes that stay behind, as {@code code:type}
     * @param strict true for the old tool's rows
     * @param priceScope what the target's setting {@code catalog/price/scope} says; empty where it was never saved
     */
    public record Choices(
            Map<String, TablePlan> plans,
            List<String> extendedTables,
            Set<String> ignored,
            boolean strict,
            Optional<String> priceScope) {
        public Choices {
            plans = Map.copyOf(plans);
            extendedTables = List.copyOf(extendedTables);
            ignored = Set.copyOf(ignored);
        }
    }

    /** {@code source} for type codes. */
    public EavRules(Choices choices, EavPicture source, Lookups lookups, LossCounter losses) {
        this.choices = choices;
        this.lookups = lookups;
        this.losses = losses;
        source.rows(TYPE).forEach(type -> typeCodes.put(text(type, TYPE_ID), text(type, TYPE_CODE)));
        source.rows(ATTRIBUTE).stream()
                .filter(this::isIgnored)
                .forEach(attribute -> ignoredIds.add(text(attribute, ATTRIBUTE_ID)));
    }

    /** What the attribute groups leave behind, as {@code code:type}. */
    public static Set<String> ignored(Groups groups) {
        var ignored = new HashSet<String>();
        groups.entries("ignore")
                .forEach((code, entry) -> entry.types().forEach(type -> ignored.add(code + ":" + type)));
        return ignored;
    }

    /** True when the rows are to be the old tool's. */
    boolean strict() {
        return choices.strict();
    }

    Optional<String> priceScope() {
        return choices.priceScope();
    }

    List<String> extendedTables() {
        return choices.extendedTables();
    }

    /** True for a source attribute that stays behind. */
    public boolean isIgnored(Row attribute) {
        String type = typeCodes.getOrDefault(text(attribute, TYPE_ID), "");
        return choices.ignored().contains(text(attribute, ATTRIBUTE_CODE) + ":" + type);
    }

    /** Source ids of the attributes that stay behind. */
    public Set<String> ignoredIds() {
        return Set.copyOf(ignoredIds);
    }

    /** Tells of a change of one row that nobody asked for. */
    void list(String table, String field, String what, String key) {
        losses.countKey(table, field, what, key);
    }

    /** The source row mapped onto the given target row. */
    Row map(String table, Row row, Row onto) {
        MappedRow mapped = plan(table)
                .mapOnto(List.of(row), List.of(onto), lookups, losses)
                .get(0);
        if (mapped.rejection() != null) {
            throw new RowRejectedException(table + ": " + mapped.rejection());
        }
        return mapped.row();
    }

    /** A target row of column defaults: the default, an empty string for NOT NULL without one, else NULL. */
    Row defaults(String table) {
        TablePlan plan = plan(table);
        var row = new Row(plan.targetLayout());
        for (Column column : plan.target().columns()) {
            String value = column.defaultValue();
            row.set(column.name(), value != null ? value : column.nullable() || column.autoIncrement() ? null : "");
        }
        return row;
    }

    private TablePlan plan(String table) {
        TablePlan plan = choices.plans().get(table);
        if (plan == null) {
            throw new IllegalStateException("No plan for " + table);
        }
        return plan;
    }
}
