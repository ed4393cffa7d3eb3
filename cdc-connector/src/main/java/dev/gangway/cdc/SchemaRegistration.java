package dev.gangway.cdc;

import dev.gangway.core.error.MigrationException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Registers the schemas of some hundred tables in the first minute of capture, one now and then: the registry takes seconds for all of them,
 * which the first changes would wait for. A change whose turn has not come registers its schema itself.
 */
final class SchemaRegistration implements AutoCloseable {
    private static final Duration BEGIN = Duration.ofSeconds(10);
    private static final Duration BETWEEN = Duration.ofMillis(100);

    private final Thread thread;
    private volatile @Nullable MigrationException failure;

    private SchemaRegistration(List<Runnable> registrations) {
        this.thread = new Thread(() -> run(registrations), "cdc-schemas-1");
        thread.setDaemon(true);
    }

    /** Returns at once. */
    static SchemaRegistration start(List<Runnable> registrations) {
        var started = new SchemaRegistration(registrations);
        started.thread.start();
        return started;
    }

    private void run(List<Runnable> registrations) {
        try {
            Duration wait = BEGIN;
            for (Runnable registration : registrations) {
                LockSupport.parkNanos(wait.toNanos());
                if (Thread.interrupted()) {
                    return;
                }
                registration.run();
                wait = BETWEEN;
            }
        } catch (MigrationException e) {
            failure = e;
        }
    }

    /** Throws what the registry refused, also of tables that do not change now: not in the middle of the night. */
    void requireNoFailure() {
        MigrationException error = failure;
        if (error != null) {
            throw error;
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
