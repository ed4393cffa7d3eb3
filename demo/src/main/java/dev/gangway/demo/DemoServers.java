package dev.gangway.demo;

import dev.gangway.embedded.DatabaseFlavor;
import dev.gangway.embedded.DatabaseServer;
import dev.gangway.embedded.KafkaOptions;
import dev.gangway.embedded.KafkaServer;
import dev.gangway.embedded.RegistryServer;
import dev.gangway.embedded.ServerOptions;
import dev.gangway.embedded.store.PackageListener;
import dev.gangway.embedded.store.PackageStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The demo's own servers: source, target, broker and schema registry, all real, gone when the JVM is gone. */
record DemoServers(DatabaseServer source, DatabaseServer target, KafkaServer kafka, RegistryServer registry)
        implements AutoCloseable {

    /** Which servers stand for the two shops. */
    record Flavors(DatabaseFlavor source, DatabaseFlavor target) {
        static final Flavors MARIADB = new Flavors(DatabaseFlavor.MARIADB_11_4, DatabaseFlavor.MARIADB_11_4);
        static final Flavors MYSQL = new Flavors(DatabaseFlavor.MYSQL_5_7, DatabaseFlavor.MYSQL_8_0);
    }

    /** Starts all four at the same time; fetches their packages first where they are not in the cache. */
    static DemoServers start(Flavors flavors, PackageListener listener) {
        PackageStore store = PackageStore.ofUser(listener);
        ServerOptions options = ServerOptions.defaults().withSetting("innodb-flush-log-at-trx-commit=2");
        ExecutorService starters = Executors.newFixedThreadPool(4);
        var closers = new ArrayList<AutoCloseable>();
        try {
            Future<DatabaseServer> source =
                    starters.submit(kept(closers, () -> DatabaseServer.start(flavors.source(), options, store)));
            Future<DatabaseServer> target =
                    starters.submit(kept(closers, () -> DatabaseServer.start(flavors.target(), options, store)));
            Future<KafkaServer> kafka =
                    starters.submit(kept(closers, () -> KafkaServer.start(KafkaOptions.defaults())));
            Future<RegistryServer> registry = starters.submit(kept(closers, () -> RegistryServer.start(null, store)));
            return new DemoServers(get(source), get(target), get(kafka), get(registry));
        } catch (RuntimeException e) {
            starters.shutdownNow();
            closeAll(closers, e);
            throw e;
        } finally {
            starters.shutdown();
        }
    }

    private static <T extends AutoCloseable> Callable<T> kept(List<AutoCloseable> closers, Callable<T> start) {
        return () -> {
            T started = start.call();
            synchronized (closers) {
                closers.add(started);
            }
            return started;
        };
    }

    private static <T> T get(Future<T> started) {
        try {
            return started.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException("A server of the demo does not start", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while the demo's servers start", e);
        }
    }

    private static void closeAll(List<AutoCloseable> closers, RuntimeException cause) {
        synchronized (closers) {
            for (AutoCloseable closer : closers) {
                try {
                    closer.close();
                } catch (Exception e) {
                    cause.addSuppressed(e);
                }
            }
        }
    }

    @Override
    public void close() {
        registry.close();
        kafka.close();
        target.close();
        source.close();
    }
}
