package dev.gangway.mysql.state;

import dev.gangway.core.change.SourceKey;
import dev.gangway.core.row.RowJson;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The changes that are put aside, for those who put them there and bring them in: on the caller's connection and in the
 * caller's transaction, so that they and the progress of a stage are never apart. Thread-safe.
 */
public final class ParkedStore {
    private static final int TEXT_LIMIT = 1024;
    private static final int BLOCK = 500;
    private static final String REVISION = "parked-revision";

    private final StateSchema schema;
    private final String table;

    public ParkedStore(StateSchema schema) {
        this.schema = schema;
        this.table = schema.table("parked");
    }

    /** Puts changes aside; those that wait for another one are in state JOINED. */
    public void park(Connection connection, Collection<ParkedChange> changes) throws SQLException {
        if (changes.isEmpty()) {
            return;
        }
        String sql = "INSERT INTO " + table
                + " (table_name, row_key, old_key, key_json, position, topic, partition_no, record_offset, code, reason,"
                + " target_table, waits_for, target_rows, before_image, after_image, plan, payload, state, run_id) VALUES"
                + " (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, COALESCE((SELECT run_id FROM "
                + schema.table("run_identity") + " WHERE id = 1), ''))";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (ParkedChange change : changes) {
                bind(statement, change);
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    private static void bind(PreparedStatement statement, ParkedChange change) throws SQLException {
        ParkedChange.Origin origin = change.origin();
        statement.setString(1, origin.table());
        statement.setString(2, cut(origin.key()));
        statement.setString(3, cut(origin.oldKey()));
        statement.setString(4, keyJson(origin));
        statement.setString(5, origin.position());
        statement.setString(6, origin.topic());
        statement.setInt(7, origin.partition());
        statement.setLong(8, origin.offset());
        ParkedChange.Cause cause = change.cause();
        statement.setString(9, cause.code());
        statement.setString(10, cut(cause.reason()));
        statement.setString(11, cause.targetTable());
        statement.setString(12, cut(cause.waitsFor()));
        statement.setString(13, String.join("\n", change.rows()));
        statement.setString(14, change.images().before());
        statement.setString(15, change.images().after());
        statement.setString(16, change.plan());
        statement.setBytes(17, change.payload());
        statement.setString(18, state(cause).name());
    }

    private static ParkedState state(ParkedChange.Cause cause) {
        return cause.waitsFor().isEmpty() ? ParkedState.PARKED : ParkedState.JOINED;
    }

    private static String keyJson(ParkedChange.Origin origin) {
        if (origin.table().isEmpty()) {
            return "{}"; // a place on a topic, or a row of the target
        }
        try {
            return json(SourceKey.parse(origin.key()));
        } catch (IllegalArgumentException e) {
            return "{}"; // the key of a record that another version wrote
        }
    }

    private static String json(Map<String, @Nullable Object> key) {
        var out = new StringBuilder("{");
        key.forEach((column, value) -> {
            out.append(out.length() > 1 ? "," : "");
            RowJson.quote(out, column);
            out.append(':');
            RowJson.value(out, value);
        });
        return out.append('}').toString();
    }

    private static String cut(String text) {
        return text.length() <= TEXT_LIMIT ? text : text.substring(0, TEXT_LIMIT);
    }

    /** What the stream has put aside and what still waits, in the order of arrival. */
    public List<WaitingChange> waiting(Connection connection) throws SQLException {
        String sql = "SELECT id, table_name, row_key, target_rows, waits_for FROM " + table
                + " WHERE resolved = 0 AND table_name <> '' AND position <> ? ORDER BY id";
        var waiting = new ArrayList<WaitingChange>();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, ParkedRows.LOAD);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    String rows = row.getString(4);
                    waiting.add(new WaitingChange(
                            row.getLong(1),
                            row.getString(2),
                            row.getString(3),
                            rows == null || rows.isEmpty() ? List.of() : List.of(rows.split("\n", -1)),
                            row.getString(5)));
                }
            }
        }
        return waiting;
    }

    /** Source tables of which rows that the load has put aside still wait. */
    public Collection<String> tablesOfLoad(Connection connection) throws SQLException {
        String sql = "SELECT DISTINCT table_name FROM " + table + " WHERE resolved = 0 AND position = ?";
        var tables = new TreeSet<String>();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, ParkedRows.LOAD);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    tables.add(row.getString(1));
                }
            }
        }
        return tables;
    }

    /** Keys of rows that the load has put aside and that still wait, by source table, but those for reasons that begin so. */
    public Map<String, List<String>> keysOfLoad(Connection connection, List<String> butBecause) throws SQLException {
        String sql = "SELECT table_name, row_key FROM " + table + " WHERE resolved = 0 AND position = ?"
                + " AND reason NOT LIKE ?".repeat(butBecause.size()) + " ORDER BY id";
        var keys = new TreeMap<String, List<String>>();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, ParkedRows.LOAD);
            for (int i = 0; i < butBecause.size(); i++) {
                statement.setString(2 + i, butBecause.get(i) + "%");
            }
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    keys.computeIfAbsent(row.getString(1), name -> new ArrayList<>())
                            .add(row.getString(2));
                }
            }
        }
        return keys;
    }

    /** How many rows of each source table the load has put aside for a reason that begins so, and that still wait. */
    public Map<String, Long> countOfLoad(Connection connection, String because) throws SQLException {
        String sql = "SELECT table_name, COUNT(*) FROM " + table
                + " WHERE resolved = 0 AND position = ? AND reason LIKE ? GROUP BY table_name";
        var counts = new TreeMap<String, Long>();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, ParkedRows.LOAD);
            statement.setString(2, because + "%");
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    counts.put(row.getString(1), row.getLong(2));
                }
            }
        }
        return counts;
    }

    /** Rows that the load has put aside and that the stream has brought now; returns how many there were. */
    public int settleOfLoad(Connection connection, String source, Collection<String> keys, String why)
            throws SQLException {
        int settled = 0;
        for (List<String> block : blocks(keys)) {
            String sql = "UPDATE " + table + settled(ParkedState.RESOLVED) + " WHERE resolved = 0 AND position = ?"
                    + " AND table_name = ? AND row_key IN (" + marks(block) + ")";
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                statement.setString(1, "stream");
                statement.setString(2, cut(why));
                statement.setString(3, ParkedRows.LOAD);
                statement.setString(4, source);
                for (int i = 0; i < block.size(); i++) {
                    statement.setString(5 + i, block.get(i));
                }
                settled += statement.executeUpdate();
            }
        }
        return settled;
    }

    private static String settled(ParkedState state) {
        return " SET resolved = 1, state = '" + state
                + "', settled_at = CURRENT_TIMESTAMP, settled_by = ?, settled_why = ?";
    }

    /** Ends what waits: {@code by} and {@code why} stand beside it from then on. Returns how many waited still. */
    public int settle(Connection connection, Collection<Long> ids, ParkedState state, String by, String why)
            throws SQLException {
        int settled = 0;
        for (List<Long> block : blocks(ids)) {
            String sql = "UPDATE " + table + settled(state) + " WHERE resolved = 0 AND id IN (" + numbers(block) + ")";
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                statement.setString(1, by);
                statement.setString(2, cut(why));
                settled += statement.executeUpdate();
            }
        }
        return settled;
    }

    /** Notes that rows were asked for anew. */
    public void retried(Connection connection, Collection<Long> ids) throws SQLException {
        for (List<Long> block : blocks(ids)) {
            try (var statement = connection.createStatement()) {
                statement.executeUpdate("UPDATE " + table + " SET state = 'RETRIED', attempts = attempts + 1"
                        + " WHERE resolved = 0 AND id IN (" + numbers(block) + ")");
            }
        }
    }

    /** A change that was tried again and has to wait on, perhaps for another reason. */
    public void parkAgain(Connection connection, long id, ParkedChange.Cause cause) throws SQLException {
        String sql = "UPDATE " + table + " SET code = ?, reason = ?, target_table = ?, waits_for = ?, state = ?,"
                + " attempts = attempts + 1 WHERE id = ?";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, cause.code());
            statement.setString(2, cut(cause.reason()));
            statement.setString(3, cause.targetTable());
            statement.setString(4, cut(cause.waitsFor()));
            statement.setString(5, state(cause).name());
            statement.setLong(6, id);
            statement.executeUpdate();
        }
    }

    /** The stored records of changes. */
    public Map<Long, byte[]> payloads(Connection connection, Collection<Long> ids) throws SQLException {
        Map<Long, byte[]> payloads = new HashMap<>();
        for (List<Long> block : blocks(ids)) {
            String sql = "SELECT id, payload FROM " + table + " WHERE id IN (" + numbers(block) + ")";
            try (var statement = connection.createStatement();
                    ResultSet row = statement.executeQuery(sql)) {
                while (row.next()) {
                    payloads.put(row.getLong(1), row.getBytes(2));
                }
            }
        }
        return payloads;
    }

    /** Changes when somebody else than the sink has settled something. */
    public String revision(Connection connection) throws SQLException {
        String sql = "SELECT value FROM " + schema.table("run_state") + " WHERE name = '" + REVISION + "'";
        try (var statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            return row.next() ? row.getString(1) : "";
        }
    }

    /** Tells a running sink that what it knows of the store is old. */
    public void newRevision(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.executeUpdate("INSERT INTO " + schema.table("run_state") + " (name, value) VALUES ('" + REVISION
                    + "', '1') ON DUPLICATE KEY UPDATE value = value + 1");
        }
    }

    /** How many of each source table were put aside at this position and still wait. */
    public Map<String, Long> count(Connection connection, String position) throws SQLException {
        String sql = "SELECT table_name, COUNT(*) FROM " + table
                + " WHERE position = ? AND resolved = 0 GROUP BY table_name";
        var counts = new TreeMap<String, Long>();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, position);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    counts.put(row.getString(1), row.getLong(2));
                }
            }
        }
        return counts;
    }

    /** Forgets what was put aside at this position for these source tables, because they are loaded anew. */
    public void forget(Connection connection, String position, Collection<String> tables) throws SQLException {
        String sql = "DELETE FROM " + table + " WHERE position = ? AND table_name = ?";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (String source : tables) {
                statement.setString(1, position);
                statement.setString(2, source);
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    private static <T> List<List<T>> blocks(Collection<T> all) {
        List<T> list = List.copyOf(all);
        var blocks = new ArrayList<List<T>>();
        for (int from = 0; from < list.size(); from += BLOCK) {
            blocks.add(list.subList(from, Math.min(from + BLOCK, list.size())));
        }
        return blocks;
    }

    private static String numbers(List<Long> ids) {
        return String.join(", ", ids.stream().map(String::valueOf).toList());
    }

    private static String marks(List<?> values) {
        return String.join(", ", values.stream().map(value -> "?").toList());
    }
}
