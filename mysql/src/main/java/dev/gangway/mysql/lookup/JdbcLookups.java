package dev.gangway.mysql.lookup;

import dev.gangway.core.handler.Lookups;
import dev.gangway.core.row.Layout;
import dev.gangway.core.row.Row;
import dev.gangway.core.schema.Column;
import dev.gangway.core.schema.Schema;
import dev.gangway.core.schema.Table;
import dev.gangway.mysql.connect.Database;
import dev.gangway.mysql.connect.Identifiers;
import dev.gangway.mysql.connect.SqlErrors;
import dev.gangway.mysql.read.ChunkReader;
import dev.gangway.mysql.read.RowStream;
import dev.gangway.mysql.read.Values;
import dev.gangway.mysql.write.SqlValues;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Looks up values in the source database: keys are asked for in blocks, answers (also "there is none") are kept in a cache of
 * bounded size per look-up, small tables are kept whole. Thread-safe. {@link #apply} keeps it true while rows change.
 *
 * <p>No answer is given that was read longer than {@link #MEMORY} ago. Whoever waits for that long after a change knows that every
 * process has forgotten what it knew before, without telling any of them ({@link ChangedAnswers}).
 */
public final class JdbcLookups implements Lookups, AutoCloseable {
    /** How old an answer may be. */
    static final Duration MEMORY = Duration.ofSeconds(1);

    private static final int BLOCK = 1000;
    private static final int CACHE_SIZE = 100_000;

    private final Database source;
    private final Schema schema;
    private final LongSupplier clock;
    private final Map<Key, Map<String, Answer>> caches = new ConcurrentHashMap<>();
    private final Map<String, WholeTable> wholeTables = new ConcurrentHashMap<>();
    private @Nullable Connection connection;

    /** What was read, and when the reading began; a value that is null was not there. */
    private record Answer(@Nullable String value, long readAt) {}

    private record WholeTable(List<Row> rows, long readAt) {}

    private boolean isFresh(long readAt) {
        return clock.getAsLong() - readAt < MEMORY.toNanos();
    }

    public JdbcLookups(Database source, Schema schema) {
        this(source, schema, System::nanoTime);
    }

    JdbcLookups(Database source, Schema schema, LongSupplier clock) {
        this.source = source;
        this.schema = schema;
        this.clock = clock;
    }

    @Override
    public @Nullable String find(Key lookup, String key) {
        Map<String, Answer> cache = cache(lookup);
        Answer known;
        synchronized (cache) {
            known = cache.get(key);
        }
        if (known == null || !isFresh(known.readAt())) {
            known = load(lookup, List.of(key)).get(key);
        }
        return known == null ? null : known.value();
    }

    @Override
    public void prefetch(Key lookup, Collection<String> keys) {
        var missing = new ArrayList<String>();
        Map<String, Answer> cache = cache(lookup);
        synchronized (cache) {
            for (String key : new LinkedHashSet<>(keys)) {
                Answer known = cache.get(key);
                if (known == null || !isFresh(known.readAt())) {
                    missing.add(key);
                }
            }
        }
        for (int i = 0; i < missing.size(); i += BLOCK) {
            load(lookup, missing.subList(i, Math.min(i + BLOCK, missing.size())));
        }
    }

    @Override
    public List<Row> all(String table) {
        WholeTable known = wholeTables.get(table);
        if (known == null || !isFresh(known.readAt())) {
            known = wholeTables.compute(table, this::readAnew);
        }
        return known.rows();
    }

    /** Takes a change of a source row into account: what was known about its table by the old or new key is forgotten. */
    public void apply(String table, @Nullable Row before, @Nullable Row after) {
        wholeTables.remove(table);
        caches.forEach((lookup, cache) -> {
            if (lookup.table().equals(table)) {
                synchronized (cache) {
                    forget(cache, lookup, before);
                    forget(cache, lookup, after);
                }
            }
        });
    }

    /** Forgets everything about a table: it was truncated or altered. */
    public void forget(String table) {
        wholeTables.remove(table);
        caches.keySet().removeIf(lookup -> lookup.table().equals(table));
    }

    private WholeTable readAnew(String table, @Nullable WholeTable known) {
        if (known != null && isFresh(known.readAt())) {
            return known;
        }
        long begin = clock.getAsLong();
        List<Row> rows = readWhole(table);
        return new WholeTable(known != null && isSame(known.rows(), rows) ? known.rows() : rows, begin);
    }

    private static boolean isSame(List<Row> known, List<Row> now) {
        if (known.size() != now.size()) {
            return false;
        }
        for (int i = 0; i < known.size(); i++) {
            Row a = known.get(i);
            Row b = now.get(i);
            for (int field = 0; field < a.layout().size(); field++) {
                if (!Objects.deepEquals(a.get(field), b.get(field))) {
                    return false;
                }
            }
        }
        return true;
    }

    private static void forget(Map<String, Answer> cache, Key lookup, @Nullable Row row) {
        if (row == null) {
            return;
        }
        if (!row.isSet(lookup.keyColumn())) {
            cache.clear();
            return;
        }
        String key = row.text(lookup.keyColumn());
        if (key != null) {
            cache.remove(key);
        }
    }

    private Map<String, Answer> cache(Key lookup) {
        return caches.computeIfAbsent(lookup, k -> new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Answer> eldest) {
                return size() > CACHE_SIZE;
            }
        });
    }

    private Map<String, Answer> load(Key lookup, List<String> keys) {
        Map<String, Answer> found = query(lookup, keys);
        Map<String, Answer> cache = cache(lookup);
        synchronized (cache) {
            cache.putAll(found);
        }
        return found;
    }

    /** One answer per key: the value of the first row in key order. */
    private synchronized Map<String, Answer> query(Key lookup, List<String> keys) {
        long begin = clock.getAsLong();
        var found = new LinkedHashMap<String, Answer>();
        Table table = schema.table(lookup.table()).orElse(null);
        Column keyColumn =
                table == null ? null : table.column(lookup.keyColumn()).orElse(null);
        Column valueColumn =
                table == null ? null : table.column(lookup.valueColumn()).orElse(null);
        keys.forEach(key -> found.put(key, new Answer(null, begin)));
        if (table == null || keyColumn == null || valueColumn == null) {
            return found;
        }
        String sql = "SELECT " + Values.selectList(List.of(keyColumn, valueColumn)) + " FROM "
                + Identifiers.quote(source.table(table.name())) + " WHERE " + Identifiers.quote(keyColumn.name())
                + " IN ("
                + literals(keyColumn, keys) + ")"
                + (table.identity().isEmpty() ? "" : " ORDER BY " + Identifiers.list(table.identity()));
        var seen = new java.util.HashSet<String>();
        read(sql, "looking up " + lookup.table() + "." + lookup.keyColumn(), row -> {
            Object key = Values.read(row, 1, keyColumn.kind());
            Object value = Values.read(row, 2, valueColumn.kind());
            if (key != null && seen.add(text(key))) {
                found.put(text(key), new Answer(value == null ? null : text(value), begin));
            }
        });
        return found;
    }

    private static String text(Object value) {
        return value instanceof byte[] bytes
                ? new String(bytes, java.nio.charset.StandardCharsets.UTF_8)
                : value.toString();
    }

    private static String literals(Column column, List<String> keys) {
        var out = new StringBuilder();
        for (String key : keys) {
            if (out.length() > 0) {
                out.append(", ");
            }
            SqlValues.append(out, column.kind(), key);
        }
        return out.toString();
    }

    private synchronized List<Row> readWhole(String name) {
        Table table = schema.table(name).orElse(null);
        if (table == null) {
            return List.of();
        }
        var rows = new ArrayList<Row>();
        try (RowStream stream = new ChunkReader(source.config().prefix())
                .open(live(), table, Layout.of(table), dev.gangway.mysql.read.ChunkRange.ALL)) {
            for (Row row = stream.next(); row != null; row = stream.next()) {
                rows.add(row);
            }
        } catch (SQLException e) {
            throw SqlErrors.translate(e, source.config(), "reading table " + source.table(name));
        }
        return List.copyOf(rows);
    }

    /** A consumer of the current row that may fail. */
    @FunctionalInterface
    private interface RowConsumer {
        void accept(ResultSet row) throws SQLException;
    }

    private void read(String sql, String doing, RowConsumer consumer) {
        try (var statement = live().createStatement()) {
            statement.setEscapeProcessing(false);
            try (ResultSet row = statement.executeQuery(sql)) {
                while (row.next()) {
                    consumer.accept(row);
                }
            }
        } catch (SQLException e) {
            throw SqlErrors.translate(e, source.config(), doing);
        }
    }

    private Connection live() throws SQLException {
        Connection current = connection;
        if (current == null || !current.isValid(5)) {
            if (current != null) {
                current.close();
            }
            current = source.open();
            connection = current;
        }
        return current;
    }

    @Override
    public synchronized void close() {
        if (connection != null) {
            try {
                connection.close();
            } catch (SQLException e) {
                // Nothing depends on how a read connection ends.
            }
            connection = null;
        }
    }
}
