package dev.gangway.derivations.eav;

import static dev.gangway.derivations.eav.EavNames.ATTRIBUTE_ID;
import static dev.gangway.derivations.eav.EavNames.DEFAULT_SET;
import static dev.gangway.derivations.eav.EavNames.GROUP;
import static dev.gangway.derivations.eav.EavNames.GROUP_CODE;
import static dev.gangway.derivations.eav.EavNames.GROUP_ID;
import static dev.gangway.derivations.eav.EavNames.GROUP_NAME;
import static dev.gangway.derivations.eav.EavNames.MERGED_GROUPS;
import static dev.gangway.derivations.eav.EavNames.MERGED_INTO;
import static dev.gangway.derivations.eav.EavNames.MERGED_INTO_CODE;
import static dev.gangway.derivations.eav.EavNames.PLACE;
import static dev.gangway.derivations.eav.EavNames.PRODUCT;
import static dev.gangway.derivations.eav.EavNames.SET;
import static dev.gangway.derivations.eav.EavNames.SET_ID;
import static dev.gangway.derivations.eav.EavNames.SET_NAME;
import static dev.gangway.derivations.eav.EavNames.TYPE;
import static dev.gangway.derivations.eav.EavNames.TYPE_CODE;
import static dev.gangway.derivations.eav.EavNames.TYPE_ID;
import static dev.gangway.derivations.eav.EavNames.text;

import dev.gangway.core.row.Row;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where attributes stand: groups within sets and attributes within groups. Starts from the target's layout; sets of the
 * source get a copy of the target's default product layout plus their own groups and attributes. By default every attribute
 * has a place in each set that has it in the source; the old tool places only those that Magento 2 does not know, and of these only
 * those whose group finds a counterpart.
 */
