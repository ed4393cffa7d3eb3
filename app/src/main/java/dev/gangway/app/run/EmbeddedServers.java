package dev.gangway.app.run;

import dev.gangway.core.config.MigrationConfig;
import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import dev.gangway.embedded.KafkaOptions;
import dev.gangway.embedded.KafkaServer;
import dev.gangway.embedded.RegistryServer;
import dev.gangway.embedded.store.LoggingPackageListener;
import dev.gangway.embedded.store.PackageStore;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** The broker and the registry of a stream that has none configured; their data stay on disk. */
record EmbeddedServers(KafkaServer kafka, RegistryServer registry) implements AutoCloseable {
    /** Starts both, side by side: each takes seconds. When one does not start, neither runs afterwards. */
    static EmbeddedServers start(MigrationConfig config) {
        var registry = new FutureTask<>(() ->
                RegistryServer.start(RunFolder.registry(config), PackageStore.ofUser(new LoggingPackageListener())));
        Thread starter = new Thread(registry, "registry-start-1");
        starter.setDaemon(true);
        starter.start();
        KafkaServer kafka;
        try {
            kafka = KafkaServer.start(KafkaOptions.defaults().withFolder(RunFolder.kafka(config)));
        } catch (RuntimeException e) {
            closeAfter(e, () -> result(registry).close());
            throw e;
        }
        try {
            return new EmbeddedServers(kafka, result(registry));
        } catch (RuntimeException e) {
            closeAfter(e, kafka);
            throw e;
        }
    }

    private static void closeAfter(RuntimeException cause, AutoCloseable server) {
        try {
            server.close();
        } catch (Exception e) {
            cause.addSuppressed(e);
        }
    }

    /** An interrupted caller's server is closed as soon as it has started. */
    private static RegistryServer result(FutureTask<RegistryServer> registry) {
        try {
            return registry.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            registry.cancel(true);
            throw new MigrationException(ErrorCode.INTERRUPTED, "Interrupted while starting the schema registry", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        }
    }

    @Override
    public void close() {
        registry.close();
        kafka.close();
    }
}
