package dev.gangway.derivations.eav;

import static dev.gangway.derivations.eav.EavNames.ATTRIBUTE;
import static dev.gangway.derivations.eav.EavNames.ATTRIBUTE_CODE;
import static dev.gangway.derivations.eav.EavNames.ATTRIBUTE_ID;
import static dev.gangway.derivations.eav.EavNames.BACKEND_TYPE;
import static dev.gangway.derivations.eav.EavNames.GROUP;
import static dev.gangway.derivations.eav.EavNames.PLACE;
import static dev.gangway.derivations.eav.EavNames.SET;
import static dev.gangway.derivations.eav.EavNames.SET_ID;
import static dev.gangway.derivations.eav.EavNames.SET_NAME;
import static dev.gangway.derivations.eav.EavNames.STATIC;
import static dev.gangway.derivations.eav.EavNames.TYPE;
import static dev.gangway.derivations.eav.EavNames.TYPE_CODE;
import static dev.gangway.derivations.eav.EavNames.TYPE_ID;
import static dev.gangway.derivations.eav.EavNames.text;

import dev.gangway.core.row.Row;
import dev.gangway.core.schema.KeyText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Merges the attribute metadata of both shops: Magento 1 ids win, Magento 2's standard attributes keep their definition,
 * custom attributes, sets and groups come over, and what only Magento 2 has gets new ids. A pure function of the two pictures
 * and the rules; running it again on the same pictures gives the same rows.
 */
public final class EavMerge {
    private static final int NAME_LENGTH = 255;
    /** What says in which table an attribute's values are, and what they mean. */
    private static final List<String> TYPE_FIELDS =
            List.of(BACKEND_TYPE, "backend_model", "frontend_input", "frontend_model", "source_model");

    private final EavPicture source;
    private final EavPicture target;
    private final EavRules rules;
    private final Map<String, String> currentTypeOfOld = new HashMap<>();
    private final Map<String, String> oldTypeOfSource = new HashMap<>();
    private final Map<String, String> currentSetOfOld = new HashMap<>();
    private final Map<String, String> currentAttributeOfOld = new HashMap<>();
    private final Map<String, String> oldAttributeOfSource = new HashMap<>();

    public EavMerge(EavPicture source, EavPicture target, EavRules rules) {
        this.source = source;
        this.target = target;
        this.rules = rules;
    }

    /** The target's new rows for every attribute table. */
    public EavPicture merge() {
        var result = new EavPicture();
        result.put(TYPE, types());
        result.put(SET, sets());
        var layout = new EavLayout(source, target, rules, currentSetOfOld, currentTypeOfOld);
        layout.copyPrototypes();
        layout.addCustomGroups();
        result.put(ATTRIBUTE, attributes());
        layout.renumberAttributes(currentAttributeOfOld);
        for (String table : rules.extendedTables()) {
            result.put(table, extended(table));
        }
        new PriceScope(rules).apply(result);
        layout.place(customAttributes());
        if (!rules.strict()) {
            layout.place(sourceAttributes());
        }
        result.put(GROUP, layout.groups());
        result.put(PLACE, layout.places());
        return result;
    }

    private List<Row> types() {
        var rows = new ArrayList<Row>();
        for (Row type : source.rows(TYPE)) {
            Row old = target.find(TYPE, TYPE_CODE, text(type, TYPE_CODE)).orElse(null);
            rows.add(rules.map(TYPE, type, old == null ? rules.defaults(TYPE) : old.copy()));
            if (old != null) {
                currentTypeOfOld.put(text(old, TYPE_ID), text(type, TYPE_ID));
                oldTypeOfSource.put(text(type, TYPE_ID), text(old, TYPE_ID));
            }
        }
        var ids = new IdCounter(TYPE_ID, rows);
        for (Row old : target.rows(TYPE)) {
            if (source.find(TYPE, TYPE_CODE, text(old, TYPE_CODE)).isEmpty()) {
                Row added = ids.number(old.copy());
                currentTypeOfOld.put(text(old, TYPE_ID), text(added, TYPE_ID));
                rows.add(added);
            }
        }
        return rows;
    }

    private List<Row> sets() {
        var rows = new ArrayList<Row>();
        var taken = new HashMap<String, String>();
        for (Row set : source.rows(SET)) {
            Row mapped = rules.map(SET, set, rules.defaults(SET));
            String type = oldTypeOfSource.getOrDefault(text(set, TYPE_ID), "new " + text(set, TYPE_ID));
            rename(mapped, SET_NAME, free(taken.keySet(), type, text(mapped, SET_NAME), " (%d)"), SET_ID);
            rows.add(mapped);
            taken.put(key(type, text(mapped, SET_NAME)), text(set, SET_ID));
        }
        var ids = new IdCounter(SET_ID, rows);
        for (Row old : target.rows(SET)) {
            String current = taken.get(key(text(old, TYPE_ID), text(old, SET_NAME)));
            if (current == null) {
                Row added = ids.number(old.copy());
                added.set(TYPE_ID, currentTypeOfOld.getOrDefault(text(old, TYPE_ID), text(old, TYPE_ID)));
                rows.add(added);
                current = text(added, SET_ID);
            }
            currentSetOfOld.put(text(old, SET_ID), current);
        }
        return rows;
    }

