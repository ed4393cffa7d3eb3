package dev.gangway.derivations.eav;

import static dev.gangway.derivations.eav.EavNames.ATTRIBUTE_ID;
import static dev.gangway.derivations.eav.EavNames.GROUP_ID;
import static dev.gangway.derivations.eav.EavNames.PLACE;
import static dev.gangway.derivations.eav.EavNames.PLACE_ID;
import static dev.gangway.derivations.eav.EavNames.SET_ID;
import static dev.gangway.derivations.eav.EavNames.SORT_ORDER;
import static dev.gangway.derivations.eav.EavNames.text;

import dev.gangway.core.row.Row;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The places of attributes while they are merged. An attribute has one place in a set and one in a group, as Magento 2's unique keys
 * demand.
 */
final class EavPlaces {
    private static final int CUSTOM_SORT_ORDER = 200;

    private final List<Row> rows;
    private final EavRules rules;
    private final IdCounter ids;
    private final Set<String> inSets = new HashSet<>();
    private final Set<String> inGroups = new HashSet<>();

    EavPlaces(List<Row> existing, EavRules rules) {
        this.rows = new ArrayList<>(existing);
        this.rules = rules;
        this.ids = new IdCounter(PLACE_ID, rows);
        rows.forEach(this::take);
    }

    List<Row> rows() {
        return rows;
    }

    /** Changes what places name. */
    void replaceAll(UnaryOperator<Row> change) {
        rows.replaceAll(change);
        inSets.clear();
        inGroups.clear();
        rows.forEach(this::take);
    }

    /** Adds the place of the target in another set. */
    void copy(Row place, String set, @Nullable String group) {
        Row copy = ids.number(place.copy());
        copy.set(SET_ID, set);
        copy.set(GROUP_ID, group);
        rows.add(copy);
        take(copy);
    }

    /** Adds a place of the source in a group, unless the set has the attribute; what the group has already is left out, and listed. */
    void add(Row place, String group, boolean behindOthers) {
        if (inSets.contains(inSet(place))) {
            return;
        }
        if (inGroups.contains(inGroup(place, group))) {
            inSets.add(inSet(place));
            rules.list(
                    PLACE,
                    GROUP_ID,
                    "row left out: its group is of another set, and has the attribute already",
                    PLACE_ID + "=" + text(place, PLACE_ID));
            return;
        }
        Row added = ids.number(rules.map(PLACE, place, rules.defaults(PLACE)));
        added.set(GROUP_ID, group);
        if (behindOthers) {
            added.set(SORT_ORDER, String.valueOf(Long.parseLong(text(place, SORT_ORDER)) + CUSTOM_SORT_ORDER));
        }
        rows.add(added);
        take(added);
    }

    private void take(Row place) {
        inSets.add(inSet(place));
        inGroups.add(inGroup(place, text(place, GROUP_ID)));
    }

    private static String inSet(Row place) {
        return text(place, SET_ID) + "\n" + text(place, ATTRIBUTE_ID);
    }

    private static String inGroup(Row place, String group) {
        return group + "\n" + text(place, ATTRIBUTE_ID);
    }
}
