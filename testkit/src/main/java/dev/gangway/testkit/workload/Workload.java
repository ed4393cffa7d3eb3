package dev.gangway.testkit.workload;

import dev.gangway.mysql.connect.Database;
import dev.gangway.testkit.shop.LiveRows;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Uses the sample shop while it is migrated: orders, customers, edits, deletes with their cascades, key changes, from several
 * connections and in one long transaction. Every writer draws from its own seed, so a run differs from the next only by how the
 * writers interleave. Thread-safe; {@link #stop()} leaves no transaction open.
 */
public final class Workload implements AutoCloseable {
    private static final Duration JOIN = Duration.ofSeconds(60);

    private final Database source;
    private final WorkloadConfig config;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final List<Thread> threads = new ArrayList<>();
    private final LongAdder rolledBack = new LongAdder();
    private final LongAdder conflicts = new LongAdder();
    private final Map<String, LongAdder> committed = new ConcurrentHashMap<>();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private final List<Action.Weighted> actions = new ArrayList<>();

    public Workload(Database source, WorkloadConfig config) {
        this.source = source;
        this.config = config;
        long firstNumber = 10_000_000L + Math.floorMod(config.seed(), 1_000L) * 100_000L;
        actions.addAll(new SalesActions(firstNumber).all());
        actions.addAll(CatalogActions.all());
        actions.addAll(new CustomerActions(firstNumber).all());
    }

    /** Starts the writers; a workload starts once. */
    public void start() {
        for (int i = 0; i < config.writers(); i++) {
            int writer = i;
            begin("workload-writer-" + i, () -> write(writer));
        }
        if (!config.longTransaction().isZero()) {
            begin("workload-long-transaction", this::writeSlowly);
        }
    }

    private void begin(String name, Body body) {
        var thread = new Thread(
                () -> {
                    try {
                        body.run();
                    } catch (SQLException | RuntimeException e) {
                        failure.compareAndSet(null, e);
                    }
                },
                name);
        thread.setDaemon(true);
        threads.add(thread);
        thread.start();
    }

    private interface Body {
        void run() throws SQLException;
    }

    private void write(int writer) throws SQLException {
        var random = new Random(config.seed() * 31 + writer);
        long pause = config.transactionsPerSecond() <= 0
                ? 0
                : (long) (1e9 * config.writers() / config.transactionsPerSecond());
        try (Connection connection = open()) {
            var rows = new LiveRows(connection, source.config().prefix(), random);
            long next = System.nanoTime();
            while (!pauseUntil(next)) {
                next = Math.max(next + pause, System.nanoTime() - pause);
                transaction(connection, rows, pick(random));
            }
        }
    }

    /** Waits for the moment; true when the workload was stopped. */
    private boolean pauseUntil(long nanoTime) {
        try {
            return stopped.await(Math.max(0, nanoTime - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private Action.Weighted pick(Random random) {
        int left = random.nextInt(
                actions.stream().mapToInt(Action.Weighted::weight).sum());
        for (Action.Weighted action : actions) {
            left -= action.weight();
            if (left < 0) {
                return action;
            }
        }
        throw new AssertionError("weights do not add up");
    }

    private void transaction(Connection connection, LiveRows rows, Action.Weighted action) throws SQLException {
        try {
            action.action().run(rows);
            if (rows.random().nextInt(100) < config.rollbackPercent()) {
                connection.rollback();
                rolledBack.increment();
            } else {
                connection.commit();
                count(action.name());
            }
        } catch (SQLException e) {
            connection.rollback();
            if (!isConflict(e)) {
                throw e;
            }
            conflicts.increment();
        }
    }

    private void count(String action) {
        committed.computeIfAbsent(action, name -> new LongAdder()).increment();
    }

    /** Duplicate key, deadlock, lock wait, parent row still referenced, referenced row gone, writes kept out by a fence. */
    private static boolean isConflict(SQLException e) {
        return List.of(1062, 1213, 1205, 1451, 1452, 1761, 1020, 1290, 1644).contains(e.getErrorCode());
    }

    /** One transaction that stays open while many short ones come and go. */
    private void writeSlowly() throws SQLException {
        var random = new Random(~config.seed());
        try (Connection connection = open()) {
            var rows = new LiveRows(connection, source.config().prefix(), random);
            boolean ended = false;
            while (!ended) {
                ended = slowTransaction(connection, rows);
            }
        }
    }

    /** True when the workload was stopped. Other writers than the short transactions here may be in its way. */
    private boolean slowTransaction(Connection connection, LiveRows rows) throws SQLException {
        Duration step = config.longTransaction().dividedBy(10);
        boolean ended = false;
        try {
            for (int i = 0; i < 10 && !ended; i++) {
                slowStep(rows);
                ended = pauseUntil(System.nanoTime() + step.toNanos());
            }
            connection.commit();
            count("long transaction");
            return ended;
        } catch (SQLException e) {
            connection.rollback();
            if (!isConflict(e)) {
                throw e;
            }
            conflicts.increment();
            return pauseUntil(System.nanoTime() + step.toNanos());
        }
    }

    /** Rows that no short transaction waits for. */
    private static void slowStep(LiveRows rows) throws SQLException {
        long template = rows.insert("newsletter_template", "template_text", rows.phrase("utf8"));
        long queue = rows.insert("newsletter_queue", "template_id", template);
        rows.insert("newsletter_queue_store_link", "queue_id store_id", queue, 1);
        rows.insert("gift_message", "message", rows.phrase("utf8mb4"));
        rows.execute(
                "UPDATE {newsletter_template} SET template_subject = ? WHERE template_id = ?",
                rows.phrase("utf8"),
                template - 1);
        rows.execute("DELETE FROM {newsletter_template} WHERE template_id = ?", template - 5);
    }

    private Connection open() throws SQLException {
        Connection connection = source.open();
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET SESSION foreign_key_checks = 1, innodb_lock_wait_timeout = 5");
        }
        connection.setAutoCommit(false);
        return connection;
    }

    /** What was done up to now. */
    public WorkloadCounts counts() {
        var byAction = new TreeMap<String, Long>();
        committed.forEach((name, count) -> byAction.put(name, count.sum()));
        long all = byAction.values().stream().mapToLong(Long::longValue).sum();
        return new WorkloadCounts(all, rolledBack.sum(), conflicts.sum(), byAction);
    }

    /**
     * Ends the writers after their current transaction.
     *
     * @throws IllegalStateException when a writer failed or does not end
     */
    public WorkloadCounts stop() {
        close();
        Throwable failed = failure.get();
        if (failed != null) {
            throw new IllegalStateException("The workload failed: " + failed.getMessage(), failed);
        }
        return counts();
    }

    @Override
    public void close() {
        stopped.countDown();
        for (Thread thread : threads) {
            try {
                thread.join(JOIN.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            if (thread.isAlive()) {
                failure.compareAndSet(null, new IllegalStateException(thread.getName() + " does not end"));
            }
        }
    }
}
