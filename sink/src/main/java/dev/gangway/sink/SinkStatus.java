package dev.gangway.sink;

import dev.gangway.core.position.SourcePosition;
import dev.gangway.sink.write.Written;
import java.util.Optional;

/**
 * What the sink has done and does, at one moment.
 *
 * @param position everything up to it is in the target
 * @param atCut false while the target is between the pieces of a huge source transaction
 * @param written since this process started
 * @param lagRecords records on the rows topics that were not read yet
 * @param reason why it waits or failed
 */
public record SinkStatus(
        SinkState state,
        SourcePosition position,
        boolean atCut,
        Written written,
        long lagRecords,
        long bufferedBytes,
        Delay delay,
        Optional<String> reason) {

    /** Time from the source's commit to the target's, in milliseconds. */
    public record Delay(long p50Ms, long p95Ms, long p99Ms) {}
}
