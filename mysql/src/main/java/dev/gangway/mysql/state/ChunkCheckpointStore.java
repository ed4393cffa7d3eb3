package dev.gangway.mysql.state;

import dev.gangway.mysql.read.ChunkRange;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Remembers the chunks of every loaded table and which of them are in the target. A chunk is marked in the transaction that
 * writes its rows, so a killed run goes on with exactly the chunks that are missing. Thread-safe.
 */
public final class ChunkCheckpointStore {
    private static final int BATCH = 1000;

    private final StateSchema schema;
    private final StoredChunks stored;

    public ChunkCheckpointStore(StateSchema schema) {
        this.schema = schema;
        this.stored = new StoredChunks(schema);
    }

    /** One chunk of a table; numbers count from 0 in key order. Side rows are those that its rows gave to other tables. */
    public record Chunk(
            int number,
            ChunkRange range,
            boolean done,
            long rowsRead,
            long rowsWritten,
            long bytesRead,
            long sideRows) {

        /** A chunk without side rows. */
        public Chunk(int number, ChunkRange range, boolean done, long rowsRead, long rowsWritten, long bytesRead) {
            this(number, range, done, rowsRead, rowsWritten, bytesRead, 0);
        }
    }

    /** The chunks of a table and whether the target table was emptied before the first of them was written. */
    public record TableProgress(boolean emptied, List<Chunk> chunks) {
        public TableProgress {
            chunks = List.copyOf(chunks);
        }

        public boolean isDone() {
            return emptied && chunks.stream().allMatch(Chunk::done);
        }
    }

    /**
     * What is known of a table; empty when it was not planned yet.
     *
     * @throws dev.gangway.core.error.MigrationException CHECKPOINT_CORRUPTED when the chunks do not cover the table
     */
    public Optional<TableProgress> find(String step, String table) {
        return StateErrors.run(
                schema,
                "reading the checkpoints of " + table,
                connection ->
                        Optional.ofNullable(stored.read(connection, step, table).get(table)));
    }

    /** What is known of all tables of a step, by table. */
    public Map<String, TableProgress> findAll(String step) {
        return StateErrors.run(
                schema, "reading the checkpoints of " + step, connection -> stored.read(connection, step, null));
    }

    /** Stores the plan of a table in one transaction; what was stored for it before is forgotten. */
    public TableProgress plan(String step, String table, List<ChunkRange> ranges) {
        planAll(step, Map.of(table, ranges));
        return unread(ranges);
    }

    /** Stores the plans of many tables in one transaction. */
    public void planAll(String step, Map<String, List<ChunkRange>> plans) {
        StateErrors.run(schema, "storing the chunks of " + step, connection -> {
            connection.setAutoCommit(false);
            for (Map.Entry<String, List<ChunkRange>> plan : plans.entrySet()) {
                store(connection, step, plan.getKey(), plan.getValue());
            }
            connection.commit();
            return true;
        });
    }

    private void store(Connection connection, String step, String table, List<ChunkRange> ranges) throws SQLException {
        forget(connection, step, table);
        insertChunks(connection, step, table, ranges);
        String sql = "INSERT INTO " + schema.table("load_table") + " (step, table_name, chunks) VALUES (?, ?, ?)";
        try (var statement = connection.prepareStatement(sql)) {
            statement.setString(1, step);
            statement.setString(2, table);
            statement.setInt(3, ranges.size());
            statement.executeUpdate();
        }
    }

    /** Stores, by table, how many rows a step read that reads tables as a whole: each counts as one finished chunk. */
    public void storeWhole(String step, Map<String, Long> rowsRead) {
        StateErrors.run(schema, "storing what was read by " + step, connection -> {
            connection.setAutoCommit(false);
            for (Map.Entry<String, Long> read : rowsRead.entrySet()) {
                store(connection, step, read.getKey(), List.of(ChunkRange.ALL));
                markDone(
                        connection,
                        step,
                        read.getKey(),
                        new Chunk(0, ChunkRange.ALL, true, read.getValue(), read.getValue(), 0));
            }
            connection.commit();
            return true;
        });
    }

    /** A plan of which nothing is written yet. */
    public static TableProgress unread(List<ChunkRange> ranges) {
        var chunks = new ArrayList<Chunk>();
        for (int i = 0; i < ranges.size(); i++) {
            chunks.add(new Chunk(i, ranges.get(i), false, 0, 0, 0));
        }
        return new TableProgress(false, chunks);
    }

