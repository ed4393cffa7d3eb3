package dev.gangway.bulkloader;

import java.util.List;

/**
 * One step of a mode. Instances are made once per run, before any stage of any step runs, and live through it; stages of one
 * step never run at the same time. A data stage that was interrupted is run again: it must lead to the same rows as an
 * uninterrupted one, whatever it left behind.
 */
public interface Step {

    /** What does not fit, all of it; empty when the step can run. Must not write anything. */
    default List<Finding> checkIntegrity() {
        return List.of();
    }

    /**
     * Writes the step's rows.
     *
     * @throws dev.gangway.core.error.MigrationException when it cannot; {@link #rollback} is called then
     */
    default void migrate() {}

    /** What the target lacks or has too much of after {@link #migrate}; empty when all rows are there. */
    default List<Finding> checkVolume() {
        return List.of();
    }

    /** Undoes a failed data stage as far as a rerun needs it. */
    default void rollback() {}
}
