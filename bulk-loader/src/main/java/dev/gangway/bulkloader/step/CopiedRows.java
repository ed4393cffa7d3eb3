package dev.gangway.bulkloader.step;

import dev.gangway.mysql.state.ChunkCheckpointStore;
import dev.gangway.mysql.state.ChunkCheckpointStore.Chunk;
import dev.gangway.mysql.state.ParkedRows;
import dev.gangway.mysql.state.ParkedStore;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;

/**
 * What the copy of a step has read. Volume checks compare with it and not with the source, which goes on living: a count
 * taken later would never match.
 */
public final class CopiedRows {
    /** The position under which rows are parked that the load could not write. */
    public static final String POSITION_OF_PARKED = ParkedRows.LOAD;

    /** How the reason of a row begins that was loaded and then taken out again, because its parent was parked. */
    public static final String TAKEN_ALONG = "left out with its parent in ";

    private CopiedRows() {}

    /**
     * Remembers, by any name, what a step that does not copy in chunks has read: {@link #expected} gives it back, in a later
     * run too. What was remembered under these names before is forgotten.
     */
    public static void remember(StepContext context, Map<String, Long> read) {
        new ChunkCheckpointStore(context.run().state()).storeWhole(context.run().title(), read);
    }

    /** Rows that must be in the target, by source table: those read less those parked. */
    public static Map<String, Long> expected(StepContext context) throws SQLException {
        Map<String, Long> parked;
        try (Connection connection = context.target().open()) {
            parked = new ParkedStore(context.run().state()).count(connection, POSITION_OF_PARKED);
        }
        Map<String, Long> expected = sums(context, Chunk::rowsRead);
        expected.replaceAll((table, read) -> read - parked.getOrDefault(table, 0L));
        return expected;
    }

    /** Rows that the target confirmed and that are still there, where rules leave out some of those that were read. */
    public static Map<String, Long> written(StepContext context) throws SQLException {
        Map<String, Long> taken;
        try (Connection connection = context.target().open()) {
            taken = new ParkedStore(context.run().state()).countOfLoad(connection, TAKEN_ALONG);
        }
        Map<String, Long> written = sums(context, Chunk::rowsWritten);
        written.replaceAll((table, rows) -> rows - taken.getOrDefault(table, 0L));
        return written;
    }

    /** Rows of other tables that were written beside those of each source table. */
    public static Map<String, Long> beside(StepContext context) {
        return sums(context, Chunk::sideRows);
    }

    private static Map<String, Long> sums(StepContext context, ToLongFunction<Chunk> rows) {
        var sums = new LinkedHashMap<String, Long>();
        new ChunkCheckpointStore(context.run().state())
                .findAll(context.run().title())
                .forEach((table, progress) -> sums.put(
                        table, progress.chunks().stream().mapToLong(rows).sum()));
        return sums;
    }

    /** True when nothing of this step was copied or planned yet. */
    public static boolean isFirstRun(StepContext context) {
        return new ChunkCheckpointStore(context.run().state())
                .findAll(context.run().title())
                .isEmpty();
    }

    /** A sentence for each table whose rows are not those that were read; {@code documents} are target tables by source table. */
    public static List<String> mismatches(StepContext context, Map<String, String> documents) throws SQLException {
        Map<String, Long> expected = expected(context);
        var mismatches = new ArrayList<String>();
        for (Map.Entry<String, String> document : documents.entrySet()) {
            String target = document.getValue();
            mismatch(target, expected.getOrDefault(document.getKey(), 0L), RowCounts.of(context.target(), target))
                    .ifPresent(mismatches::add);
        }
        return mismatches;
    }

    /** The sentence for a table whose rows are not those that were read, in the words people know; empty when they are. */
    public static Optional<String> mismatch(String target, long expected, long found) {
        return expected == found
                ? Optional.empty()
                : Optional.of("Mismatch of entities in the document: " + target + " Source: " + expected
                        + " Destination: " + found);
    }
}
