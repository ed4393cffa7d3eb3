package dev.gangway.mysql.connect;

import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import dev.gangway.core.retry.BackOff;
import dev.gangway.core.retry.Retrying;
import dev.gangway.core.retry.Trouble;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs work in one transaction and, when the failure passes by itself (deadlock, lost connection, restart of the server),
 * runs it again from the start on a new connection, with growing pauses. Thread-safe.
 */
public final class Transactions {
    private static final Logger LOGGER = LoggerFactory.getLogger(Transactions.class);
    private static final BackOff BACK_OFF = BackOff.of(Duration.ofMillis(100), Duration.ofSeconds(10));
    /** With the pauses about a minute: as long as a server takes to start again. */
    private static final int TRIES = 14;
    /** About ten seconds: space is made by a person, who should hear of it soon. */
    private static final int TRIES_ON_A_FULL_DISK = 8;

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
        return retrying(doing).call(() -> {
            try (Connection connection = database.open()) {
                connection.setAutoCommit(false);
                T result = work.on(connection);
                connection.commit();
                return result;
            } catch (SQLException e) {
                throw SqlErrors.translate(e, database.config(), doing);
            }
        });
    }

    /** How work of a load is tried again; for other code that does. */
    public static Retrying retrying(String doing) {
        return Retrying.times(
                error -> error.code() == ErrorCode.TARGET_DISK_FULL ? TRIES_ON_A_FULL_DISK : TRIES,
                BACK_OFF,
                trouble -> log(doing, trouble));
    }

    private static void log(String doing, Trouble trouble) {
        MigrationException error = trouble.error();
        LOGGER.atWarn()
                .addKeyValue("attempt", trouble.tries())
                .addKeyValue("errorCode", error.code())
                .addKeyValue("error", error.getMessage())
                .addKeyValue("doing", doing)
                .log("Trying again after a database error");
    }
}
