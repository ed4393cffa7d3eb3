package dev.gangway.bulkloader.step;

import dev.gangway.bulkloader.copy.ParallelCopier;
import dev.gangway.mysql.state.ChunkCheckpointStore;
import dev.gangway.mysql.state.ChunkCheckpointStore.Chunk;
import dev.gangway.mysql.state.LedgerStore;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the copy of a step has read. Volume checks compare with it and not with the source, which goes on living: a count
 * taken later would never match.
 */
public final class CopiedRows {

    private CopiedRows() {}

    /** Rows that must be in the target, by source table: those read less those parked. */
    public static Map<String, Long> expected(StepContext context) throws SQLException {
        Map<String, Long> parked;
        try (Connection connection = context.target().open()) {
            parked = new LedgerStore(context.run().state()).countParked(connection, ParallelCopier.POSITION);
        }
        var expected = new LinkedHashMap<String, Long>();
        new ChunkCheckpointStore(context.run().state())
                .findAll(context.run().title())
                .forEach((table, progress) -> expected.put(
                        table,
                        progress.chunks().stream().mapToLong(Chunk::rowsRead).sum() - parked.getOrDefault(table, 0L)));
        return expected;
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
