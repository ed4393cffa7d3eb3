package dev.gangway.core.config;

/**
 * How changes are applied to the target: element {@code <sink>}.
 *
 * @param maxBatchRows a target transaction ends at the first end of a source transaction at which it has more changes
 * @param maxBatchBytes the same limit in bytes
 * @param parkedLimit changes that may be parked at a time; more of them stop the stream
 */
public record SinkConfig(int maxBatchRows, long maxBatchBytes, int parkedLimit) {
    public static final SinkConfig DEFAULT = new SinkConfig(5_000, 64L << 20, 10_000);

    static final String[] NAMES = {"max-batch-rows", "max-batch-bytes", "parked-limit"};

    static SinkConfig from(Section section) {
        return new SinkConfig(
                section.integer("max-batch-rows", DEFAULT.maxBatchRows, 1, 1_000_000),
                section.number("max-batch-bytes", DEFAULT.maxBatchBytes, 65_536, 4L << 30),
                section.integer("parked-limit", DEFAULT.parkedLimit, 1, 1_000_000));
    }
}
