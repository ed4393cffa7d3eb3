package dev.gangway.mysql.state;

import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import dev.gangway.core.position.SourcePosition;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the sink must know after a restart, stored in the transaction that applies the changes: every method takes the
 * caller's connection and neither commits nor rolls back. Thread-safe.
 */
public final class SinkStateStore {
    private final StateSchema schema;

    public SinkStateStore(StateSchema schema) {
        this.schema = schema;
    }

    /** A partition of a topic. */
    public record Partition(String topic, int number) {}

    /** How far the target is, and whether it is at a cut of the source. */
    public record Watermark(SourcePosition position, long sourceMicros, boolean complete) {

        /** True when the target has, whole, everything up to a position of the source. */
        public boolean hasPassed(SourcePosition other) {
            return complete && !other.isAfter(position);
        }
    }

    /** Takes the next epoch: from the commit on, every sink with an older one is fenced off. */
    public long claimEpoch(Connection connection, String owner) throws SQLException {
        String sql = "INSERT INTO " + schema.table("sink_epoch") + " (id, epoch, owner) VALUES (1, 1, ?)"
                + " ON DUPLICATE KEY UPDATE epoch = epoch + 1, owner = VALUES(owner)";
        try (var statement = connection.prepareStatement(sql)) {
            statement.setString(1, owner);
            statement.executeUpdate();
        }
        return epoch(connection);
    }

    /**
     * Locks the epoch until the transaction ends, first thing in every transaction.
     *
     * @throws MigrationException FENCED when another sink has claimed a newer one
     */
    public void checkEpoch(Connection connection, long epoch) throws SQLException {
        long current = epoch(connection);
        if (current != epoch) {
            throw new MigrationException(
                    ErrorCode.FENCED,
                    "The sink of another process (" + owner(connection) + ", epoch " + current
                            + ") has taken over state schema " + schema.name() + " from this one (epoch " + epoch
                            + "): this process ends; run one stream per source-id");
        }
    }

    /** Waits for the sink's transaction in work and keeps the next one back until the caller's ends. */
    public void holdEpoch(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT epoch FROM " + schema.table("sink_epoch") + " WHERE id = 1 FOR UPDATE")) {
            row.next();
        }
    }

    private String owner(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("SELECT owner FROM " + schema.table("sink_epoch") + " WHERE id = 1")) {
            return row.next() ? row.getString(1) : "unknown";
        }
    }

    private long epoch(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT epoch FROM " + schema.table("sink_epoch") + " WHERE id = 1 FOR UPDATE")) {
            if (!row.next()) {
                throw schema.corrupted("table sink_epoch is empty");
            }
            return row.getLong(1);
        }
    }

    /** The next record to read per partition; partitions never read are absent. */
    public Map<Partition, Long> offsets(Connection connection) throws SQLException {
        var offsets = new HashMap<Partition, Long>();
        try (var statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT topic, partition_no, next_offset FROM " + schema.table("sink_offset"))) {
            while (row.next()) {
                offsets.put(new Partition(row.getString(1), row.getInt(2)), row.getLong(3));
            }
        }
        return offsets;
    }

    public void saveOffsets(Connection connection, Map<Partition, Long> offsets) throws SQLException {
        if (offsets.isEmpty()) {
            return;
        }
        String sql =
                "INSERT INTO " + schema.table("sink_offset") + " (topic, partition_no, next_offset) VALUES (?, ?, ?)"
                        + " ON DUPLICATE KEY UPDATE next_offset = VALUES(next_offset)";
        try (var statement = connection.prepareStatement(sql)) {
            for (Map.Entry<Partition, Long> entry : offsets.entrySet()) {
                statement.setString(1, entry.getKey().topic());
                statement.setInt(2, entry.getKey().number());
                statement.setLong(3, entry.getValue());
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    public Optional<Watermark> watermark(Connection connection) throws SQLException {
        String sql =
                "SELECT position, source_micros, complete FROM " + schema.table("sink_watermark") + " WHERE id = 1";
        try (var statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            if (!row.next()) {
                return Optional.empty();
            }
            return Optional.of(new Watermark(position(row.getString(1)), row.getLong(2), row.getBoolean(3)));
        }
    }

    private SourcePosition position(String text) {
        try {
            return SourcePosition.parse(text);
        } catch (IllegalArgumentException e) {
            throw schema.corrupted("the watermark is unreadable");
        }
    }

    public void saveWatermark(Connection connection, Watermark watermark) throws SQLException {
        String sql = "INSERT INTO " + schema.table("sink_watermark") + " (id, position, source_micros, complete)"
                + " VALUES (1, ?, ?, ?) ON DUPLICATE KEY UPDATE position = VALUES(position),"
                + " source_micros = VALUES(source_micros), complete = VALUES(complete)";
        try (var statement = connection.prepareStatement(sql)) {
            statement.setString(1, watermark.position().toString());
            statement.setLong(2, watermark.sourceMicros());
            statement.setBoolean(3, watermark.complete());
            statement.executeUpdate();
        }
    }
}
