package dev.gangway.derivations.cleaning;

import static dev.gangway.mysql.state.AsideTables.REASON;

import dev.gangway.derivations.DerivedWriter;
import dev.gangway.derivations.Keys;
import dev.gangway.mysql.connect.Identifiers;
import dev.gangway.mysql.connect.TargetNames;
import dev.gangway.mysql.state.AsideTables;
import dev.gangway.mysql.state.LossCorrection;
import dev.gangway.mysql.state.LossStore;
import dev.gangway.mysql.write.Statements;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Takes rows of one table out of the target and puts them back: a table of the state holds them, so that they come back as
 * routes wrote them when the reason is gone. Each is counted as left out while it is held. Thread-safe.
 */
final class HeldRows {
    private static final int LISTED = 20;
    /** These are no loss, and whoever moved them puts them back. */
    private static final String NOT_COUNTED = "('" + Cleaning.MOVED + "', '" + Cleaning.REPLACED + "')";

    private final TargetNames names;
    private final Cleaning cleaning;
    /** Whether the table of the state is there: the state of an older program lacks it until a load or stream begins. */
    private volatile boolean made;

    HeldRows(TargetNames names, Cleaning cleaning) {
        this.names = names;
        this.cleaning = cleaning;
    }

    void prepare(Connection connection) throws SQLException {
        AsideTables.create(connection, names, cleaning.table(), List.of(cleaning.key()));
        made = true;
    }

    /** True when rows can be held. */
    boolean isMade(Connection connection) throws SQLException {
        if (!made) {
            made = AsideTables.exists(connection, names, cleaning.table().name());
        }
        return made;
    }

    /** All rows are where routes wrote them, and none was ever counted. */
    void putBackAll(Connection connection) throws SQLException {
        putBack(connection, "TRUE");
    }

    /** Puts the held rows back for which a condition on the table's columns holds; returns their keys. */
    Set<String> putBack(Connection connection, String condition) throws SQLException {
        String held = names.in("FROM " + cleaning.aside()) + " r WHERE (" + condition + ")";
        Map<String, Long> counts = counts(connection, REASON, held);
        if (counts.isEmpty()) {
            return Set.of();
        }
        var keys = new LinkedHashSet<String>();
        query(connection, "SELECT DISTINCT " + cleaning.keyOf("r") + " " + held, row -> keys.add(row.getString(1)));
        takeBack(connection, counts, held);
        restore(connection, held);
        return keys;
    }

    /** The rows of these keys are in the target if no reason keeps them out, and are held if one does. */
    void recompute(Connection connection, Keys keys, DerivedWriter writer) throws SQLException {
        String of = keys.on(cleaning.keyOf("r"));
        putBackFree(connection, of);
        takeOut(connection, of, writer);
    }

    /** Rows whose reason is gone, or has become another one. */
    private void putBackFree(Connection connection, String of) throws SQLException {
        String free = names.in("FROM " + cleaning.aside() + " r " + cleaning.joins()) + " WHERE " + of + " AND r."
                + REASON + " NOT IN " + NOT_COUNTED + " AND "
                + Cleaning.isReason("r." + REASON, "<>", names.in(cleaning.reason()));
        Map<String, Long> counts = counts(connection, "r." + REASON, free);
        if (!counts.isEmpty()) {
            takeBack(connection, counts, free);
            restore(connection, free);
        }
    }

    private void restore(Connection connection, String from) throws SQLException {
        Statements.execute(
                connection,
                names.in("REPLACE INTO " + cleaning.target()) + " (" + cleaning.columns("") + ") SELECT "
                        + cleaning.columns("r") + " " + from);
        Statements.execute(connection, "DELETE r " + from);
    }

    private void takeOut(Connection connection, String of, DerivedWriter writer) throws SQLException {
        String reason = names.in(cleaning.reason());
        String from = names.in("FROM " + cleaning.target() + " r " + cleaning.joins()) + " WHERE " + of + " AND "
                + reason + " NOT IN ('', '" + Cleaning.MOVED + "')";
        Map<String, Long> counts = counts(connection, reason, from);
        if (counts.isEmpty()) {
            return;
        }
        for (Map.Entry<String, Long> count : counts.entrySet()) {
            writer.leftOut(
                    cleaning.table().name(),
                    count.getKey(),
                    count.getValue(),
                    isListed(connection, count.getKey())
                            ? List.of()
                            : rowNames(connection, reason, from, count.getKey()));
        }
        hold(connection, from, reason);
    }

    private void hold(Connection connection, String from, String reason) throws SQLException {
        Statements.execute(
                connection,
                names.in("REPLACE INTO " + cleaning.aside()) + " (" + cleaning.columns("") + ", " + REASON + ") SELECT "
                        + cleaning.columns("r") + ", " + reason + " " + from);
        Statements.execute(connection, "DELETE r " + from);
    }

    /** True when enough rows of this kind are listed. */
    private boolean isListed(Connection connection, String reason) throws SQLException {
        return Statements.queryLong(
                        connection,
                        names.in("SELECT COUNT(*) FROM {" + TargetNames.STATE + "loss_key} WHERE table_name = ")
                                + Identifiers.literal(cleaning.table().name()) + " AND reason = "
                                + Identifiers.literal(reason))
                >= LISTED;
    }

    private void takeBack(Connection connection, Map<String, Long> counts, String from) throws SQLException {
        for (Map.Entry<String, Long> count : counts.entrySet()) {
            if (!NOT_COUNTED.contains("'" + count.getKey() + "'")) {
                LossCorrection.takeBack(
                        connection,
                        names,
                        new LossStore.Entry(cleaning.table().name(), "", count.getKey(), count.getValue()),
                        rowNames(connection, "r." + REASON, from, count.getKey()));
            }
        }
    }

    private List<String> rowNames(Connection connection, String reason, String from, String wanted)
            throws SQLException {
        var found = new ArrayList<String>();
        query(
                connection,
                "SELECT " + cleaning.rowName() + " AS row_name " + from + " AND "
                        + Cleaning.isReason(reason, "=", Identifiers.literal(wanted)) + " ORDER BY "
                        + order() + " LIMIT " + LISTED,
                row -> found.add(row.getString(1)));
        return found;
    }

    private String order() {
        return String.join(
                ", ",
                cleaning.table().primaryKey().stream()
                        .map(column -> "r." + Identifiers.quote(column))
                        .toList());
    }

    private Map<String, Long> counts(Connection connection, String reason, String from) throws SQLException {
        var counts = new LinkedHashMap<String, Long>();
        query(
                connection,
                "SELECT " + reason + " AS why, COUNT(*) " + from + " GROUP BY 1 ORDER BY 1",
                row -> counts.put(row.getString(1), row.getLong(2)));
        return counts;
    }

    /** Takes one row of a result. */
    @FunctionalInterface
    interface RowTaker {
        void take(ResultSet row) throws SQLException;
    }

    static void query(Connection connection, String sql, RowTaker taker) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            try (ResultSet rows = statement.executeQuery(sql)) {
                while (rows.next()) {
                    taker.take(rows);
                }
            }
        }
    }
}
