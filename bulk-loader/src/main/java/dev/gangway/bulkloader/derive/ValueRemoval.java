package dev.gangway.bulkloader.derive;

import dev.gangway.core.schema.Table;
import dev.gangway.mysql.connect.Identifiers;
import dev.gangway.mysql.state.LossStore;
import dev.gangway.mysql.write.Statements;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Removes rows of a table of attribute values and says of which attributes, how many of each, and the keys of some.
 *
 * @param from the statement behind its verb: {@code FROM values v ... WHERE ...}
 * @param reason why they go; the attribute's code follows
 * @param codes codes by attribute id
 */
record ValueRemoval(Table table, String from, String reason, Map<String, String> codes) {
    private static final int KEYS = 20;

    /** Removes them within the transaction; {@code keys} gets keys of removed rows. */
    List<LossStore.Entry> run(Connection connection, List<LossStore.RowKey> keys) throws SQLException {
        var entries = new ArrayList<LossStore.Entry>();
        for (Map.Entry<String, Long> count : counts(connection).entrySet()) {
            String why = reason + ": " + codes.getOrDefault(count.getKey(), "number " + count.getKey());
            entries.add(new LossStore.Entry(table.name(), "", why, count.getValue()));
            for (String key : keys(connection, count.getKey())) {
                keys.add(new LossStore.RowKey(table.name(), "", why, key));
            }
        }
        if (!entries.isEmpty()) {
            Statements.execute(connection, "DELETE v " + from);
        }
        return entries;
    }

    private Map<String, Long> counts(Connection connection) throws SQLException {
        var counts = new LinkedHashMap<String, Long>();
        String query = "SELECT v.attribute_id, COUNT(*) " + from + " GROUP BY v.attribute_id ORDER BY v.attribute_id";
        try (var statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            while (row.next()) {
                counts.put(row.getString(1), row.getLong(2));
            }
        }
        return counts;
    }

    private List<String> keys(Connection connection, String attribute) throws SQLException {
        List<String> columns = table.identity();
        var keys = new ArrayList<String>();
        if (columns.isEmpty()) {
            return keys;
        }
        String list = String.join(
                ", ",
                columns.stream().map(column -> "v." + Identifiers.quote(column)).toList());
        String query = "SELECT " + list + " " + from + " AND v.attribute_id = " + attribute + " ORDER BY " + list
                + " LIMIT " + KEYS;
        try (var statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            while (row.next()) {
                var key = new ArrayList<String>();
                for (int i = 0; i < columns.size(); i++) {
                    key.add(columns.get(i) + "=" + row.getString(i + 1));
                }
                keys.add(String.join(", ", key));
            }
        }
        return keys;
    }
}
