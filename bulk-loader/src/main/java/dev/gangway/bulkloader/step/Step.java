package dev.gangway.bulkloader.step;

import dev.gangway.core.plan.IntegrityFinding;
import java.sql.SQLException;
import java.util.List;

/**
 * One step of the settings or data mode. The data stage must be safe to repeat: it is run again from its beginning (or from
 * its own checkpoints) when it was interrupted, also on a target where it has already finished. Made once per run; stages of
 * one step never run at the same time.
 */
public interface Step {

    /** Finds, without writing, what would keep the data stage from working; empty for most steps. */
    default List<IntegrityFinding> integrity(StepContext context) throws SQLException {
        return List.of();
    }

    /** Writes the target's rows. */
    void data(StepContext context) throws SQLException, InterruptedException;

    /** Compares what should be there with what is: one sentence per mismatch, without row values. */
    default List<String> volume(StepContext context) throws SQLException {
        return List.of();
    }

    /** Undoes a failed data stage as far as a rerun needs it; nothing for most steps. */
    default void rollback(StepContext context) throws SQLException {}
}
