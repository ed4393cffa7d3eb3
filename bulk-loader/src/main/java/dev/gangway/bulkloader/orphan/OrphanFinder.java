package dev.gangway.bulkloader.orphan;

import dev.gangway.bulkloader.copy.Workers;
import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import dev.gangway.core.schema.Schema;
import dev.gangway.core.schema.Table;
import dev.gangway.mysql.connect.Database;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Counts the rows of the source whose parent does not exist, one query per foreign key, some at the same time. Reads only. */
public final class OrphanFinder {
    private final Database source;
    private final Schema schema;
    private final int threads;

    /** {@code threads} connections ask the source at the same time. */
    public OrphanFinder(Database source, Schema schema, int threads) {
        this.source = source;
        this.schema = schema;
        this.threads = threads;
    }

    /** The broken foreign keys of the wanted tables, in the order of the tables. */
    public List<Orphans> find(Predicate<Table> wanted) throws SQLException {
        List<Relation> relations = Relation.of(schema).stream()
                .filter(relation -> wanted.test(relation.child()))
                .toList();
        var found = new ConcurrentSkipListMap<Integer, Orphans>();
        var next = new AtomicInteger();
        ExecutorService executor = Workers.pool(threads, "bulk-orphans");
        try {
            var workers = new ArrayList<Future<?>>();
            for (int i = 0; i < threads; i++) {
                workers.add(executor.submit(() -> countSome(relations, next, found)));
            }
            for (Future<?> worker : workers) {
                worker.get();
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException known) {
                throw known;
            }
            throw e.getCause() instanceof SQLException known ? known : new SQLException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MigrationException(ErrorCode.INTERRUPTED, "The check was stopped; run again", e);
        } finally {
            executor.shutdownNow();
        }
        return List.copyOf(found.values());
    }

    private boolean countSome(List<Relation> relations, AtomicInteger next, Map<Integer, Orphans> found)
            throws SQLException {
        try (Connection connection = source.open()) {
            for (int i = next.getAndIncrement(); i < relations.size(); i = next.getAndIncrement()) {
                int place = i;
                count(connection, relations.get(i)).ifPresent(orphans -> found.put(place, orphans));
            }
        }
        return true;
    }

    private Optional<Orphans> count(Connection connection, Relation relation) throws SQLException {
        String columns = relation.key().columns().stream()
                .map(column -> Relation.quoted("c", column))
                .collect(Collectors.joining(", "));
        String query = "SELECT COUNT(*), COUNT(DISTINCT " + columns + ")" + relation.orphansOf(source);
        try (var statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            long rows = row.getLong(1);
            return rows == 0 ? Optional.empty() : Optional.of(new Orphans(relation, rows, row.getLong(2)));
        }
    }
}
