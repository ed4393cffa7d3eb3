package dev.gangway.mysql.connect;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool;
import dev.gangway.core.error.MigrationException;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.time.Duration;
import java.util.logging.Logger;
import javax.sql.DataSource;

/**
 * Lends connections of one database and keeps those that are given back, for work that asks many short questions. Who holds something
 * by its session (a named lock, a temporary table, a variable) connects for itself. Thread-safe.
 */
public final class ConnectionPool implements AutoCloseable {
    private static final Duration WAIT = Duration.ofSeconds(30);

    private final HikariDataSource pool;
    private final Database database;

    private ConnectionPool(Database database, int size) {
        var config = new HikariConfig();
        config.setPoolName("gangway-" + database.config().side());
        config.setDataSource(new Source(database));
        config.setMaximumPoolSize(size);
        config.setMinimumIdle(0);
        config.setConnectionTimeout(WAIT.toMillis());
        this.pool = open(config);
        this.database = new Database(database, () -> borrow(database));
    }

    private static HikariDataSource open(HikariConfig config) {
        try {
            return new HikariDataSource(config);
        } catch (HikariPool.PoolInitializationException e) {
            throw e.getCause() instanceof MigrationException cause ? cause : e;
        }
    }

    /**
     * At most so many connections at a time; tries one at once.
     *
     * @throws MigrationException as {@link Database#open} does
     */
    public static ConnectionPool of(Database database, int size) {
        return new ConnectionPool(database, size);
    }

    /** The same database: connections that it opens go back when they are closed. */
    public Database database() {
        return database;
    }

    private Connection borrow(Database database) {
        try {
            return pool.getConnection();
        } catch (SQLException e) {
            if (e.getCause() instanceof MigrationException cause) {
                throw cause;
            }
            throw SqlErrors.translate(e, database.config(), "connecting");
        }
    }

    /** Closes all connections. */
    @Override
    public void close() {
        pool.close();
    }

    /** Where new connections come from. */
    private record Source(Database database) implements DataSource {

        @Override
        public Connection getConnection() {
            return database.open();
        }

        @Override
        public Connection getConnection(String user, String password) {
            return database.open();
        }

        @Override
        public PrintWriter getLogWriter() {
            return new PrintWriter(PrintWriter.nullWriter());
        }

        @Override
        public void setLogWriter(PrintWriter out) {
            // Hikari's own logger tells.
        }

        @Override
        public void setLoginTimeout(int seconds) {
            // The database's own limit holds.
        }

        @Override
        public int getLoginTimeout() {
            return 0;
        }

        @Override
        public Logger getParentLogger() throws SQLFeatureNotSupportedException {
            throw new SQLFeatureNotSupportedException("no java.util.logging here");
        }

        @Override
        public <T> T unwrap(Class<T> type) throws SQLException {
            throw new SQLException("wraps nothing");
        }

        @Override
        public boolean isWrapperFor(Class<?> type) {
            return false;
        }
    }
}
