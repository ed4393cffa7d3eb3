package dev.gangway.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gangway.embedded.DatabaseServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Writes to a source all the time, as a shop does: with an account that may not administrate the server. */
final class Seller implements AutoCloseable {
    private static final String USER = "seller";
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final long PAUSE_MS = 5;

    private final DatabaseServer server;
    private final String database;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final AtomicLong sold = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private final Thread thread;

    Seller(DatabaseServer server, String database) {
        this.server = server;
        this.database = database;
        server.execute(
                "CREATE USER IF NOT EXISTS '" + USER + "'@'%' IDENTIFIED BY 'seller-1'",
                "GRANT SELECT, INSERT, UPDATE, DELETE ON " + database + ".* TO '" + USER + "'@'%'");
        thread = new Thread(this::sell, "seller-1");
        thread.setDaemon(true);
        thread.start();
    }

    private void sell() {
        try {
            while (!stopped.await(PAUSE_MS, TimeUnit.MILLISECONDS)) {
                tryToSell();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Writes once; returns the error's number, 0 when it went through. */
    int tryToSell() {
        try (Connection connection = DriverManager.getConnection(server.jdbcUrl(database), USER, "seller-1");
                var statement = connection.createStatement()) {
            statement.execute("UPDATE cms_page SET title = 'sale " + sold.get() + "' WHERE page_id = 3");
            sold.incrementAndGet();
            return 0;
        } catch (SQLException e) {
            refused.incrementAndGet();
            return e.getErrorCode();
        }
    }

    long sold() {
        return sold.get();
    }

    long refused() {
        return refused.get();
    }

    void awaitAnotherSale() {
        long before = sold();
        await().atMost(LIMIT).untilAsserted(() -> assertThat(sold()).isGreaterThan(before));
    }

    @Override
    public void close() throws InterruptedException {
        stopped.countDown();
        thread.join(LIMIT.toMillis());
        server.execute("DROP USER IF EXISTS '" + USER + "'@'%'");
    }
}
