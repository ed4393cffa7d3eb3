package dev.gangway.bulkloader.eav;

import static dev.gangway.bulkloader.eav.EavNames.ATTRIBUTE_ID;
import static dev.gangway.bulkloader.eav.EavNames.DEFAULT_SET;
import static dev.gangway.bulkloader.eav.EavNames.GROUP;
import static dev.gangway.bulkloader.eav.EavNames.GROUP_CODE;
import static dev.gangway.bulkloader.eav.EavNames.GROUP_ID;
import static dev.gangway.bulkloader.eav.EavNames.GROUP_NAME;
import static dev.gangway.bulkloader.eav.EavNames.MERGED_GROUPS;
import static dev.gangway.bulkloader.eav.EavNames.MERGED_INTO;
import static dev.gangway.bulkloader.eav.EavNames.PLACE;
import static dev.gangway.bulkloader.eav.EavNames.PLACE_ID;
import static dev.gangway.bulkloader.eav.EavNames.PRODUCT;
import static dev.gangway.bulkloader.eav.EavNames.SET;
import static dev.gangway.bulkloader.eav.EavNames.SET_ID;
import static dev.gangway.bulkloader.eav.EavNames.SET_NAME;
import static dev.gangway.bulkloader.eav.EavNames.SORT_ORDER;
import static dev.gangway.bulkloader.eav.EavNames.TYPE;
import static dev.gangway.bulkloader.eav.EavNames.TYPE_CODE;
import static dev.gangway.bulkloader.eav.EavNames.TYPE_ID;
import static dev.gangway.bulkloader.eav.EavNames.text;

import dev.gangway.core.row.Row;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Where attributes stand: groups within sets and attributes within groups. Starts from the target's layout; sets of the
 * source get a copy of the target's default product layout plus their own groups and custom attributes.
 */
final class EavLayout {
    private static final int CUSTOM_SORT_ORDER = 200;

    private final EavPicture source;
    private final EavPicture target;
    private final EavRules rules;
    private final List<Row> groups = new ArrayList<>();
    private final List<Row> places = new ArrayList<>();
    private final IdCounter groupIds;
    private final IdCounter placeIds;
    private final String sourceProductType;
    private final String prototypeSet;
    private final List<Row> prototypes;
    private final Map<String, String> currentTypeOfOld;

    EavLayout(
            EavPicture source,
            EavPicture target,
            EavRules rules,
            Map<String, String> currentSetOfOld,
            Map<String, String> currentTypeOfOld) {
        this.source = source;
        this.target = target;
        this.rules = rules;
        this.currentTypeOfOld = currentTypeOfOld;
        this.sourceProductType = typeId(source);
        String targetProductType = typeId(target);
        this.prototypeSet = target.rows(SET).stream()
                .filter(set -> text(set, TYPE_ID).equals(targetProductType))
                .filter(set -> text(set, SET_NAME).equals(DEFAULT_SET))
                .map(set -> text(set, SET_ID))
                .findFirst()
                .orElse("");
        this.prototypes = inSet(target.rows(GROUP), prototypeSet);
        target.rows(GROUP).forEach(row -> groups.add(replaced(row, SET_ID, currentSetOfOld)));
        target.rows(PLACE).forEach(row -> places.add(replaced(row, SET_ID, currentSetOfOld)));
        this.groupIds = new IdCounter(GROUP_ID, groups);
        this.placeIds = new IdCounter(PLACE_ID, places);
    }

    private static String typeId(EavPicture picture) {
        return picture.find(TYPE, TYPE_CODE, PRODUCT)
                .map(type -> text(type, TYPE_ID))
                .orElse("");
    }

    private static List<Row> inSet(List<Row> rows, String set) {
        return rows.stream().filter(row -> text(row, SET_ID).equals(set)).toList();
    }

    private static Row replaced(Row row, String field, Map<String, String> ids) {
        Row copy = row.copy();
        String id = ids.get(text(row, field));
        if (id != null) {
            copy.set(field, id);
        }
        return copy;
    }

    List<Row> groups() {
        return groups;
    }

    List<Row> places() {
        return places;
    }

    /**
     * Gives every product set of the source the groups and places of the target's default set; a set that the target has under
     * the same name keeps those it has.
     */
    void copyPrototypes() {
        List<String> sets = source.rows(SET).stream()
                .filter(this::isProductSet)
                .filter(set -> !text(set, SET_NAME).equals(DEFAULT_SET))
                .map(set -> text(set, SET_ID))
                .filter(set -> inSet(groups, set).isEmpty())
                .toList();
        for (String set : sets) {
            for (Row prototype : prototypes) {
                Row copy = groupIds.number(prototype.copy());
                copy.set(SET_ID, set);
                groups.add(copy);
            }
        }
        sets.forEach(this::copyPlaces);
        places.replaceAll(row -> replaced(row, TYPE_ID, currentTypeOfOld));
    }

