package dev.gangway.mysql.state;

import dev.gangway.mysql.write.Loss;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Adds up what was lost or changed on the way into the target, in the transaction that wrote the rows. Thread-safe. */
public final class LossStore {
    private static final int REASON_LIMIT = 128;

    private final StateSchema schema;

    public LossStore(StateSchema schema) {
        this.schema = schema;
    }

    /** A sum: how often a column's values were changed in one way. */
    public record Entry(String table, String column, String reason, long occurrences) {}

    public void add(Connection connection, List<Entry> entries) throws SQLException {
        if (entries.isEmpty()) {
            return;
        }
        String sql = "INSERT INTO " + schema.table("loss")
                + " (table_name, column_name, reason, occurrences) VALUES (?, ?, ?, ?)"
                + " ON DUPLICATE KEY UPDATE occurrences = occurrences + VALUES(occurrences)";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (Entry entry : entries) {
                statement.setString(1, entry.table());
                statement.setString(2, entry.column());
                statement.setString(3, cut(entry.reason()));
                statement.setLong(4, entry.occurrences());
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    /** Forgets the sums of these tables, because they are loaded anew. */
    public void forget(Connection connection, Collection<String> tables) throws SQLException {
        String sql = "DELETE FROM " + schema.table("loss") + " WHERE table_name = ?";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (String table : tables) {
                statement.setString(1, table);
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    /** Counts of a writer as entries. */
    public static List<Entry> entries(Map<Loss, Long> losses) {
        return losses.entrySet().stream()
                .map(e -> new Entry(
                        e.getKey().table(),
                        e.getKey().column(),
                        e.getKey().kind().name(),
                        e.getValue()))
                .toList();
    }

    /** All sums, sorted by table and column. */
    public List<Entry> all() {
        return StateErrors.run(schema, "reading losses", connection -> {
            var entries = new ArrayList<Entry>();
            String sql = "SELECT table_name, column_name, reason, occurrences FROM " + schema.table("loss")
                    + " ORDER BY table_name, column_name, reason";
            try (var statement = connection.createStatement();
                    ResultSet row = statement.executeQuery(sql)) {
                while (row.next()) {
                    entries.add(new Entry(row.getString(1), row.getString(2), row.getString(3), row.getLong(4)));
                }
            }
            return entries;
        });
    }

    private static String cut(String text) {
        return text.length() <= REASON_LIMIT ? text : text.substring(0, REASON_LIMIT);
    }
}
