package dev.gangway.mysql.state;

import dev.gangway.mysql.write.Loss;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Adds up what was lost or changed on the way into the target, in the transaction that wrote the rows. Thread-safe. */
public final class LossStore {
    private static final int REASON_LIMIT = 128;
    private static final int KEY_LIMIT = 255;
    private static final int STEP_LIMIT = 190;

    private final StateSchema schema;

    public LossStore(StateSchema schema) {
        this.schema = schema;
    }

    /** A sum: how often a column's values were changed in one way; column is empty for whole rows. */
    public record Entry(String table, String column, String reason, long occurrences) {}

    /** One of the rows that an {@link Entry} counts; {@code key} names its columns. */
    public record RowKey(String table, String column, String reason, String key) {}

    /** A sum with the mode that counted it, and keys of some of its rows. */
    public record Listed(String mode, Entry entry, List<String> keys) {
        public Listed {
            keys = List.copyOf(keys);
        }
    }

    /** Adds to the sums of a mode. */
    public void add(Connection connection, String mode, List<Entry> entries, List<RowKey> keys) throws SQLException {
        insert(connection, mode, "", entries);
        insertKeys(connection, mode, "", keys);
    }

    private void insertKeys(Connection connection, String mode, String step, List<RowKey> keys) throws SQLException {
        if (keys.isEmpty()) {
            return;
        }
        String sql = "INSERT INTO " + schema.table("loss_key")
                + " (mode, step, table_name, column_name, reason, row_key) VALUES (?, ?, ?, ?, ?, ?)";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (RowKey key : keys) {
                statement.setString(1, mode);
                statement.setString(2, step);
                statement.setString(3, key.table());
                statement.setString(4, key.column());
                statement.setString(5, cut(key.reason(), REASON_LIMIT));
                statement.setString(6, cut(key.key(), KEY_LIMIT));
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    /** Sets what a step counted outside of chunks; what it counted when it was run before is forgotten. */
    public void replace(Connection connection, String mode, String step, List<Entry> entries, List<RowKey> keys)
            throws SQLException {
        for (String name : List.of("loss", "loss_key")) {
            String sql = "DELETE FROM " + schema.table(name) + " WHERE mode = ? AND step = ?";
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                statement.setString(1, mode);
                statement.setString(2, step);
                statement.executeUpdate();
            }
        }
        insert(connection, mode, step, entries);
        insertKeys(connection, mode, step, keys);
    }

    /**
     * Adds what statements of a step did that find nothing more to do when they are run again, in the transaction that runs
     * them; unlike what {@link #replace} sets, it stays when the step is repeated.
     */
    public void addOfStatements(Connection connection, String mode, String step, List<Entry> entries)
            throws SQLException {
        addOfStatements(connection, mode, step, entries, List.of());
    }

    /** The same with keys of some of the rows. */
    public void addOfStatements(Connection connection, String mode, String step, List<Entry> entries, List<RowKey> keys)
            throws SQLException {
        insert(connection, mode, ofStatements(step), entries);
        insertKeys(connection, mode, ofStatements(step), keys);
    }

    /** Forgets what {@link #addOfStatements} added, because the step begins anew. */
    public void forgetOfStatements(Connection connection, String mode, String step) throws SQLException {
        replace(connection, mode, ofStatements(step), List.of(), List.of());
    }

    private static String ofStatements(String step) {
        return cut("sql:" + step, STEP_LIMIT);
    }

    private void insert(Connection connection, String mode, String step, List<Entry> entries) throws SQLException {
        if (entries.isEmpty()) {
            return;
        }
        String sql = "INSERT INTO " + schema.table("loss")
                + " (mode, step, table_name, column_name, reason, occurrences) VALUES (?, ?, ?, ?, ?, ?)"
                + " ON DUPLICATE KEY UPDATE occurrences = occurrences + VALUES(occurrences)";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (Entry entry : entries) {
                statement.setString(1, mode);
                statement.setString(2, step);
                statement.setString(3, entry.table());
                statement.setString(4, entry.column());
                statement.setString(5, cut(entry.reason(), REASON_LIMIT));
                statement.setLong(6, entry.occurrences());
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    /** Forgets what chunks of these tables counted, because they are loaded anew. */
    public void forget(Connection connection, String mode, Collection<String> tables) throws SQLException {
        for (String name : List.of("loss", "loss_key")) {
            String sql = "DELETE FROM " + schema.table(name) + " WHERE mode = ? AND step = '' AND table_name = ?";
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                for (String table : tables) {
                    statement.setString(1, mode);
                    statement.setString(2, table);
                    statement.addBatch();
                }
                statement.executeBatch();
            }
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

    /** Keys of a writer as the store takes them. */
    public static List<RowKey> keys(Map<Loss, List<String>> keys) {
        return keys.entrySet().stream()
                .flatMap(e -> e.getValue().stream()
                        .map(key -> new RowKey(
                                e.getKey().table(),
                                e.getKey().column(),
                                e.getKey().kind().name(),
                                key)))
                .toList();
    }

    /** All sums over all modes, sorted by table and column. */
    public List<Entry> all() {
        return StateErrors.run(schema, "reading losses", connection -> {
            var entries = new ArrayList<Entry>();
            String sql = "SELECT table_name, column_name, reason, SUM(occurrences) FROM " + schema.table("loss")
                    + " GROUP BY table_name, column_name, reason ORDER BY table_name, column_name, reason";
            try (var statement = connection.createStatement();
                    ResultSet row = statement.executeQuery(sql)) {
                while (row.next()) {
                    entries.add(new Entry(row.getString(1), row.getString(2), row.getString(3), row.getLong(4)));
                }
            }
            return entries;
        });
    }

    /** Sums per mode with keys of rows, at most {@code keysOfEach} for each sum. */
    public List<Listed> list(int keysOfEach) {
        return StateErrors.run(schema, "reading losses", connection -> {
            Map<List<String>, List<String>> keys = keysByKind(connection, keysOfEach);
            var listed = new ArrayList<Listed>();
            String sql = "SELECT mode, table_name, column_name, reason, SUM(occurrences) FROM " + schema.table("loss")
                    + " GROUP BY mode, table_name, column_name, reason"
                    + " ORDER BY table_name, column_name, reason, mode";
            try (var statement = connection.createStatement();
                    ResultSet row = statement.executeQuery(sql)) {
                while (row.next()) {
                    var entry = new Entry(row.getString(2), row.getString(3), row.getString(4), row.getLong(5));
                    var kind = List.of(row.getString(1), entry.table(), entry.column(), entry.reason());
                    listed.add(new Listed(row.getString(1), entry, keys.getOrDefault(kind, List.of())));
                }
            }
            return listed;
        });
    }

    private Map<List<String>, List<String>> keysByKind(Connection connection, int limit) throws SQLException {
        var keys = new HashMap<List<String>, List<String>>();
        String sql = "SELECT mode, table_name, column_name, reason, row_key FROM " + schema.table("loss_key")
                + " ORDER BY id";
        try (var statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                var kind = List.of(row.getString(1), row.getString(2), row.getString(3), row.getString(4));
                List<String> known = keys.computeIfAbsent(kind, k -> new ArrayList<>());
                if (known.size() < limit && !known.contains(row.getString(5))) {
                    known.add(row.getString(5));
                }
            }
        }
        return keys;
    }

    private static String cut(String text, int limit) {
        return text.length() <= limit ? text : text.substring(0, limit);
    }
}
