package dev.gangway.app.fence;

import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import dev.gangway.mysql.connect.Database;
import dev.gangway.mysql.connect.SqlErrors;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Changes many triggers over a few connections at once, since a server spends most of each change waiting for its disk. No statement
 * waits long for a table, so that the shop does not queue up behind it, and none is running any more when it ends.
 */
final class TriggerWork {
    private static final int CONNECTIONS = 4;
    private static final int LOCK_SECONDS = 1;
    private static final long END_SECONDS = 5;

    private final Database source;
    private final String doing;

    TriggerWork(Database source, String doing) {
        this.source = source;
        this.doing = doing;
    }

    /** What is done for one table or trigger. */
    @FunctionalInterface
    interface Change {
        /** False when it cannot be made now and its turn is to come again. */
        boolean make(Statement statement, String name) throws SQLException;
    }

    /**
     * Makes the change for each of these.
     *
     * @throws MigrationException the first failure, with nothing left running
     */
    void on(Collection<String> names, Change change) {
        Queue<String> open = new ConcurrentLinkedQueue<>(names);
        ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS);
        try {
            var running = new ArrayList<Future<?>>();
            for (int i = 0; i < Math.min(CONNECTIONS, names.size()); i++) {
                running.add(threads.submit(() -> take(open, change)));
            }
            for (Future<?> one : running) {
                one.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MigrationException(ErrorCode.INTERRUPTED, "Interrupted while " + doing, e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof MigrationException known ? known : new IllegalStateException(e.getCause());
        } finally {
            end(threads);
        }
    }

    private void take(Queue<String> open, Change change) {
        try (Connection connection = source.open();
                var statement = connection.createStatement()) {
            statement.execute("SET SESSION lock_wait_timeout = " + LOCK_SECONDS);
            String name = open.poll();
            while (name != null) {
                if (!change.make(statement, name)) {
                    open.add(name);
                }
                name = open.poll();
            }
        } catch (SQLException e) {
            open.clear();
            throw SqlErrors.translate(e, source.config(), doing);
        } catch (RuntimeException e) {
            open.clear(); // the others need not go on
            throw e;
        }
    }

    private static void end(ExecutorService threads) {
        boolean interrupted = Thread.interrupted();
        threads.shutdownNow();
        try {
            threads.awaitTermination(END_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
