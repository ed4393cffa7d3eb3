package dev.gangway.core.config;

import java.time.Duration;

/**
 * How changes are applied to the target: element {@code <sink>}.
 *
 * @param maxBatchRows changes per target transaction; a larger source transaction is applied in pieces
 * @param maxBatchBytes the same limit in bytes
 * @param maxDelay longest wait for a fuller batch
 */
public record SinkConfig(
        int maxBatchRows, long maxBatchBytes, Duration maxDelay, int threads, ConflictPolicy conflicts) {

    /** Who wins when two source rows claim one unique key of the target. */
    public enum ConflictPolicy {
        /** The newest source position is written, the loser is parked. */
        NEWEST_WINS,
        /** Both are parked. */
        PARK
    }

    public static final SinkConfig DEFAULT =
            new SinkConfig(5_000, 64L << 20, Duration.ofMillis(500), 2, ConflictPolicy.NEWEST_WINS);

    static final String[] NAMES = {"max-batch-rows", "max-batch-bytes", "max-delay-ms", "threads", "conflict-policy"};

    static SinkConfig from(Section section) {
        return new SinkConfig(
                section.integer("max-batch-rows", DEFAULT.maxBatchRows, 1, 1_000_000),
                section.number("max-batch-bytes", DEFAULT.maxBatchBytes, 65_536, 4L << 30),
                section.duration("max-delay-ms", DEFAULT.maxDelay, 0, 60_000),
                section.integer("threads", DEFAULT.threads, 1, 64),
                section.choice("conflict-policy", ConflictPolicy.class, DEFAULT.conflicts));
    }
}
