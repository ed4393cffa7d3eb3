package dev.gangway.core.config;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

/**
 * Settings for every Kafka client, from a properties file as Kafka's own tools take it ({@code --command-config}): security,
 * timeouts. {@link #toString()} hides the values.
 *
 * @param settings of the Kafka clients
 * @param registryUser and password for the schema registry, joined by a colon; empty when it asks for none
 */
public record KafkaClient(Map<String, String> settings, Secret registryUser) {
    public static final KafkaClient PLAIN = new KafkaClient(Map.of(), new Secret(""));

    private static final String REGISTRY = "schema.registry.";
    private static final String USER_INFO = REGISTRY + "basic.auth.user.info";

    public KafkaClient {
        settings = Map.copyOf(settings);
    }

    /**
     * Reads a properties file; what concerns the registry begins with {@code schema.registry.}.
     *
     * @throws IOException when it cannot be read
     * @throws IllegalArgumentException when it is not a properties file
     */
    static KafkaClient read(Path file) throws IOException {
        var properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            properties.load(reader);
        }
        Map<String, String> settings = new HashMap<>();
        for (String name : properties.stringPropertyNames()) {
            if (!name.startsWith(REGISTRY)) {
                settings.put(name, properties.getProperty(name).strip());
            }
        }
        return new KafkaClient(
                settings, new Secret(properties.getProperty(USER_INFO, "").strip()));
    }

    @Override
    public String toString() {
        return "KafkaClient" + settings.keySet();
    }
}
