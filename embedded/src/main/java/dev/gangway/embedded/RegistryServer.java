package dev.gangway.embedded;

import dev.gangway.embedded.process.ChildServer;
import dev.gangway.embedded.process.Folders;
import dev.gangway.embedded.process.FreePorts;
import dev.gangway.embedded.process.ProcessGuard;
import dev.gangway.embedded.process.ServerCommand;
import dev.gangway.embedded.store.ClassArchives;
import dev.gangway.embedded.store.LoggingPackageListener;
import dev.gangway.embedded.store.PackageStore;
import dev.gangway.embedded.store.ServerPackages;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A real schema registry in a child JVM that speaks Confluent's API, on a free port of 127.0.0.1, with Confluent's default
 * compatibility {@code BACKWARD}.
 *
 * <ol>
 *   <li>{@link #restart} keeps port and schemas, also after {@link #kill}.
 *   <li>{@link #close} ends the server; it is idempotent and bounded in time. Schemas are deleted unless a folder was given.
 *   <li>Whatever happens to this JVM, the server goes with it.
 * </ol>
 *
 * <p>Thread-safe.
 */
public final class RegistryServer implements AutoCloseable {
    private static final String TITLE = ServerPackages.REGISTRY.title();
    private static final int HEAP_MEGABYTES = 256;
    /** So many are told; Apicurio's own default is less than the subjects of a few migrations. */
    private static final int MAX_SUBJECTS = 1_000_000;

    private static final Duration PROBE_LIMIT = Duration.ofSeconds(5);

    private final boolean isKept;
    private final int port;
    private final ChildServer server;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PROBE_LIMIT).build();

    private RegistryServer(Path folder, boolean isKept, int port, Path jar, SharedClasses classes) {
        this.isKept = isKept;
        this.port = port;
        List<String> properties = List.of(
                "quarkus.http.port=" + port,
                "quarkus.http.host=127.0.0.1",
                "quarkus.log.level=WARN",
                "quarkus.banner.enabled=false",
                "apicurio.ccompat.max-subjects=" + MAX_SUBJECTS,
                "apicurio.datasource.url=jdbc:h2:file:" + folder.resolve("registry"));
        List<String> rest = new ArrayList<>(classes.options());
        rest.addAll(List.of("-jar", jar.toString()));
        List<String> words = JavaProgram.command(folder, HEAP_MEGABYTES, properties, rest);
        var command = new ServerCommand(TITLE, words, folder, Map.of(), List.of());
        this.server = new ChildServer(command, this::acceptsCompatibility, classes.stopLimit());
    }

    /** Starts a registry whose schemas are deleted when it is closed. */
    public static RegistryServer start() {
        return start(null, PackageStore.ofUser(new LoggingPackageListener()));
    }

    /** Starts a registry that keeps its schemas in the given folder, or nowhere when there is none. */
    public static RegistryServer start(@Nullable Path kept, PackageStore store) {
        Path tree = store.folderOf(ServerPackages.REGISTRY);
        Path jar = tree.resolve("apicurio-registry-app-" + ServerPackages.REGISTRY.version() + "-runner.jar");
        List<String> shared = new ClassArchives(store)
                .options("registry", List.of(jar), training -> train(jar, SharedClasses.made(training)));
        return start(kept, jar, SharedClasses.used(shared));
    }

    private static void train(Path jar, SharedClasses classes) {
        try (RegistryServer trained = start(null, jar, classes)) {
            trained.register();
            trained.server.stop();
        }
    }

    private static RegistryServer start(@Nullable Path kept, Path jar, SharedClasses classes) {
        Path folder = kept == null ? Folders.createTemporary("gangway-registry-") : kept.toAbsolutePath();
        if (kept == null) {
            ProcessGuard.deleteAtExit(folder);
        }
        try {
            Files.createDirectories(folder.resolve("tmp"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        RegistryServer server = new RegistryServer(folder, kept != null, FreePorts.next(), jar, classes);
        server.restart();
        return server;
    }

    /** Base of the Confluent API, without a slash at its end. */
    public String url() {
        return "http://127.0.0.1:" + port + "/apis/ccompat/v7";
    }

    /** Kills the registry as with {@code kill -9}. */
    public void kill() {
        server.kill();
    }

    /** Stops the registry in an orderly way if it runs, and starts it again on the same port with the same schemas. */
    public void restart() {
        server.restart();
    }

    public boolean isRunning() {
        return server.isRunning();
    }

    @Override
    public void close() {
        if (isKept) {
            server.stop();
        } else {
            server.discard();
        }
    }

    /** Sets what Confluent has by default; Apicurio's own default is no check at all. */
    private boolean acceptsCompatibility() {
        return isTaken("PUT", "/config", "{\"compatibility\":\"BACKWARD\"}");
    }

    /** Takes and checks a schema, as streams want it. */
    private void register() {
        isTaken("POST", "/subjects/training/versions", "{\"schema\":\"{\\\"type\\\":\\\"string\\\"}\"}");
    }

    private boolean isTaken(String method, String path, String body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url() + path))
                .timeout(PROBE_LIMIT)
                .header("Content-Type", "application/vnd.schemaregistry.v1+json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
