package dev.gangway.derivations.cleaning;

import static dev.gangway.mysql.state.AsideTables.MOVED_TO;
import static dev.gangway.mysql.state.AsideTables.REASON;

import dev.gangway.derivations.Keys;
import dev.gangway.mysql.connect.TargetNames;
import dev.gangway.mysql.write.Statements;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What the old tool does to products' choices of several, although Magento 2 keeps them as texts since 2.3: moves them to the
 * short texts, over what is there. The text is held, with the number of the row that stands for it, and so is a row that it
 * took the place of. Immutable.
 */
final class MovedChoices {
    private static final String IS_MOVED = "r." + REASON + " = '" + Cleaning.MOVED + "'";

    private final TargetNames names;
    private final Cleaning text;
    private final Cleaning varchar;

    MovedChoices(TargetNames names, Cleaning text, Cleaning varchar) {
        this.names = names;
        this.text = text;
        this.varchar = varchar;
    }

    /** One place of a value: equal product, attribute and store. */
    private String samePlace(String one, String other) {
        return text.keyOf(one) + " = " + text.keyOf(other) + " AND " + one + ".attribute_id = " + other
                + ".attribute_id AND " + one + ".store_id = " + other + ".store_id";
    }

    /** Texts that are about to be written, or whose place in the short texts is, are texts again; returns their keys. */
    Set<String> putBack(Connection connection, String table, String condition) throws SQLException {
        if (table.equals(text.table().name())) {
            return putBack(connection, " WHERE " + IS_MOVED + " AND (" + condition + ")");
        }
        if (table.equals(varchar.table().name())) {
            return putBack(
                    connection,
                    names.in(" WHERE " + IS_MOVED + " AND EXISTS (SELECT 1 FROM " + varchar.aside() + " x WHERE "
                                    + samePlace("x", "r") + " AND x." + REASON + " = '" + Cleaning.REPLACED
                                    + "' AND x.value_id IN (SELECT value_id FROM " + varchar.aside() + " WHERE ")
                            + condition + "))");
        }
        return Set.of();
    }

    /** Texts that are no choices of several any more, or whose row has given way to another. */
    void putBackChanged(Connection connection, Keys keys) throws SQLException {
        putBack(
                connection,
                names.in(" " + text.joins() + " WHERE " + IS_MOVED + " AND ") + keys.on(text.keyOf("r")) + " AND ("
                        + Cleaning.isReason(names.in(text.reason()), "<>", "'" + Cleaning.MOVED + "'")
                        + names.in(" OR NOT EXISTS (SELECT 1 FROM " + varchar.target() + " v WHERE v.value_id = r."
                                + MOVED_TO + " AND " + samePlace("v", "r") + "))"));
    }

    /** {@code condition}: joins and conditions behind the table that holds texts, as {@code r}. */
    private Set<String> putBack(Connection connection, String condition) throws SQLException {
        var ids = new ArrayList<String>();
        var keys = new LinkedHashSet<String>();
        HeldRows.query(
                connection,
                names.in("SELECT r.value_id, " + text.keyOf("r") + " FROM " + text.aside() + " r") + condition,
                row -> {
                    ids.add(row.getString(1));
                    keys.add(row.getString(2));
                });
        if (ids.isEmpty()) {
            return keys;
        }
        String these = "r.value_id IN (" + String.join(", ", ids) + ")";
        run(
                connection,
                "DELETE v FROM " + varchar.target() + " v JOIN " + text.aside() + " r ON v.value_id = r." + MOVED_TO
                        + " AND " + samePlace("v", "r") + " WHERE " + these);
        String replaced = "FROM " + varchar.aside() + " x JOIN " + text.aside() + " r ON " + samePlace("x", "r")
                + " WHERE x." + REASON + " = '" + Cleaning.REPLACED + "' AND " + these;
        run(
                connection,
                "REPLACE INTO " + varchar.target() + " (" + varchar.columns("") + ") SELECT " + varchar.columns("x")
                        + " " + replaced);
        run(connection, "DELETE x " + replaced);
        String held = "FROM " + text.aside() + " r WHERE " + these;
        run(
                connection,
                "REPLACE INTO " + text.target() + " (" + text.columns("") + ") SELECT " + text.columns("r") + " "
                        + held);
        run(connection, "DELETE r " + held);
        return keys;
    }

    /** Moves the texts of these keys that are choices of several and not left out. */
    void move(Connection connection, Keys keys) throws SQLException {
        String moving = "FROM " + text.target() + " r " + text.joins();
        String which = " WHERE " + keys.on(text.keyOf("r")) + " AND " + text.reason() + " = '" + Cleaning.MOVED + "'";
        if (isEmpty(connection, moving + which)) {
            return;
        }
        String before = "FROM " + varchar.target() + " v JOIN " + text.target() + " r ON " + samePlace("v", "r") + " "
                + text.joins() + which;
        run(
                connection,
                "REPLACE INTO " + varchar.aside() + " (" + varchar.columns("") + ", " + REASON + ") SELECT "
                        + varchar.columns("v") + ", '" + Cleaning.REPLACED + "' " + before);
        run(connection, "DELETE v " + before);
        String key = text.keyOf("r");
        run(
                connection,
                "INSERT INTO " + varchar.target() + " (value_id, attribute_id, store_id, value, "
                        + text.key() + ") SELECT x.value_id, r.attribute_id, r.store_id, r.value, " + key + " " + moving
                        + " LEFT JOIN " + varchar.aside() + " x ON " + samePlace("x", "r") + " AND x." + REASON + " = '"
                        + Cleaning.REPLACED + "'" + which + " ORDER BY r.value_id");
        run(
                connection,
                "REPLACE INTO " + text.aside() + " (" + text.columns("") + ", " + REASON + ", " + MOVED_TO
                        + ") SELECT " + text.columns("r") + ", '" + Cleaning.MOVED + "', v.value_id " + moving
                        + " JOIN "
                        + varchar.target() + " v ON " + samePlace("v", "r") + which);
        run(connection, "DELETE r " + moving + which);
    }

    private boolean isEmpty(Connection connection, String from) throws SQLException {
        List<String> found = new ArrayList<>();
        HeldRows.query(
                connection, names.in("SELECT r.value_id " + from + " LIMIT 1"), row -> found.add(row.getString(1)));
        return found.isEmpty();
    }

    private void run(Connection connection, String sql) throws SQLException {
        Statements.execute(connection, names.in(sql));
    }
}
