package dev.gangway.cdc;

import dev.gangway.core.position.SourcePosition;
import java.util.Map;

/**
 * Durable progress of capture, written to Kafka in the same transaction as the changes it speaks of.
 *
 * @param position every change up to here is in the topics
 * @param resume where the source goes on; changes it delivers again up to {@code position} are dropped
 * @param captured changes captured since the start, per table
 * @param sequence number of the last watermark
 */
public record Checkpoint(
        SourcePosition position, Map<String, String> resume, Map<String, Long> captured, long sequence) {

    public Checkpoint {
        resume = Map.copyOf(resume);
        captured = Map.copyOf(captured);
    }
}
