package dev.gangway.mysql.state;

import dev.gangway.core.position.SourcePosition;
import dev.gangway.mysql.read.ChunkRange;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Asks capture to send rows of the source through the stream again, and tells how far it is. A key that the source no longer
 * has is sent as a delete. Capture takes what is released within about a second while it runs, and later when it does not.
 * Each call is a transaction of its own, bounded in memory by what it is given. Thread-safe.
 *
 * <p>Few keys: {@link #request}. Many: {@link #begin}, {@link #add} as often as needed, {@link #release}. Keys are source
 * tables' names without prefix and values by column: the table's identity, as text in the server's own form, bytes or numbers.
 * The same key given twice in one request is sent once.
 */
public final class ReemitStore {
    private static final int KEYS_PER_INSERT = 500;

    private final StateSchema schema;
    private final SinkStateStore sink;

    public ReemitStore(StateSchema schema) {
        this.schema = schema;
        this.sink = new SinkStateStore(schema);
    }

    /**
     * How far a request is.
     *
     * @param released false while keys are still being added
     * @param open keys that are not sent yet; a range counts as one until it is done
     * @param sent keys that are in the stream, rows of ranges among them
     * @param refused keys that cannot be sent: their table is not captured or the key is not its identity
     * @param position everything sent so far is in the target when its watermark has come here; empty before the first
     * @param trouble why capture cannot go on with it at present
     */
    public record Progress(
            long id,
            String reason,
            String by,
            boolean released,
            long open,
            long sent,
            long refused,
            Optional<SourcePosition> position,
            Optional<String> trouble) {

        /** Nothing is left to be sent. */
        public boolean isSent() {
            return released && open == 0;
        }
    }

    /** Asks for these keys of one table; returns the request's number. */
    public long request(String reason, String by, String table, Collection<? extends Map<String, ?>> keys) {
        long request = begin(reason, by);
        add(request, table, keys);
        release(request);
        return request;
    }

    /** Asks for all rows that the source has in a range of keys; rows that only the target has are not found by it. */
    public long requestRange(String reason, String by, String table, ChunkRange range) {
        long request = begin(reason, by);
        addRange(request, table, range);
        release(request);
        return request;
    }

    /** Begins a request, which capture does not see before {@link #release}. */
    public long begin(String reason, String by) {
        return StateErrors.run(
                schema, "asking for rows again", connection -> insertRequest(schema, connection, reason, by));
    }

    /** Begins a request in the caller's transaction. */
    static long insertRequest(StateSchema schema, Connection connection, String reason, String by) throws SQLException {
        try (var insert = connection.prepareStatement(
                "INSERT INTO " + schema.table("reemit_request") + " (reason, requested_by) VALUES (?, ?)",
                Statement.RETURN_GENERATED_KEYS)) {
            insert.setString(1, reason);
            insert.setString(2, by);
            insert.executeUpdate();
            try (ResultSet id = insert.getGeneratedKeys()) {
                id.next();
                return id.getLong(1);
            }
        }
    }

    /** Adds keys of a table; returns how many the request did not have yet. */
    public long add(long request, String table, Collection<? extends Map<String, ?>> keys) {
        long added = 0;
        var block = new ArrayList<Map<String, ?>>(KEYS_PER_INSERT);
        for (Map<String, ?> key : keys) {
            block.add(key);
            if (block.size() == KEYS_PER_INSERT) {
                added += insert(request, table, block);
                block.clear();
            }
        }
        return block.isEmpty() ? added : added + insert(request, table, block);
    }

    private long insert(long request, String table, List<Map<String, ?>> keys) {
        return StateErrors.run(schema, "asking for rows again", connection -> {
            connection.setAutoCommit(false);
            long added = new OpenKeys(schema).insert(connection, request, table, keys);
            count(connection, request, "keys_total = keys_total + " + added);
            connection.commit();
            return added;
        });
    }

    /** Adds all rows that the source has in a range of keys. */
    public void addRange(long request, String table, ChunkRange range) {
        StateErrors.run(schema, "asking for rows again", connection -> {
            connection.setAutoCommit(false);
            long added = new OpenKeys(schema).insert(connection, request, table, range);
            count(connection, request, "ranges_open = ranges_open + " + added);
            connection.commit();
            return true;
        });
    }

    private void count(Connection connection, long request, String change) throws SQLException {
        try (var update = connection.prepareStatement(
                "UPDATE " + schema.table("reemit_request") + " SET " + change + " WHERE id = ?")) {
            update.setLong(1, request);
            update.executeUpdate();
        }
    }

    /** All keys are added: capture may begin. */
    public void release(long request) {
        StateErrors.run(schema, "asking for rows again", connection -> {
            count(connection, request, "released = 1");
            return true;
        });
    }

    /** Takes back what is not sent yet. */
    public void cancel(long request) {
        StateErrors.run(schema, "taking back a request for rows", connection -> {
            connection.setAutoCommit(false);
            try (var delete = connection.prepareStatement(
                    "DELETE FROM " + schema.table("reemit_key") + " WHERE request_id = ?")) {
                delete.setLong(1, request);
                delete.executeUpdate();
            }
            count(
                    connection,
                    request,
                    "keys_total = keys_sent + keys_refused, ranges_open = 0, released = 1, trouble = NULL");
            connection.commit();
            return true;
        });
    }

    /** How far a request is; empty when there is none with this number. */
    public Optional<Progress> progress(long request) {
        return StateErrors.run(
                schema,
                "looking at a request for rows",
                connection ->
                        read(connection, " WHERE id = " + request).stream().findFirst());
    }

    /** How much of a request is not sent yet, by table; a range counts as one. */
    public Map<String, Long> openByTable(long request) {
        String sql = "SELECT table_name, COUNT(*) FROM " + schema.table("reemit_key") + " WHERE request_id = " + request
                + " GROUP BY table_name";
        return StateErrors.run(schema, "looking at a request for rows", connection -> {
            var counts = new TreeMap<String, Long>();
            try (var statement = connection.createStatement();
                    ResultSet row = statement.executeQuery(sql)) {
                while (row.next()) {
                    counts.put(row.getString(1), row.getLong(2));
                }
            }
            return counts;
        });
    }

    /** Keys of one table that are not sent yet, at most so many; ranges are not among them. */
    public List<Map<String, Object>> openKeys(long request, String table, int limit) {
        String sql = "SELECT key_text FROM " + schema.table("reemit_key") + " WHERE request_id = " + request
                + " AND table_name = ? AND key_end IS NULL LIMIT " + limit;
        return StateErrors.run(schema, "looking at a request for rows", connection -> {
            var keys = new ArrayList<Map<String, Object>>();
            try (var statement = connection.prepareStatement(sql)) {
                statement.setString(1, table);
                try (ResultSet row = statement.executeQuery()) {
                    while (row.next()) {
                        keys.add(SourceKeys.read(row.getString(1)));
                    }
                }
            }
            return keys;
        });
    }

    /** The requests that are not sent yet, oldest first. */
    public List<Progress> unsent() {
        return StateErrors.run(
                schema,
                "looking at requests for rows",
                connection -> schema.has(connection, "reemit_request")
                        ? read(
                                connection,
                                " WHERE released = 0 OR ranges_open > 0 OR keys_total > keys_sent + keys_refused"
                                        + " ORDER BY id")
                        : List.of());
    }

    /** True when everything that was asked for is sent and the target's watermark has passed it. */
    public boolean isInTarget(long request) {
        Progress progress = progress(request).orElse(null);
        if (progress == null || !progress.isSent()) {
            return false;
        }
        SourcePosition last = progress.position().orElse(SourcePosition.START);
        return StateErrors.run(
                schema,
                "reading the watermark",
                connection -> progress.sent() == 0
                        || sink.watermark(connection)
                                .filter(mark -> mark.hasPassed(last))
                                .isPresent());
    }

    private List<Progress> read(Connection connection, String where) throws SQLException {
        String sql = "SELECT id, reason, requested_by, released, keys_total, keys_sent, keys_refused, ranges_open,"
                + " position, trouble FROM " + schema.table("reemit_request") + where;
        var found = new ArrayList<Progress>();
        try (PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                found.add(new Progress(
                        row.getLong(1),
                        row.getString(2),
                        row.getString(3),
                        row.getBoolean(4),
                        row.getLong(5) - row.getLong(6) - row.getLong(7) + row.getLong(8),
                        row.getLong(6),
                        row.getLong(7),
                        Optional.ofNullable(row.getString(9)).map(SourcePosition::parse),
                        Optional.ofNullable(row.getString(10))));
            }
        }
        return found;
    }
}
