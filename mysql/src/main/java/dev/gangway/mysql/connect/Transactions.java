package dev.gangway.mysql.connect;

import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs work in one transaction and, when the failure passes by itself (deadlock, lost connection, restart of the server),
 * runs it again from the start on a new connection, with growing pauses. Thread-safe.
 */
public final class Transactions {
    /** How often work is tried in all; for other code that retries too. */
    public static final int ATTEMPTS = 8;

    private static final Logger LOGGER = LoggerFactory.getLogger(Transactions.class);
    private static final long FIRST_PAUSE_MS = 100;
    private static final long LONGEST_PAUSE_MS = 5_000;

    private final Database database;

    public Transactions(Database database) {
        this.database = database;
    }

    /** Work on an open transaction; it neither commits nor rolls back. */
    @FunctionalInterface
    public interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    /** Runs the work and commits; {@code doing} says in an error what was tried, such as "writing table x". */
    public <T> T run(String doing, Work<T> work) {
        for (int attempt = 1; ; attempt++) {
            try (Connection connection = database.open()) {
                connection.setAutoCommit(false);
                T result = work.on(connection);
                connection.commit();
                return result;
            } catch (SQLException e) {
                if (attempt == ATTEMPTS || !SqlErrors.isRetriable(e)) {
                    throw SqlErrors.translate(e, database.config(), doing);
                }
                pause(doing, attempt, SqlErrors.kindOf(e).name());
            } catch (MigrationException e) {
                if (attempt == ATTEMPTS || !e.code().isRetriable()) {
                    throw e;
                }
                pause(doing, attempt, e.code().name());
            }
        }
    }

    /**
     * Waits before the next attempt; for other code that retries.
     *
     * @throws MigrationException INTERRUPTED when the thread is asked to stop
     */
    public static void pause(String doing, int attempt, String why) {
        LOGGER.atWarn()
                .addKeyValue("attempt", attempt)
                .addKeyValue("error", why)
                .addKeyValue("doing", doing)
                .log("Trying again after a database error");
        long limit = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS << Math.min(attempt, 10));
        long millis = limit / 2 + ThreadLocalRandom.current().nextLong(limit / 2 + 1);
        long end = System.nanoTime() + millis * 1_000_000;
        while (System.nanoTime() < end && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(end - System.nanoTime());
        }
        if (Thread.currentThread().isInterrupted()) {
            throw new MigrationException(ErrorCode.INTERRUPTED, "Stopped while waiting to repeat: " + doing);
        }
    }
}
