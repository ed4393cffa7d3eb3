package dev.gangway.streams;

import dev.gangway.events.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * How the transformer runs.
 *
 * @param clientProperties further properties of Kafka clients (security), kept from logs
 * @param threads stream threads of this instance; more than there are partitions stay idle
 * @param stateDirectory a folder for lock files; nothing of value is kept there
 * @param maxRecordBytes the largest record that the rows topics take
 * @param maxBackOff the longest wait between two attempts
 * @param shared whether other instances of the group may live: what a killed one left open then ends by its time limit only
 */
public record TransformConfig(
        Topics topics,
        String bootstrapServers,
        Map<String, String> clientProperties,
        int threads,
        Path stateDirectory,
        int maxRecordBytes,
        Duration maxBackOff,
        boolean shared) {

    public TransformConfig {
        clientProperties = Map.copyOf(clientProperties);
    }

    @Override
    public String toString() {
        return "TransformConfig[" + topics.sourceId() + " at " + bootstrapServers + "]";
    }
}
