package dev.gangway.sink.read;

/**
 * How much the sink holds in memory.
 *
 * @param maxBufferBytes above it only partitions that hold the others up are read
 * @param maxBatchBytes a target transaction ends at the first watermark at which it is larger
 */
public record ReadLimits(long maxBufferBytes, int maxBatchBytes) {

    public static final ReadLimits DEFAULT = new ReadLimits(32L << 20, 4 << 20);
}
