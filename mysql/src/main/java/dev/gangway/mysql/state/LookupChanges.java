package dev.gangway.mysql.state;

import dev.gangway.core.position.SourcePosition;
import dev.gangway.mysql.read.ChunkRange;
import dev.gangway.mysql.write.Statements;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Answers of look-ups that have changed, from the sink's batch in which they do until the rows that had used them are asked for in
 * {@link ReemitStore}. Both ends are one transaction, so that a kill at any time loses none. Thread-safe.
 */
public final class LookupChanges {
    /** The reason that stands in the requests. */
    public static final String REASON = "changed look-ups";

    private static final String BY = "the stream";
    private static final String SENT = "released = 1 AND ranges_open = 0 AND keys_total <= keys_sent + keys_refused";
    private static final int ROWS_PER_INSERT = 500;

    private final StateSchema schema;

    public LookupChanges(StateSchema schema) {
        this.schema = schema;
    }

    /**
     * The answer of one look-up.
     *
     * @param table source table that is looked into
     * @param keyColumn its column by which rows are found
     * @param key null when it may be any
     */
    public record Changed(
            String table, String keyColumn, @Nullable String key) {}

    /** One that nobody has followed yet. */
    public record Open(long id, Changed changed) {}

    /** Adds answers within the caller's transaction. */
    public void add(Connection connection, Collection<Changed> changes) throws SQLException {
        List<Changed> all = List.copyOf(changes);
        for (int from = 0; from < all.size(); from += ROWS_PER_INSERT) {
            insert(connection, all.subList(from, Math.min(from + ROWS_PER_INSERT, all.size())));
        }
    }

    private void insert(Connection connection, List<Changed> block) throws SQLException {
        String sql = "INSERT INTO " + schema.table("lookup_change")
                + " (table_name, key_column, key_value) VALUES (?, ?, ?)" + ", (?, ?, ?)".repeat(block.size() - 1);
        try (var insert = connection.prepareStatement(sql)) {
            int i = 1;
            for (Changed changed : block) {
                insert.setString(i++, changed.table());
                insert.setString(i++, changed.keyColumn());
                insert.setString(i++, changed.key());
            }
            insert.executeUpdate();
        }
    }

    /** The oldest open ones. */
    public List<Open> open(int limit) {
        String sql = "SELECT id, table_name, key_column, key_value FROM " + schema.table("lookup_change")
                + " ORDER BY id LIMIT " + limit;
        return StateErrors.run(schema, "looking for changed look-ups", connection -> {
            var open = new ArrayList<Open>();
            try (var statement = connection.createStatement();
                    ResultSet row = statement.executeQuery(sql)) {
                while (row.next()) {
                    open.add(new Open(
                            row.getLong(1), new Changed(row.getString(2), row.getString(3), row.getString(4))));
                }
            }
            return open;
        });
    }

    /** True when every change is followed and the rows that had used the old answers are in the target as the new ones make them. */
    public boolean isFollowed() {
        return StateErrors.run(schema, "looking for changed look-ups", connection -> {
            if (!schema.has(connection, "lookup_change")) {
                return true;
            }
            // What is asked for, sent and written moves from one table to the next: all are seen at one moment.
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            connection.setAutoCommit(false);
            boolean followed =
                    !isOpen(connection) && sent(connection).values().stream().allMatch(reached(connection));
            connection.commit();
            return followed;
        });
    }

    /** The newest one that nobody has followed; 0 when there is none. */
    public long newest() {
        return StateErrors.run(
                schema,
                "looking for changed look-ups",
                connection -> schema.has(connection, "lookup_change")
                        ? Statements.queryLong(
                                connection, "SELECT COALESCE(MAX(id), 0) FROM " + schema.table("lookup_change"))
                        : 0);
    }

    /** True when the rows that had used answers up to this one are asked for. */
    public boolean isAskedFor(long upTo) {
        return StateErrors.run(
                schema,
                "looking for changed look-ups",
                connection -> !schema.has(connection, "lookup_change")
                        || Statements.queryLong(
                                        connection,
                                        "SELECT EXISTS (SELECT 1 FROM " + schema.table("lookup_change")
                                                + " WHERE id <= " + upTo + ")")
                                == 0);
    }

