package dev.gangway.control.pipeline;

/**
 * How changes flow.
 *
 * @param captured since the migration began
 * @param applied since the process started
 * @param lag captured changes that the target does not have yet
 * @param delayMs how long the oldest of them waits at most
 * @param delayP50Ms from the source's commit to the target's, for all changes since the process started
 * @param sourceTimeMs the source's time up to which the target has everything; 0 when that is not known yet
 * @param atCut false while the target is between the pieces of a huge source transaction
 * @param changesLag records of the changes topics that are not mapped yet
 * @param rowsLag records of the rows topics that the sink has not read yet
 * @param bufferedBytes what the sink holds in memory
 * @param position the place in the source up to which the target has everything
 */
public record FlowStatus(
        long captured,
        long applied,
        long lag,
        long delayMs,
        long delayP50Ms,
        long delayP95Ms,
        long delayP99Ms,
        long sourceTimeMs,
        boolean atCut,
        long changesLag,
        long rowsLag,
        long bufferedBytes,
        String position) {}
