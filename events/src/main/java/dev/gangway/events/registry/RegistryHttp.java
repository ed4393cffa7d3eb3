package dev.gangway.events.registry;

import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One request to the registry, tried again while it cannot be reached. Thread-safe. */
final class RegistryHttp {
    private static final String TYPE = "application/vnd.schemaregistry.v1+json";
    private static final int SERVER_ERROR = 500;
    private static final long FIRST_PAUSE_MS = 200;

    private final RegistryConfig config;
    private final HttpClient client;

    RegistryHttp(RegistryConfig config) {
        this.config = config;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(config.timeout())
                .build();
    }

    URI url() {
        return config.url();
    }

    /** An answer of any status below 500. */
    Answer send(String method, String path, String body) {
        HttpRequest request = request(method, path, body);
        IOException last = null;
        for (int attempt = 1; attempt <= config.attempts(); attempt++) {
            try {
                HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
                if (response.statusCode() < SERVER_ERROR) {
                    return new Answer(config.url(), response.statusCode(), response.body());
                }
                last = new IOException("HTTP status " + response.statusCode());
            } catch (IOException e) {
                last = e;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new MigrationException(ErrorCode.INTERRUPTED, "Interrupted while asking the schema registry", e);
            }
            pause(attempt);
        }
        throw unavailable(last);
    }

    private HttpRequest request(String method, String path, String body) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create(config.url() + path))
                .timeout(config.timeout())
                .header("Accept", TYPE + ", application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        if (!body.isEmpty()) {
            builder.header("Content-Type", TYPE);
        }
        if (!config.user().isEmpty()) {
            byte[] pair = (config.user() + ":" + config.password()).getBytes(StandardCharsets.UTF_8);
            builder.header("Authorization", "Basic " + Base64.getEncoder().encodeToString(pair));
        }
        return builder.build();
    }

    private void pause(int attempt) {
        if (attempt < config.attempts()) {
            long millis = FIRST_PAUSE_MS << (attempt - 1);
            new CompletableFuture<Void>()
                    .completeOnTimeout(null, millis, TimeUnit.MILLISECONDS)
                    .join();
        }
    }

    private MigrationException unavailable(@Nullable IOException last) {
        String reason = last == null ? "" : " (" + last + ")";
        return new MigrationException(
                ErrorCode.REGISTRY_UNAVAILABLE,
                "The schema registry " + config.url() + " did not answer after " + config.attempts() + " attempts"
                        + reason + ": check the address in <kafka> and that the registry is up",
                last);
    }

    /** What the registry said. */
    record Answer(URI url, int status, String body) {
        private static final int OK_LIMIT = 300;
        private static final int UNAUTHORIZED = 401;
        private static final int FORBIDDEN = 403;

        /** This answer when it is a success. */
        Answer orThrow(String what) {
            if (status < OK_LIMIT) {
                return this;
            }
            String next = status == UNAUTHORIZED || status == FORBIDDEN
                    ? ": check user and password of the registry in <kafka>"
                    : ": check that the address is that of a Confluent-compatible registry";
            throw new MigrationException(
                    ErrorCode.REGISTRY_REJECTED,
                    "The schema registry " + url + " answered " + status + " to the request to " + what + next);
        }
    }
}
