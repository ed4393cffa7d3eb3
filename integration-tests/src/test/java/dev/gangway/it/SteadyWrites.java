package dev.gangway.it;

import dev.gangway.mysql.connect.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Writes to some rows of a sample shop, each every few seconds, and leaves all others alone. */
final class SteadyWrites implements AutoCloseable {
    private static final int ROWS = 30;
    /** A fence of triggers keeps the write out for the moment. */
    private static final int FENCED = 1644;

    private static final List<String> STATEMENTS = List.of(
            "UPDATE sales_flat_order SET status = ?, updated_at = NOW() WHERE entity_id = 30 + %d",
            "UPDATE sales_flat_order_address SET firstname = ? WHERE parent_id = 30 + %d",
            "UPDATE customer_entity SET email = ? WHERE entity_id = 20 + %d",
            "UPDATE customer_entity_varchar SET value = ? WHERE entity_id = 20 + %d",
            "UPDATE sales_flat_quote_item SET description = ? WHERE item_id = 20 + %d",
            "INSERT INTO sales_flat_order_status_history (parent_id, comment, entity_name) VALUES (30 + %d, ?, 'order')");

    private final Database source;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final AtomicLong written = new AtomicLong();
    private final Thread thread = new Thread(this::write, "steady-writes");
    private volatile @Nullable SQLException failure;

    SteadyWrites(Database source) {
        this.source = source;
    }

    void start() {
        thread.start();
    }

    long written() {
        return written.get();
    }

    private void write() {
        try (Connection connection = source.open()) {
            for (int i = 0; !stop.await(25, TimeUnit.MILLISECONDS); i++) {
                String sql = STATEMENTS.get(i % STATEMENTS.size()).formatted(i / STATEMENTS.size() % ROWS);
                try (var statement = connection.prepareStatement(sql)) {
                    statement.setString(1, "w" + i);
                    written.addAndGet(statement.executeUpdate());
                } catch (SQLException e) {
                    if (e.getErrorCode() != FENCED) {
                        throw e;
                    }
                }
            }
        } catch (SQLException e) {
            failure = e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() throws Exception {
        stop.countDown();
        thread.join();
        SQLException failed = failure;
        if (failed != null) {
            throw failed;
        }
    }
}
