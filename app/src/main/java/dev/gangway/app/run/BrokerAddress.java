package dev.gangway.app.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gangway.app.wiring.Json;
import dev.gangway.core.config.MigrationConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Where the embedded servers of the running stream listen, for other commands on this machine: a file of the run folder. */
record BrokerAddress(String bootstrapServers, String registryUrl) {
    private static final String FILE = "broker.json";
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What the running stream has told; empty when it has told nothing. */
    static Optional<BrokerAddress> of(MigrationConfig config) {
        Path file = file(config);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            JsonNode told = JSON.readTree(file.toFile());
            return Optional.of(new BrokerAddress(
                    told.path("kafka").asText(), told.path("registry").asText()));
        } catch (IOException e) {
            throw new UncheckedIOException("The file " + file + " cannot be read", e);
        }
    }

    void tell(MigrationConfig config) {
        try {
            Files.writeString(file(config), Json.of(Map.of("kafka", bootstrapServers, "registry", registryUrl)));
        } catch (IOException e) {
            throw new UncheckedIOException("The file " + file(config) + " cannot be written; make it writable", e);
        }
    }

    static void forget(MigrationConfig config) {
        try {
            Files.deleteIfExists(file(config));
        } catch (IOException e) {
            throw new UncheckedIOException("The file " + file(config) + " cannot be removed", e);
        }
    }

    private static Path file(MigrationConfig config) {
        return RunFolder.path(config).resolve(FILE);
    }
}
