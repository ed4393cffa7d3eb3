package dev.gangway.events.registry;

import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import dev.gangway.core.retry.BackOff;
import dev.gangway.core.retry.Retrying;
import dev.gangway.core.retry.Trouble;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One request to the registry, tried again while it cannot be reached. Thread-safe. */
final class RegistryHttp {
    private static final Logger LOGGER = LoggerFactory.getLogger(RegistryHttp.class);
    private static final String TYPE = "application/vnd.schemaregistry.v1+json";
    private static final int SERVER_ERROR = 500;
    private static final BackOff BACK_OFF = BackOff.of(Duration.ofMillis(200), Duration.ofSeconds(10));

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
        return Retrying.times(config.attempts(), BACK_OFF, RegistryHttp::log).call(() -> sendOnce(request));
    }

    private Answer sendOnce(HttpRequest request) {
        try {
            HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() < SERVER_ERROR) {
                return new Answer(config.url(), response.statusCode(), response.body());
            }
            throw unavailable("HTTP status " + response.statusCode(), null);
        } catch (IOException e) {
            throw unavailable(e.toString(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MigrationException(ErrorCode.INTERRUPTED, "Interrupted while asking the schema registry", e);
        }
    }

    private static void log(Trouble trouble) {
        LOGGER.atDebug()
                .addKeyValue("attempt", trouble.tries())
                .addKeyValue("error", trouble.error().getMessage())
                .log("Asking the schema registry again");
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

    private MigrationException unavailable(String reason, @Nullable IOException cause) {
        return new MigrationException(
                ErrorCode.REGISTRY_UNAVAILABLE,
                "The schema registry " + config.url() + " did not answer after " + config.attempts() + " attempts ("
                        + reason + "): check the address in <kafka> and that the registry is up",
                cause);
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
