package dev.gangway.cdc;

import dev.gangway.core.error.MigrationException;
import org.jspecify.annotations.Nullable;

/**
 * Registers the schemas of some hundred tables beside the start of capture: the registry takes seconds for them, in which
 * the source can be connected to already. A change whose turn has not come registers its schema itself.
 */
final class SchemaRegistration implements AutoCloseable {
    private final Thread thread;
    private volatile @Nullable MigrationException failure;

    private SchemaRegistration(Runnable registration) {
        this.thread = new Thread(() -> run(registration), "cdc-schemas-1");
        thread.setDaemon(true);
    }

    /** Returns at once. */
    static SchemaRegistration start(Runnable registration) {
        var started = new SchemaRegistration(registration);
        started.thread.start();
        return started;
    }

    private void run(Runnable registration) {
        try {
            registration.run();
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
