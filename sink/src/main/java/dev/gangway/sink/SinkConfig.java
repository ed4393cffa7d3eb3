package dev.gangway.sink;

import dev.gangway.events.Topics;
import dev.gangway.sink.read.ReadLimits;
import java.util.Map;

/**
 * How the sink runs.
 *
 * @param clientProperties further properties of Kafka clients (security), kept from logs
 * @param owner names this process to a person whose sink was fenced off by it, such as host and process id
 */
public record SinkConfig(
        Topics topics, String bootstrapServers, Map<String, String> clientProperties, ReadLimits limits, String owner) {

    public SinkConfig {
        clientProperties = Map.copyOf(clientProperties);
    }

    @Override
    public String toString() {
        return "SinkConfig[" + topics.sourceId() + " at " + bootstrapServers + "]";
    }
}
