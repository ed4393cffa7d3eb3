package dev.gangway.benchmarks;

import dev.gangway.mysql.connect.Database;
import dev.gangway.mysql.connect.Identifiers;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The yardstick: the rows that a load has written, copied once more by the target's server alone, {@code INSERT ... SELECT} table
 * by table on a few connections, largest first, into empty tables with the same columns, keys and indexes.
 */
final class BareCopy {
    private final Database target;
    private final int threads;
    private final String copy;

    BareCopy(Database target, int threads) {
        this.target = target;
        this.threads = threads;
        this.copy = target.config().name() + "_bare";
    }

    /** Copies the tables whose rows the load has changed in number; the copy is removed again. */
    CopyResult run(Map<String, Long> before, Map<String, Long> after) throws SQLException {
        List<String> tables = after.keySet().stream()
                .filter(table -> rows(after, table) > 0 && rows(after, table) != rows(before, table))
                .sorted(Comparator.comparingLong((String table) -> -rows(after, table)))
                .toList();
        execute("DROP DATABASE IF EXISTS " + Identifiers.quote(copy), "CREATE DATABASE " + Identifiers.quote(copy));
        try {
            for (String table : tables) {
                execute("CREATE TABLE " + quoted(copy, table) + " LIKE "
                        + quoted(target.config().name(), table));
            }
            Cpu cpu = Cpu.ofChildren();
            long start = System.nanoTime();
            copyAll(new ConcurrentLinkedQueue<>(tables));
            var took = Duration.ofNanos(System.nanoTime() - start);
            long rows = tables.stream().mapToLong(table -> rows(after, table)).sum();
            return new CopyResult(rows, tables.size(), took, Cpu.ofChildren().since(cpu));
        } finally {
            execute("DROP DATABASE " + Identifiers.quote(copy));
        }
    }

    private static long rows(Map<String, Long> counts, String table) {
        return counts.getOrDefault(table, 0L);
    }

    private void copyAll(Queue<String> tables) {
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            var workers = new ArrayList<Future<?>>();
            for (int i = 0; i < threads; i++) {
                workers.add(executor.submit(() -> copySome(tables)));
            }
            for (Future<?> worker : workers) {
                worker.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("The bare copy failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The bare copy was stopped", e);
        } finally {
            executor.shutdownNow();
        }
    }

    private boolean copySome(Queue<String> tables) throws SQLException {
        try (Connection connection = target.open();
                var statement = connection.createStatement()) {
            for (String table = tables.poll(); table != null; table = tables.poll()) {
                statement.executeLargeUpdate("INSERT INTO " + quoted(copy, table) + " SELECT * FROM "
                        + quoted(target.config().name(), table));
            }
        }
        return true;
    }

    private String quoted(String database, String table) {
        return Identifiers.quote(database, target.table(table));
    }

    private void execute(String... statements) throws SQLException {
        try (Connection connection = target.open();
                var statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** How the copy went; {@code cpu} is that of embedded servers, zero for others. */
    record CopyResult(long rows, int tables, Duration took, Duration cpu) {}
}
