package dev.gangway.mysql.state;

import dev.gangway.mysql.connect.TargetNames;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Takes rows that were counted as left out off the counts again, because they come back. Stateless. */
public final class LossCorrection {
    private static final int REASON_LIMIT = 128;

    private LossCorrection() {}

    private record Counted(String mode, String step, long occurrences) {}

    /** So many rows of a table are not left out any more for this reason; {@code keys} name some of them. */
    public static void takeBack(Connection connection, TargetNames names, LossStore.Entry rows, List<String> keys)
            throws SQLException {
        String reason = cut(rows.reason());
        long open = rows.occurrences();
        for (Counted counted : counted(connection, names, rows.table(), reason)) {
            long taken = Math.min(open, counted.occurrences());
            setCount(
                    connection,
                    names,
                    new String[] {counted.mode(), counted.step(), rows.table(), reason},
                    counted.occurrences() - taken);
            open -= taken;
        }
        String sql = "DELETE FROM " + names.apply(TargetNames.STATE + "loss_key")
                + " WHERE table_name = ? AND column_name = '' AND reason = ? AND row_key = ?";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (String key : keys) {
                statement.setString(1, rows.table());
                statement.setString(2, reason);
                statement.setString(3, key);
                statement.executeUpdate();
            }
        }
    }

    /** What the stream counted goes first: it came last. */
    private static List<Counted> counted(Connection connection, TargetNames names, String table, String reason)
            throws SQLException {
        var found = new ArrayList<Counted>();
        String sql = "SELECT mode, step, occurrences FROM " + names.apply(TargetNames.STATE + "loss")
                + " WHERE table_name = ? AND column_name = '' AND reason = ? ORDER BY mode DESC, step";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, table);
            statement.setString(2, reason);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    found.add(new Counted(row.getString(1), row.getString(2), row.getLong(3)));
                }
            }
        }
        return found;
    }

    private static void setCount(Connection connection, TargetNames names, String[] place, long count)
            throws SQLException {
        String where = " WHERE mode = ? AND step = ? AND table_name = ? AND column_name = '' AND reason = ?";
        String loss = names.apply(TargetNames.STATE + "loss");
        String sql =
                count == 0 ? "DELETE FROM " + loss + where : "UPDATE " + loss + " SET occurrences = " + count + where;
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < place.length; i++) {
                statement.setString(i + 1, place[i]);
            }
            statement.executeUpdate();
        }
    }

    /** Reasons are stored as far as they fit. */
    private static String cut(String reason) {
        return reason.length() <= REASON_LIMIT ? reason : reason.substring(0, REASON_LIMIT);
    }
}