final class EavLayout {
    private final EavPicture source;
    private final EavPicture target;
    private final EavRules rules;
    private final EavGroups groups;
    private final EavPlaces places;
    private final String sourceProductType;
    private final String prototypeSet;
    private final List<Row> prototypes;
    private final Map<String, String> currentTypeOfOld;
    private final Set<String> productSets = new HashSet<>();

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
        this.sourceProductType =
                productType(source).map(type -> text(type, TYPE_ID)).orElse("");
        this.prototypeSet =
                productType(target).map(type -> prototypeSet(target, type)).orElse("");
        this.prototypes = inSet(target.rows(GROUP), prototypeSet);
        this.groups = new EavGroups(target.rows(GROUP).stream()
                .map(row -> replaced(row, SET_ID, currentSetOfOld))
                .toList());
        this.places = new EavPlaces(
                target.rows(PLACE).stream()
                        .map(row -> replaced(row, SET_ID, currentSetOfOld))
                        .toList(),
                rules);
        source.rows(SET).stream().filter(this::isProductSet).forEach(set -> productSets.add(text(set, SET_ID)));
    }

    private static Optional<Row> productType(EavPicture picture) {
        return picture.find(TYPE, TYPE_CODE, PRODUCT);
    }

    /** The product set named Default; where that was renamed, the one that new products get, or the first. */
    private static String prototypeSet(EavPicture target, Row type) {
        String ofNewProducts = text(type, "default_attribute_set_id");
        return target.rows(SET).stream()
                .filter(set -> text(set, TYPE_ID).equals(text(type, TYPE_ID)))
                .min(Comparator.comparing((Row set) -> !text(set, SET_NAME).equals(DEFAULT_SET))
                        .thenComparing(set -> !text(set, SET_ID).equals(ofNewProducts)))
                .map(set -> text(set, SET_ID))
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
        return groups.rows();
    }

    List<Row> places() {
        return places.rows();
    }

    /**
     * Gives every product set of the source the groups and places of the target's default set; a set that the target has under
     * the same name keeps those it has.
     */
    void copyPrototypes() {
        List<String> sets = source.rows(SET).stream()
                .filter(this::isProductSet)
                .map(set -> text(set, SET_ID))
                .filter(set -> groups.inSet(set).isEmpty())
                .toList();
        for (String set : sets) {
            for (Row prototype : prototypes) {
                Row copy = prototype.copy();
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
        groups.inSet(set).forEach(group -> groupOfCode.put(text(group, GROUP_CODE), text(group, GROUP_ID)));
        for (Row place : inSet(target.rows(PLACE), prototypeSet)) {
            String code = codeOfPrototype.getOrDefault(text(place, GROUP_ID), "");
            places.copy(place, set, groupOfCode.get(code));
        }
    }

    /** Adds the source's groups that the target's layout does not have; a target that was used before may have them. */
    void addCustomGroups() {
        for (Row set : source.rows(SET)) {
            Set<String> standard = rules.strict() ? standardNames(set) : Set.of();
            for (Row group : inSet(source.rows(GROUP), text(set, SET_ID))) {
                boolean known = standard.contains(text(group, GROUP_NAME))
                        || (rules.strict()
                                ? groups.named(text(set, SET_ID), text(group, GROUP_NAME))
                                        .isPresent()
                                : counterpart(group).isPresent());
                if (!known) {
                    groups.add(rules.map(GROUP, group, rules.defaults(GROUP)));
                }
            }
        }
    }

    /** What the old tool takes for Magento 2's own groups, in other than product sets by sets that happen to have the same id. */
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

    /**
     * Gives these attributes of the source the places that they have there, unless they have one in the set already. A group of another
     * set than the place's stands for its own set's of that name; the old tool takes it as it is, as far as no attribute stands in
     * it twice.
     */
    void place(Set<String> attributes) {
        var groupOfId = new HashMap<String, Row>();
        source.rows(GROUP).forEach(group -> groupOfId.put(text(group, GROUP_ID), group));
        var sets = new HashSet<String>();
        source.rows(SET).forEach(set -> sets.add(text(set, SET_ID)));
        for (Row place : source.rows(PLACE)) {
            if (!attributes.contains(text(place, ATTRIBUTE_ID)) || !sets.contains(text(place, SET_ID))) {
                continue;
            }
            Row old = groupOfId.get(text(place, GROUP_ID));
            Optional<Row> group = old == null ? Optional.empty() : group(place, old);
            if (!rules.strict()) {
                group = group.or(() -> groups.standard(text(place, SET_ID)));
            }
            group.ifPresent(found -> places.add(place, text(found, GROUP_ID), isMerged(place, old)));
        }
    }

    private Optional<Row> group(Row place, Row old) {
        return rules.strict() ? counterpart(old) : counterpart(text(place, SET_ID), text(old, GROUP_NAME));
    }

    private boolean isMerged(Row place, @Nullable Row old) {
        return old != null
                && MERGED_GROUPS.contains(text(old, GROUP_NAME))
                && text(place, TYPE_ID).equals(sourceProductType);
    }

    /** The current group of the set that a group of the source is, or whose content it holds. */
    private Optional<Row> counterpart(Row group) {
        return counterpart(text(group, SET_ID), text(group, GROUP_NAME));
    }

    private Optional<Row> counterpart(String set, String name) {
        if (!productSets.contains(set)) {
            return groups.named(set, name);
        }
        if (rules.strict()) {
            return groups.named(set, replacedName(name));
        }
        return MERGED_GROUPS.contains(name)
                ? groups.named(set, MERGED_INTO)
                        .or(() -> groups.coded(set, MERGED_INTO_CODE))
                        .or(() -> groups.named(set, name))
                : groups.named(set, name);
    }

    /** The old tool replaces within the name, so that "General Info" becomes "Product Details Info". */
    private static String replacedName(String name) {
        String merged = name;
        for (String old : List.of("General", "Prices", "Recurring Profile")) {
            merged = merged.replace(old, MERGED_INTO);
        }
        return merged;
    }
}