    /** The requests whose rows are not in the target yet. */
    public Set<Long> underWay() {
        return StateErrors.run(schema, "looking for rows of changed look-ups", connection -> {
            Set<Long> requests = new HashSet<>();
            if (!schema.has(connection, "reemit_request")) {
                return requests;
            }
            try (var statement = connection.createStatement();
                    ResultSet row = statement.executeQuery(
                            "SELECT id FROM " + schema.table("reemit_request") + " WHERE reason = '" + REASON + "'")) {
                while (row.next()) {
                    requests.add(row.getLong(1));
                }
            }
            requests.removeAll(inTarget(connection));
            return requests;
        });
    }

    private boolean isOpen(Connection connection) throws SQLException {
        String sql = "SELECT EXISTS (SELECT 1 FROM " + schema.table("lookup_change") + ") OR EXISTS (SELECT 1 FROM "
                + schema.table("reemit_request") + " WHERE reason = '" + REASON + "' AND NOT (" + SENT + "))";
        try (var statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getBoolean(1);
        }
    }

    /** Requests whose rows are sent, and which the watermark has passed. */
    private Set<Long> inTarget(Connection connection) throws SQLException {
        Map<Long, Optional<SourcePosition>> sent = sent(connection);
        sent.values().removeIf(reached(connection).negate());
        return sent.keySet();
    }

    /** True of what the watermark has passed, and where nothing was sent. */
    private Predicate<Optional<SourcePosition>> reached(Connection connection) throws SQLException {
        var mark = new SinkStateStore(schema).watermark(connection);
        return position -> position.isEmpty()
                || mark.filter(at -> at.hasPassed(position.get())).isPresent();
    }

    /** The last position of each request whose rows are sent; empty when there were none. */
    private Map<Long, Optional<SourcePosition>> sent(Connection connection) throws SQLException {
        String sql = "SELECT id, position FROM " + schema.table("reemit_request") + " WHERE reason = '" + REASON
                + "' AND " + SENT;
        var requests = new HashMap<Long, Optional<SourcePosition>>();
        try (var statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                requests.put(
                        row.getLong(1), Optional.ofNullable(row.getString(2)).map(SourcePosition::parse));
            }
        }
        return requests;
    }

    /** Asks for the rows that had used some answers. */
    @FunctionalInterface
    public interface Asking {
        void ask(Request request) throws SQLException;
    }

    /** Lets rows be asked for and takes the answers out, in one transaction; may call {@code asking} again from the beginning. */
    public void follow(Collection<Long> ids, Asking asking) {
        StateErrors.run(schema, "asking for rows by changed look-ups", connection -> {
            connection.setAutoCommit(false);
            var request = new Request(connection);
            forgetDone(connection);
            asking.ask(request);
            request.release();
            delete(connection, "lookup_change", "", ids);
            connection.commit();
            return true;
        });
    }

    /** They come for as long as the stream runs; nobody asks after those that are in the target whole. */
    private void forgetDone(Connection connection) throws SQLException {
        delete(connection, "reemit_request", "keys_refused = 0 AND ", inTarget(connection));
    }

    private void delete(Connection connection, String table, String condition, Collection<Long> ids)
            throws SQLException {
        if (ids.isEmpty()) {
            return;
        }
        String list = ids.stream().map(String::valueOf).collect(Collectors.joining(", "));
        try (var delete = connection.prepareStatement(
                "DELETE FROM " + schema.table(table) + " WHERE " + condition + "id IN (" + list + ")")) {
            delete.executeUpdate();
        }
    }

    /** A request that is made when the first row is asked for. Belongs to one transaction. */
    public final class Request {
        private final Connection connection;
        private long id;
        private long keys;
        private long ranges;

        private Request(Connection connection) {
            this.connection = connection;
        }

        /** Rows of a source table by their identity. */
        public void keys(String table, List<? extends Map<String, ?>> block) throws SQLException {
            if (!block.isEmpty()) {
                keys += new OpenKeys(schema).insert(connection, number(), table, block);
            }
        }

        /** All rows of a source table. */
        public void table(String table) throws SQLException {
            ranges += new OpenKeys(schema).insert(connection, number(), table, ChunkRange.ALL);
        }

        private long number() throws SQLException {
            if (id == 0) {
                id = ReemitStore.insertRequest(schema, connection, REASON, BY);
            }
            return id;
        }

        private void release() throws SQLException {
            if (id != 0) {
                try (var update = connection.prepareStatement("UPDATE " + schema.table("reemit_request")
                        + " SET released = 1, keys_total = ?, ranges_open = ? WHERE id = ?")) {
                    update.setLong(1, keys);
                    update.setLong(2, ranges);
                    update.setLong(3, id);
                    update.executeUpdate();
                }
            }
        }
    }
}
