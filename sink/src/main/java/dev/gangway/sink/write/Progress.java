package dev.gangway.sink.write;

import dev.gangway.core.position.SourcePosition;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * How far the target is.
 *
 * @param offsets the next record to read of every partition read before
 * @param position everything up to it is applied; {@link SourcePosition#START} in the beginning
 * @param sourceTimeMs the source's time at that position; 0 in the beginning
 * @param complete false between the pieces of a huge source transaction
 * @param accounted changes that the ledger accounts for
 */
public record Progress(
        Map<TopicPartition, Long> offsets,
        SourcePosition position,
        long sourceTimeMs,
        boolean complete,
        long accounted) {

    public Progress {
        offsets = Map.copyOf(offsets);
    }
}
