package dev.gangway.mysql.state;

import dev.gangway.core.position.SourcePosition;
import dev.gangway.mysql.read.ChunkRange;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What capture has still to send of the requests in {@link ReemitStore}, oldest first. What was taken stays open until it is
 * told to be sent, so that a kill in between sends it again. Thread-safe.
 */
public final class ReemitQueue {
    private static final int MAX_TROUBLE = 1_000;

    private final StateSchema schema;
    private final Runnable beforeLook;

    public ReemitQueue(StateSchema schema) {
        this(schema, () -> {});
    }

    /** {@code beforeLook} may ask for rows of its own; it is run before each look at what is open. */
    public ReemitQueue(StateSchema schema, Runnable beforeLook) {
        this.schema = schema;
        this.beforeLook = beforeLook;
    }

    /** One key to be sent. */
    public record OpenKey(long id, Map<String, Object> values) {}

    /** All rows that the source has in a range of keys, to be sent. */
    public record OpenRange(long id, ChunkRange range) {}

    /** Keys of one table and one request, or a range of them. */
    public record Batch(
            long request,
            String table,
            List<OpenKey> keys,
            @Nullable OpenRange range) {
        public Batch {
            keys = List.copyOf(keys);
        }

        /** Numbers of the keys. */
        public List<Long> ids() {
            return keys.stream().map(OpenKey::id).toList();
        }
    }

    /** The oldest open keys of one table, at most {@code limit}; empty when nothing is open. */
    public Optional<Batch> next(int limit) {
        beforeLook.run();
        String sql = "SELECT k.id, k.request_id, k.table_name, k.key_text, k.key_end FROM " + schema.table("reemit_key")
                + " k JOIN " + schema.table("reemit_request") + " r ON r.id = k.request_id AND r.released = 1"
                + " ORDER BY k.id LIMIT " + limit;
        return StateErrors.run(schema, "looking for rows to send again", connection -> {
            try (PreparedStatement statement = connection.prepareStatement(sql);
                    ResultSet row = statement.executeQuery()) {
                return row.next() ? Optional.of(batch(row)) : Optional.empty();
            }
        });
    }

    /** From the row that the cursor stands on, as far as the rows belong together. */
    private static Batch batch(ResultSet row) throws SQLException {
        long request = row.getLong(2);
        String table = row.getString(3);
        String end = row.getString(5);
        if (end != null) {
            var range = new ChunkRange(ChunkRange.read(row.getString(4)), ChunkRange.read(end));
            return new Batch(request, table, List.of(), new OpenRange(row.getLong(1), range));
        }
        var keys = new ArrayList<OpenKey>();
        do {
            keys.add(new OpenKey(row.getLong(1), SourceKeys.read(row.getString(4))));
        } while (row.next() && row.getLong(2) == request && row.getString(3).equals(table) && row.getString(5) == null);
        return new Batch(request, table, keys, null);
    }

    /** These keys are in the stream, at the latest at this position. */
    public void sent(long request, List<Long> ids, SourcePosition position) {
        StateErrors.run(schema, "noting rows as sent again", connection -> {
            connection.setAutoCommit(false);
            long count = delete(connection, ids);
            update(
                    connection,
                    request,
                    "keys_sent = keys_sent + " + count + ", position = ?, trouble = NULL",
                    position.toString());
            connection.commit();
            return true;
        });
    }

    /**
     * What was done of a range.
     *
     * @param rest what of it is left; null when it is done
     * @param rows how many rows were sent
     * @param postponed keys before the rest that were not sent and are asked for one by one from now on
     */
    public record Part(@Nullable ChunkRange rest, long rows, List<Map<String, Object>> postponed) {
        public Part {
            postponed = List.copyOf(postponed);
        }
    }

    /** The first rows of a batch's range are in the stream. */
    public void sent(Batch batch, Part part, SourcePosition position) {
        OpenRange range = Objects.requireNonNull(batch.range(), "range");
        StateErrors.run(schema, "noting rows as sent again", connection -> {
            connection.setAutoCommit(false);
            ChunkRange rest = part.rest();
            boolean stillThere =
                    rest == null ? delete(connection, List.of(range.id())) == 1 : move(connection, range, rest);
            if (stillThere) {
                long more = new OpenKeys(schema).insert(connection, batch.request(), batch.table(), part.postponed());
                String counts = "keys_total = keys_total + " + (part.rows() + more) + ", keys_sent = keys_sent + "
                        + part.rows() + (rest == null ? ", ranges_open = ranges_open - 1" : "");
                update(connection, batch.request(), counts + ", position = ?, trouble = NULL", position.toString());
            }
            connection.commit();
            return true;
        });
    }

    private boolean move(Connection connection, OpenRange range, ChunkRange rest) throws SQLException {
        try (var update = connection.prepareStatement(
                "UPDATE " + schema.table("reemit_key") + " SET key_text = ? WHERE id = ?")) {
            update.setString(1, ChunkRange.write(rest.lowerExclusive()));
            update.setLong(2, range.id());
            return update.executeUpdate() == 1;
        }
    }

    /** A batch can never be sent: it is taken out, counted and said why. */
    public void refuse(Batch batch, String why) {
        StateErrors.run(schema, "noting rows that cannot be sent again", connection -> {
            connection.setAutoCommit(false);
            OpenRange range = batch.range();
            long count = delete(connection, range == null ? batch.ids() : List.of(range.id()));
            String counts = range == null
                    ? "keys_refused = keys_refused + " + count
                    : "ranges_open = ranges_open - " + count + ", keys_total = keys_total + " + count
                            + ", keys_refused = keys_refused + " + count;
            update(connection, batch.request(), counts + ", trouble = ?", shortened(why));
            connection.commit();
            return true;
        });
    }

    /** A request has to wait: says why. */
    public void trouble(long request, String why) {
        StateErrors.run(schema, "noting why rows wait", connection -> {
            update(connection, request, "trouble = ?", shortened(why));
            return true;
        });
    }

    private static String shortened(String text) {
        return text.length() <= MAX_TROUBLE ? text : text.substring(0, MAX_TROUBLE);
    }

    private long delete(Connection connection, List<Long> ids) throws SQLException {
        if (ids.isEmpty()) {
            return 0;
        }
        String list = ids.stream().map(String::valueOf).collect(Collectors.joining(", "));
        try (var delete = connection.prepareStatement(
                "DELETE FROM " + schema.table("reemit_key") + " WHERE id IN (" + list + ")")) {
            return delete.executeUpdate();
        }
    }

    private void update(Connection connection, long request, String change, String value) throws SQLException {
        try (var update = connection.prepareStatement(
                "UPDATE " + schema.table("reemit_request") + " SET " + change + " WHERE id = ?")) {
            update.setString(1, value);
            update.setLong(2, request);
            update.executeUpdate();
        }
    }
}
