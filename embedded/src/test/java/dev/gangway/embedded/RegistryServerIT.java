package dev.gangway.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

class RegistryServerIT {
    private static final String SCHEMA =
            "{\"schema\":\"{\\\"type\\\":\\\"record\\\",\\\"name\\\":\\\"Order\\\",\\\"fields\\\":"
                    + "[{\\\"name\\\":\\\"id\\\",\\\"type\\\":\\\"long\\\"}]}\"}";
    private static final String INCOMPATIBLE = SCHEMA.replace("long", "string");

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void keepsSchemasOverKillAndRestart() throws Exception {
        try (RegistryServer registry = RegistryServer.start()) {
            // Given
            HttpResponse<String> registered = post(registry, "/subjects/orders/versions", SCHEMA);
            assertThat(registered.statusCode()).isEqualTo(200);
            assertThat(post(registry, "/subjects/orders/versions", INCOMPATIBLE).statusCode())
                    .isEqualTo(409);

            // When
            registry.kill();
            registry.restart();

            // Then
            assertThat(post(registry, "/subjects/orders/versions", SCHEMA).body())
                    .isEqualTo(registered.body());
            assertThat(get(registry, "/subjects").body()).contains("orders");
        }
    }

    private HttpResponse<String> post(RegistryServer registry, String path, String body)
            throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create(registry.url() + path))
                        .header("Content-Type", "application/vnd.schemaregistry.v1+json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> get(RegistryServer registry, String path) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create(registry.url() + path)).build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
