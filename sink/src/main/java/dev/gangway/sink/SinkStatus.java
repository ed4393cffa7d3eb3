package dev.gangway.sink;

import dev.gangway.core.position.SourcePosition;
import dev.gangway.core.retry.Trouble;
import dev.gangway.sink.write.Written;
import java.util.Optional;

/**
 * What the sink has done and does, at one moment.
 *
 * @param position everything up to it is in the target
 * @param sourceTimeMs the source's time there; 0 when nothing was applied yet
 * @param atCut false while the target is between the pieces of a huge source transaction
 * @param written since this process started
 * @param accounted changes that the ledger in the target accounts for, since the beginning of the migration
 * @param lagRecords records on the rows topics that were not read yet
 * @param trouble why it waits or failed
 */
public record SinkStatus(
        SinkState state,
        SourcePosition position,
        long sourceTimeMs,
        boolean atCut,
        Written written,
        long accounted,
        long lagRecords,
        long bufferedBytes,
        Delay delay,
        Optional<Trouble> trouble) {

    /** Time from the source's commit to the target's, in milliseconds. */
    public record Delay(long p50Ms, long p95Ms, long p99Ms) {}
}
