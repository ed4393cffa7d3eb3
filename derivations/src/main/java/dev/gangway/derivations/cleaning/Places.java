package dev.gangway.derivations.cleaning;

import dev.gangway.mysql.connect.TargetNames;
import dev.gangway.mysql.write.Statements;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Remembers by which places of attributes (in the target, in a set) rows were cleaned, to tell what a change of the attribute
 * structure touches: rows of the attributes whose places differ, and no others. Immutable.
 */
final class Places {
    /** Stands before the number of an attribute set. */
    static final String SET = "set ";

    private static final String TABLE = "{" + TargetNames.STATE + "cleaned_place}";

    private final TargetNames names;
    private final String owner;
    private final String current;

    /** {@code current}: selects place and attribute as they are now; tables stand in braces. */
    Places(TargetNames names, String owner, String current) {
        this.names = names;
        this.owner = owner;
        this.current = current;
    }

    /** Attributes by the place that they have taken or left since; empty when nothing is remembered. */
    Optional<Map<String, Set<String>>> changed(Connection connection) throws SQLException {
        String mine = " WHERE owner = '" + owner + "'";
        if (Statements.queryLong(connection, names.in("SELECT COUNT(*) FROM " + TABLE) + mine) == 0) {
            return Optional.empty();
        }
        var changed = new LinkedHashMap<String, Set<String>>();
        HeldRows.query(
                connection,
                names.in("SELECT x.place, x.attribute_id FROM (SELECT k.place, k.attribute_id FROM " + TABLE + " k"
                        + mine + " UNION ALL SELECT n.place, n.attribute_id FROM (" + current + ") n) x"
                        + " GROUP BY x.place, x.attribute_id HAVING COUNT(*) = 1"),
                row -> changed.computeIfAbsent(row.getString(1), place -> new LinkedHashSet<>())
                        .add(row.getString(2)));
        return Optional.of(changed);
    }

    void remember(Connection connection) throws SQLException {
        Statements.execute(connection, names.in("DELETE FROM " + TABLE) + " WHERE owner = '" + owner + "'");
        Statements.execute(
                connection,
                names.in("INSERT INTO " + TABLE + " (owner, place, attribute_id) SELECT DISTINCT '" + owner
                        + "', n.place, n.attribute_id FROM (" + current + ") n"));
    }
}
