package dev.gangway.core.config;

import java.util.Optional;

/**
 * The broker between capture and sink: element {@code <kafka>}. Without bootstrap servers an embedded broker is started.
 *
 * @param partitions of every topic of a migration; cannot change during it
 */
public record KafkaConfig(
        Optional<String> bootstrapServers,
        Optional<String> schemaRegistryUrl,
        int partitions,
        int replicationFactor,
        int maxMessageBytes) {

    public static final KafkaConfig DEFAULT =
            new KafkaConfig(Optional.empty(), Optional.empty(), 2, 1, 16 * 1024 * 1024);

    public boolean isEmbedded() {
        return bootstrapServers.isEmpty();
    }

    static final String[] NAMES = {
        "bootstrap-servers", "schema-registry-url", "partitions", "replication-factor", "max-message-bytes"
    };

    static KafkaConfig from(Section section) {
        Optional<String> servers = section.matching(
                "bootstrap-servers", "[^\\s,:]+:\\d{1,5}(,\\s*[^\\s,:]+:\\d{1,5})*", "host:9092,otherhost:9092");
        Optional<String> registry =
                section.matching("schema-registry-url", "https?://[^\\s]+", "http://registryhost:8081");
        if (registry.isEmpty()
                && servers.isPresent()
                && section.text("schema-registry-url").isEmpty()) {
            section.missing("schema-registry-url", "a broker of your own needs a schema registry of your own");
        }
        if (servers.isEmpty()
                && registry.isPresent()
                && section.text("bootstrap-servers").isEmpty()) {
            section.missing("bootstrap-servers", "the embedded broker brings its own registry");
        }
        return new KafkaConfig(
                servers,
                registry,
                section.integer("partitions", DEFAULT.partitions, 1, 64),
                section.integer("replication-factor", DEFAULT.replicationFactor, 1, 9),
                section.integer("max-message-bytes", DEFAULT.maxMessageBytes, 1_048_576, 268_435_456));
    }
}