    /** The name with the first free number behind it when Magento 2 takes another one of this type for equal. */
    private static String free(Set<String> taken, String type, String name, String numbering) {
        String free = name;
        for (int n = 2; taken.contains(key(type, free)); n++) {
            String number = numbering.formatted(n);
            free = name.substring(0, Math.min(name.length(), NAME_LENGTH - number.length())) + number;
        }
        return free;
    }

    private void rename(Row row, String field, String name, String key) {
        if (!name.equals(text(row, field))) {
            row.set(field, name);
            rules.list(
                    row.document(),
                    field,
                    "renamed: Magento 2 takes it for equal to another",
                    key + "=" + text(row, key));
        }
    }

    private static String key(String type, String name) {
        return type + "\n" + KeyText.of(name);
    }

    private List<Row> attributes() {
        var old = new HashMap<String, Row>();
        target.rows(ATTRIBUTE).forEach(row -> old.put(key(text(row, TYPE_ID), text(row, ATTRIBUTE_CODE)), row));
        var rows = new ArrayList<Row>();
        var taken = new HashSet<>(old.keySet());
        var kept = new HashSet<Row>();
        for (Row attribute : source.rows(ATTRIBUTE)) {
            if (rules.isIgnored(attribute)) {
                continue;
            }
            String oldType = oldTypeOfSource.getOrDefault(text(attribute, TYPE_ID), "new " + text(attribute, TYPE_ID));
            Row known = old.get(key(oldType, text(attribute, ATTRIBUTE_CODE)));
            if (known == null || !kept.add(known)) {
                Row custom = custom(ATTRIBUTE, attribute);
                rename(custom, ATTRIBUTE_CODE, free(taken, oldType, text(custom, ATTRIBUTE_CODE), "_%d"), ATTRIBUTE_ID);
                taken.add(key(oldType, text(custom, ATTRIBUTE_CODE)));
                rows.add(custom);
            } else {
                rows.add(renumbered(known, attribute));
                oldAttributeOfSource.put(text(attribute, ATTRIBUTE_ID), text(known, ATTRIBUTE_ID));
                currentAttributeOfOld.put(text(known, ATTRIBUTE_ID), text(attribute, ATTRIBUTE_ID));
            }
        }
        var ids = new IdCounter(ATTRIBUTE_ID, rows);
        for (Row only : target.rows(ATTRIBUTE)) {
            if (!kept.contains(only)) {
                Row added = ids.number(only.copy());
                added.set(TYPE_ID, currentTypeOfOld.getOrDefault(text(only, TYPE_ID), text(only, TYPE_ID)));
                currentAttributeOfOld.put(text(only, ATTRIBUTE_ID), text(added, ATTRIBUTE_ID));
                rows.add(added);
            }
        }
        return rows;
    }

    private Row custom(String table, Row row) {
        return rules.map(table, row, rules.defaults(table));
    }

    /**
     * Magento 2's own definition under Magento 1's ids: no rule runs, labels and flags of Magento 1 stay behind. An attribute
     * whose values Magento 1 keeps in another table was given another type by the shop, and keeps it: its values stay where
     * they are.
     */
    private Row renumbered(Row known, Row attribute) {
        Row row = known.copy();
        if (!rules.strict() && isRetyped(known, attribute)) {
            Row mapped = rules.map(ATTRIBUTE, attribute, known.copy());
            TYPE_FIELDS.forEach(field -> row.set(field, mapped.get(field)));
        }
        row.set(ATTRIBUTE_ID, attribute.get(ATTRIBUTE_ID));
        row.set(TYPE_ID, attribute.get(TYPE_ID));
        return row;
    }

    private static boolean isRetyped(Row known, Row attribute) {
        String here = text(known, BACKEND_TYPE);
        String there = text(attribute, BACKEND_TYPE);
        return !here.equals(there) && !here.equals(STATIC) && !there.equals(STATIC);
    }

    private List<Row> extended(String table) {
        var old = new HashMap<String, Row>();
        target.rows(table).forEach(row -> old.put(text(row, ATTRIBUTE_ID), row));
        Set<String> ignored = rules.ignoredIds();
        var rows = new ArrayList<Row>();
        var used = new HashSet<String>();
        for (Row row : source.rows(table)) {
            String id = text(row, ATTRIBUTE_ID);
            if (ignored.contains(id)) {
                continue;
            }
            String oldId = oldAttributeOfSource.getOrDefault(id, "");
            Row known = old.get(oldId);
            if (known == null) {
                rows.add(custom(table, row));
            } else {
                used.add(oldId);
                Row kept = known.copy();
                kept.set(ATTRIBUTE_ID, id);
                rows.add(kept);
            }
        }
        for (Row only : target.rows(table)) {
            String current = currentAttributeOfOld.get(text(only, ATTRIBUTE_ID));
            if (!used.contains(text(only, ATTRIBUTE_ID)) && current != null) {
                Row kept = only.copy();
                kept.set(ATTRIBUTE_ID, current);
                rows.add(kept);
            }
        }
        return rows;
    }

    private Set<String> customAttributes() {
        var custom = sourceAttributes();
        custom.removeAll(oldAttributeOfSource.keySet());
        return custom;
    }

    private Set<String> sourceAttributes() {
        var attributes = new HashSet<String>();
        source.rows(ATTRIBUTE).stream()
                .filter(attribute -> !rules.isIgnored(attribute))
                .forEach(attribute -> attributes.add(text(attribute, ATTRIBUTE_ID)));
        return attributes;
    }
}
