package dev.gangway.events;

import java.time.Duration;

/**
 * How topics are made.
 *
 * @param partitions of every changes and rows topic; equal through the chain
 * @param compression a value of Kafka's {@code compression.type}
 * @param maxMessageBytes the largest record; a change above it is parked with a pointer
 * @param retention how long changes and rows are kept; parked records and checkpoints are kept for ever
 */
public record TopicSettings(
        int partitions, short replication, String compression, int maxMessageBytes, Duration retention) {

    public static final TopicSettings DEFAULT = new TopicSettings(2, (short) 1, "lz4", 16 << 20, Duration.ofDays(7));

    public TopicSettings {
        if (partitions < 1 || replication < 1 || maxMessageBytes < 1024) {
            throw new IllegalArgumentException(
                    "Topics need at least 1 partition, 1 replica and 1024 bytes per message");
        }
    }
}