    /** The target table is empty now; the load never empties it again. */
    public void markEmptied(String step, String table) {
        StateErrors.run(schema, "storing progress of " + table, connection -> {
            String sql = "UPDATE " + schema.table("load_table") + " SET emptied = 1 WHERE step = ? AND table_name = ?";
            try (var statement = connection.prepareStatement(sql)) {
                statement.setString(1, step);
                statement.setString(2, table);
                return statement.executeUpdate();
            }
        });
    }

    /** All planned tables of the step are empty now. */
    public void markAllEmptied(String step) {
        StateErrors.run(schema, "storing progress of " + step, connection -> {
            String sql = "UPDATE " + schema.table("load_table") + " SET emptied = 1 WHERE step = ?";
            try (var statement = connection.prepareStatement(sql)) {
                statement.setString(1, step);
                return statement.executeUpdate();
            }
        });
    }

    /** Marks a chunk in the caller's transaction, the one that writes its rows. */
    public void markDone(Connection connection, String step, String table, Chunk chunk) throws SQLException {
        String sql = "UPDATE " + schema.table("load_chunk")
                + " SET done = 1, rows_read = ?, rows_written = ?, bytes_read = ?, side_rows = ?"
                + " WHERE step = ? AND table_name = ? AND chunk_no = ?";
        try (var statement = connection.prepareStatement(sql)) {
            statement.setLong(1, chunk.rowsRead());
            statement.setLong(2, chunk.rowsWritten());
            statement.setLong(3, chunk.bytesRead());
            statement.setLong(4, chunk.sideRows());
            statement.setString(5, step);
            statement.setString(6, table);
            statement.setInt(7, chunk.number());
            if (statement.executeUpdate() != 1) {
                throw schema.corrupted("chunk " + chunk.number() + " of table " + table + " is not recorded");
            }
        }
    }

    /** Forgets all tables of a step, so that it starts over. */
    public void forget(String step) {
        StateErrors.run(schema, "forgetting the checkpoints of " + step, connection -> {
            for (String table : List.of("load_table", "load_chunk")) {
                try (var statement =
                        connection.prepareStatement("DELETE FROM " + schema.table(table) + " WHERE step = ?")) {
                    statement.setString(1, step);
                    statement.executeUpdate();
                }
            }
            return true;
        });
    }

    /** Looks first: a delete that finds nothing locks the gap, and two steps that do so wait for each other. */
    private void forget(Connection connection, String step, String table) throws SQLException {
        if (!isKnown(connection, step, table)) {
            return;
        }
        for (String name : List.of("load_table", "load_chunk")) {
            String sql = "DELETE FROM " + schema.table(name) + " WHERE step = ? AND table_name = ?";
            try (var statement = connection.prepareStatement(sql)) {
                statement.setString(1, step);
                statement.setString(2, table);
                statement.executeUpdate();
            }
        }
    }

    private boolean isKnown(Connection connection, String step, String table) throws SQLException {
        String where = " WHERE step = ? AND table_name = ?";
        String sql = "SELECT 1 FROM " + schema.table("load_table") + where + " UNION ALL SELECT 1 FROM "
                + schema.table("load_chunk") + where + " LIMIT 1";
        try (var statement = connection.prepareStatement(sql)) {
            statement.setString(1, step);
            statement.setString(2, table);
            statement.setString(3, step);
            statement.setString(4, table);
            try (ResultSet row = statement.executeQuery()) {
                return row.next();
            }
        }
    }

    private void insertChunks(Connection connection, String step, String table, List<ChunkRange> ranges)
            throws SQLException {
        String sql = "INSERT INTO " + schema.table("load_chunk")
                + " (step, table_name, chunk_no, lower_bound, upper_bound) VALUES (?, ?, ?, ?, ?)";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < ranges.size(); i++) {
                statement.setString(1, step);
                statement.setString(2, table);
                statement.setInt(3, i);
                statement.setString(4, ChunkRange.write(ranges.get(i).lowerExclusive()));
                statement.setString(5, ChunkRange.write(ranges.get(i).upperInclusive()));
                statement.addBatch();
                if ((i + 1) % BATCH == 0) {
                    statement.executeBatch();
                }
            }
            statement.executeBatch();
        }
    }
}
