package dev.gangway.sink.read;

/**
 * How much the sink holds; bytes are those of records as they came; in memory they take several times as much.
 *
 * @param maxBufferBytes above it a source transaction is applied in pieces, and only partitions that hold the others up are
 *     read
 * @param maxBatchBytes a target transaction ends at the first watermark at which it is larger
 * @param maxBatchRows the same with the number of changes
 */
public record ReadLimits(long maxBufferBytes, int maxBatchBytes, int maxBatchRows) {

    public static final ReadLimits DEFAULT = new ReadLimits(8L << 20, 2 << 20, 5_000);
}
