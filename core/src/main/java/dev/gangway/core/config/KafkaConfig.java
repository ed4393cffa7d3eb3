package dev.gangway.core.config;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The broker between capture and sink: element {@code <kafka>}. Without bootstrap servers an embedded broker is started.
 *
 * @param client settings from the file that {@code client-properties} names
 * @param partitions of every topic of a migration; cannot change during it
 */
public record KafkaConfig(
        Optional<String> bootstrapServers,
        Optional<String> schemaRegistryUrl,
        int partitions,
        int replicationFactor,
        int maxMessageBytes,
        KafkaClient client) {

    public static final KafkaConfig DEFAULT =
            new KafkaConfig(Optional.empty(), Optional.empty(), 2, 1, 16 * 1024 * 1024, KafkaClient.PLAIN);

    public boolean isEmbedded() {
        return bootstrapServers.isEmpty();
    }

    static final String[] NAMES = {
        "bootstrap-servers",
        "schema-registry-url",
        "partitions",
        "replication-factor",
        "max-message-bytes",
        "client-properties"
    };

    static KafkaConfig from(Section section, FileFinder files) {
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
                section.integer("max-message-bytes", DEFAULT.maxMessageBytes, 1_048_576, 268_435_456),
                client(section, files));
    }

    private static KafkaClient client(Section section, FileFinder files) {
        Optional<String> name = section.text("client-properties");
        if (name.isEmpty()) {
            return KafkaClient.PLAIN;
        }
        Optional<Path> file = files.find(name.get());
        if (file.isEmpty()) {
            section.wrong("client-properties", "the name of a file that exists");
            return KafkaClient.PLAIN;
        }
        try {
            return KafkaClient.read(file.get());
        } catch (IOException | IllegalArgumentException e) {
            section.wrong(
                    "client-properties", "the name of a readable file with lines like security.protocol=SASL_SSL");
            return KafkaClient.PLAIN;
        }
    }
}
