package dev.gangway.cdc;

import dev.gangway.events.Topics;
import java.time.Duration;
import java.util.Map;

/**
 * How the connector writes.
 *
 * @param partitions of every changes topic
 * @param kafkaClient further settings of Kafka clients, such as security; may be empty
 * @param maxMessageBytes the largest record the topics take
 * @param maxBackOff the longest wait between two attempts
 * @param runId stands in every checkpoint, so that topics of another run are recognised; empty where nobody asks
 */
public record CdcConfig(
        Topics topics,
        String bootstrapServers,
        int partitions,
        Map<String, String> kafkaClient,
        int maxMessageBytes,
        Duration maxBackOff,
        String runId) {

    public CdcConfig {
        kafkaClient = Map.copyOf(kafkaClient);
    }

    public static CdcConfig of(Topics topics, String bootstrapServers, int partitions) {
        return new CdcConfig(topics, bootstrapServers, partitions, Map.of(), 16 << 20, Duration.ofSeconds(30), "");
    }
}