    private boolean isProductSet(Row set) {
        return text(set, TYPE_ID).equals(sourceProductType);
    }

    private void copyPlaces(String set) {
        var codeOfPrototype = new HashMap<String, String>();
        prototypes.forEach(group -> codeOfPrototype.put(text(group, GROUP_ID), text(group, GROUP_CODE)));
        var groupOfCode = new HashMap<String, String>();
        inSet(groups, set).forEach(group -> groupOfCode.put(text(group, GROUP_CODE), text(group, GROUP_ID)));
        for (Row place : inSet(target.rows(PLACE), prototypeSet)) {
            Row copy = placeIds.number(place.copy());
            copy.set(SET_ID, set);
            String code = codeOfPrototype.getOrDefault(text(place, GROUP_ID), "");
            copy.set(GROUP_ID, groupOfCode.get(code));
            places.add(copy);
        }
    }

    /** Adds the source's groups that the target's layout does not have; a target that was used before may have them. */
    void addCustomGroups() {
        for (Row set : source.rows(SET)) {
            Set<String> standard = standardNames(set);
            inSet(groups, text(set, SET_ID)).forEach(group -> standard.add(text(group, GROUP_NAME)));
            for (Row group : inSet(source.rows(GROUP), text(set, SET_ID))) {
                if (!standard.contains(text(group, GROUP_NAME))) {
                    groups.add(groupIds.number(rules.map(GROUP, group, rules.defaults(GROUP))));
                }
            }
        }
    }

    private Set<String> standardNames(Row set) {
        var names = new HashSet<String>();
        if (isProductSet(set)) {
            prototypes.forEach(group -> names.add(text(group, GROUP_NAME)));
            names.addAll(MERGED_GROUPS);
        } else {
            inSet(target.rows(GROUP), text(set, SET_ID)).forEach(group -> names.add(text(group, GROUP_NAME)));
        }
        return names;
    }

    /** Moves all places from the target's old attribute ids to the current ones. */
    void renumberAttributes(Map<String, String> currentAttributeOfOld) {
        places.replaceAll(row -> replaced(row, ATTRIBUTE_ID, currentAttributeOfOld));
    }

    /** Gives the custom attributes of the source their places; those whose group found no counterpart get none. */
    void placeCustomAttributes(Set<String> customAttributes) {
        Map<String, String> currentGroups = currentGroupOfSource();
        var names = new HashMap<String, String>();
        source.rows(GROUP).forEach(group -> names.put(text(group, GROUP_ID), text(group, GROUP_NAME)));
        for (Row place : source.rows(PLACE)) {
            String group = currentGroups.get(text(place, GROUP_ID));
            if (group == null || !customAttributes.contains(text(place, ATTRIBUTE_ID))) {
                continue;
            }
            Row added = placeIds.number(rules.map(PLACE, place, rules.defaults(PLACE)));
            added.set(GROUP_ID, group);
            boolean merged = MERGED_GROUPS.contains(names.getOrDefault(text(place, GROUP_ID), ""));
            if (merged && text(place, TYPE_ID).equals(sourceProductType)) {
                added.set(SORT_ORDER, String.valueOf(Long.parseLong(text(place, SORT_ORDER)) + CUSTOM_SORT_ORDER));
            }
            places.add(added);
        }
    }

    private Map<String, String> currentGroupOfSource() {
        var current = new HashMap<String, String>();
        groups.forEach(
                group -> current.put(text(group, SET_ID) + "\n" + text(group, GROUP_NAME), text(group, GROUP_ID)));
        var productSets = new HashSet<String>();
        source.rows(SET).stream().filter(this::isProductSet).forEach(set -> productSets.add(text(set, SET_ID)));
        var result = new HashMap<String, String>();
        for (Row group : source.rows(GROUP)) {
            String set = text(group, SET_ID);
            String name = text(group, GROUP_NAME);
            String found = current.get(set + "\n" + (productSets.contains(set) ? mergedName(name) : name));
            if (found != null) {
                result.put(text(group, GROUP_ID), found);
            }
        }
        return result;
    }

    /** The old tool replaces within the name, so that "General Info" becomes "Product Details Info". */
    private static String mergedName(String name) {
        String merged = name;
        for (String old : List.of("General", "Prices", "Recurring Profile")) {
            merged = merged.replace(old, MERGED_INTO);
        }
        return merged;
    }
}
