package dev.gangway.embedded;

import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import dev.gangway.embedded.process.ChildServer;
import dev.gangway.embedded.process.Folders;
import dev.gangway.embedded.process.FreePorts;
import dev.gangway.embedded.process.ProcessGuard;
import dev.gangway.embedded.process.ServerCommand;
import dev.gangway.embedded.process.ServerControl;
import dev.gangway.embedded.store.ClassArchives;
import dev.gangway.embedded.store.LoggingPackageListener;
import dev.gangway.embedded.store.PackageStore;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/**
 * A real Kafka broker in a child JVM with the jars it needs of this JVM's class path, on a free port of 127.0.0.1. Topics are not created by
 * themselves; records may have 16 MB.
 *
 * <ol>
 *   <li>{@link #restart} keeps port and data, also after {@link #kill}.
 *   <li>{@link #close} ends the broker; it is idempotent and bounded in time. Data are deleted unless a folder was given.
 *   <li>Whatever happens to this JVM, the broker goes with it.
 * </ol>
 *
 * <p>Thread-safe.
 */
public final class KafkaServer implements AutoCloseable {
    private static final String TITLE = "Kafka";
    private static final int PROBE_MS = 3_000;

    private final boolean isKept;
    private final KafkaSecurity security;
    private final int port;
    private final ServerControl server;

    private KafkaServer(KafkaOptions options, Path folder, int port, SharedClasses classes) {
        this.isKept = options.folder() != null;
        this.security = options.security();
        this.port = port;
        List<String> arguments =
                List.of("kafka.Kafka", folder.resolve("server.properties").toString());
        List<String> words = KafkaProgram.command(folder, options.heapMegabytes(), classes.options(), arguments);
        var command = new ServerCommand(TITLE, words, folder, Map.of(), List.of());
        this.server = new ChildServer(command, this::answers, classes.stopLimit());
    }

    private KafkaServer(int port, ServerControl server) {
        this.isKept = false;
        this.security = KafkaSecurity.PLAINTEXT;
        this.port = port;
        this.server = server;
    }

    /** A running broker that answers at a port of 127.0.0.1 in plain text and has the settings of an embedded one. */
    public static KafkaServer running(int port, ServerControl server) {
        return new KafkaServer(port, server);
    }

    /** Starts a broker; returns when it answers. */
    public static KafkaServer start(KafkaOptions options) {
        PackageStore store = PackageStore.ofUser(new LoggingPackageListener());
        List<String> shared = new ClassArchives(store)
                .options("kafka", KafkaProgram.jars(), training -> train(store, SharedClasses.made(training)));
        return start(options, store, SharedClasses.used(shared));
    }

    private static void train(PackageStore store, SharedClasses classes) {
        try (KafkaServer trained = start(KafkaOptions.defaults(), store, classes)) {
            KafkaTraining.run(trained.bootstrapServers());
            trained.server.stop();
        }
    }

    private static KafkaServer start(KafkaOptions options, PackageStore store, SharedClasses classes) {
        Path folder = options.folder() == null ? Folders.createTemporary("gangway-kafka-") : options.folder();
        if (options.folder() == null) {
            ProcessGuard.deleteAtExit(folder);
        }
        int port = FreePorts.next();
        Path data = folder.resolve("data");
        KafkaTemplate.copyTo(store, data);
        Map<String, String> settings = KafkaSettings.of(port, FreePorts.next(), data, options.security());
        settings.putAll(options.settings());
        KafkaServer server = new KafkaServer(options, folder, port, classes);
        KafkaSettings.write(settings, folder.resolve("server.properties"));
        server.restart();
        return server;
    }

    /** Address for clients. */
    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    /** Kills the broker as with {@code kill -9}. */
    public void kill() {
        server.kill();
    }

    /** Stops the broker in an orderly way if it runs, and starts it again on the same port with the same data. */
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

    private boolean answers() {
        if (!FreePorts.isListening(port)) {
            return false;
        }
        Map<String, Object> configuration = new HashMap<>(security.client());
        configuration.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers());
        configuration.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, PROBE_MS);
        configuration.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, PROBE_MS);
        try (Admin admin = Admin.create(configuration)) {
            return !admin.describeCluster()
                    .nodes()
                    .get(PROBE_MS, TimeUnit.MILLISECONDS)
                    .isEmpty();
        } catch (ExecutionException | TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MigrationException(ErrorCode.INTERRUPTED, "Interrupted while starting Kafka", e);
        }
    }
}
