package dev.gangway.bulkloader.step;

import dev.gangway.bulkloader.copy.ParallelCopier;
import dev.gangway.mysql.state.ChunkCheckpointStore;
import dev.gangway.mysql.state.ChunkCheckpointStore.Chunk;
import dev.gangway.mysql.state.LedgerStore;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;

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

    /** The sentence for a table whose rows are not those that were read; the words are those people know. */
    public static String mismatch(String target, long expected, long found) {
        return "Mismatch of entities in the document: " + target + " Source: " + expected + " Destination: " + found;
    }
}
