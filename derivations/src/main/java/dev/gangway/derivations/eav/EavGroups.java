package dev.gangway.derivations.eav;

import static dev.gangway.derivations.eav.EavNames.GROUP_CODE;
import static dev.gangway.derivations.eav.EavNames.GROUP_ID;
import static dev.gangway.derivations.eav.EavNames.GROUP_NAME;
import static dev.gangway.derivations.eav.EavNames.SET_ID;
import static dev.gangway.derivations.eav.EavNames.SORT_ORDER;
import static dev.gangway.derivations.eav.EavNames.text;

import dev.gangway.core.row.Row;
import dev.gangway.core.schema.KeyText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The groups of all sets while they are merged. Names and codes are compared as Magento 2's unique keys do; a code that is taken
 * in its set gets the first free number behind it.
 */
final class EavGroups {
    private static final int CODE_LENGTH = 255;

    private final List<Row> rows;
    private final IdCounter ids;

    EavGroups(List<Row> existing) {
        this.rows = new ArrayList<>(existing);
        this.ids = new IdCounter(GROUP_ID, rows);
    }

    List<Row> rows() {
        return rows;
    }

    List<Row> inSet(String set) {
        return rows.stream().filter(row -> text(row, SET_ID).equals(set)).toList();
    }

    Optional<Row> named(String set, String name) {
        return find(set, GROUP_NAME, name);
    }

    Optional<Row> coded(String set, String code) {
        return find(set, GROUP_CODE, code);
    }

    private Optional<Row> find(String set, String field, String value) {
        String wanted = KeyText.of(value);
        return inSet(set).stream()
                .filter(row -> KeyText.of(text(row, field)).equals(wanted))
                .findFirst();
    }

    /** Where Magento 2 puts attributes of a set that nobody gave a group. */
    Optional<Row> standard(String set) {
        return inSet(set).stream()
                .min(Comparator.comparing((Row row) -> !text(row, "default_id").equals("1"))
                        .thenComparing(EavGroups::sortOrder));
    }

    private static long sortOrder(Row group) {
        String order = text(group, SORT_ORDER);
        return order.isEmpty() ? 0 : Long.parseLong(order);
    }

    /** Adds a group under the next id, with a code that its set does not have yet. */
    Row add(Row group) {
        String code = text(group, GROUP_CODE);
        String free = code;
        for (int n = 2; coded(text(group, SET_ID), free).isPresent(); n++) {
            String number = "-" + n;
            free = code.substring(0, Math.min(code.length(), CODE_LENGTH - number.length())) + number;
        }
        if (!free.equals(code)) {
            group.set(GROUP_CODE, free);
        }
        rows.add(ids.number(group));
        return group;
    }
}
