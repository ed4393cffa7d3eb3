package dev.gangway.cdc.reemit;

import dev.gangway.cdc.CapturedTables;
import dev.gangway.cdc.PieceLimits;
import dev.gangway.cdc.reemit.Reading.Image;
import dev.gangway.core.row.Row;
import dev.gangway.core.schema.Column;
import dev.gangway.core.schema.ColumnKind;
import dev.gangway.core.schema.Table;
import dev.gangway.mysql.read.ChunkRange;
import dev.gangway.mysql.read.ChunkReader;
import dev.gangway.mysql.read.RowsByKey;
import dev.gangway.mysql.state.ReemitQueue.Batch;
import dev.gangway.mysql.state.ReemitQueue.OpenKey;
import dev.gangway.mysql.state.ReemitQueue.OpenRange;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the rows of a batch of keys. What they mean in the stream's order depends on how: within a snapshot, or each under a
 * lock. Thread-safe.
 */
public final class KeyReader {
    /** The most keys that should be asked for at a time. */
    public static final int KEYS = 500;

    private static final int KEYS_AT_ONCE = 100;
    private static final Pattern INTEGER = Pattern.compile("-?[0-9]{1,20}");

    private final CapturedTables tables;
    private final String prefix;
    private final long maxBytes;

    /** {@code maxBytes}: about how much memory the rows of one reading take at most. */
    public KeyReader(CapturedTables tables, String prefix, PieceLimits limits) {
        this.tables = tables;
        this.prefix = prefix;
        this.maxBytes = limits.bytes();
    }

    /** Why a batch can never be read, for a person; empty when it can. */
    public Optional<String> objection(Batch batch) {
        Table table = tables.byName(batch.table());
        if (table == null) {
            return Optional.of("Table " + batch.table() + " is not captured");
        }
        if (table.identity().isEmpty()) {
            return Optional.of("Table " + batch.table() + " has no key by which its rows could be read");
        }
        if (batch.range() != null) {
            return ChunkReader.hasRanges(table)
                    ? Optional.empty()
                    : Optional.of("The key of table " + batch.table() + " has no order by which a range could be read");
        }
        boolean fits = batch.keys().stream().allMatch(key -> fits(table, key.values()));
        return fits
                ? Optional.empty()
                : Optional.of("A key of table " + batch.table() + " is not one value for each of "
                        + String.join(", ", table.identity()));
    }

    /** A number that is none would be taken for another row's. */
    private static boolean fits(Table table, Map<String, Object> values) {
        return values.keySet().equals(new HashSet<>(table.identity()))
                && table.identity().stream().allMatch(name -> fits(column(table, name), values.get(name)));
    }

    private static boolean fits(Column column, @Nullable Object value) {
        if (column.kind() == ColumnKind.INTEGER) {
            return value instanceof String text && INTEGER.matcher(text).matches();
        }
        return column.kind().isBytes() ? value instanceof byte[] : value instanceof String;
    }

    private static Column column(Table table, String name) {
        return table.column(name).orElseThrow();
    }

    /** Reads a batch to which there is no {@link #objection}, within the snapshot that the caller has taken. */
    public Reading read(Connection connection, Batch batch) throws SQLException {
        return read(connection, batch, (table, block) -> {
            var rows = new HashMap<String, Row>();
            new RowsByKey(connection, tables.realName(table), table, key(table))
                    .read(tables.layout(table), values(table, block), row -> rows.put(text(table, row), row));
            return new Block(rows, Set.of());
        });
    }

    /**
     * Reads a batch to which there is no {@link #objection}, each row under a lock of its own. The connection takes several
     * statements at a time and is in an isolation in which every SELECT locks. Rows that somebody holds for longer are left
     * for another time.
     *
     * @throws SQLException also when somebody holds so many of them that it is not worth to go on
     */
    public Reading readLocked(Connection connection, Batch batch) throws SQLException {
        if (batch.range() != null) {
            connection.commit();
            try (var statement = connection.createStatement()) {
                statement.execute("SET TRANSACTION ISOLATION LEVEL READ COMMITTED"); // to find the keys without locks
            }
        }
        return read(connection, batch, (table, block) -> {
            connection.commit();
            var rows = new HashMap<String, Row>();
            Set<Integer> held = new RowsByKey(connection, tables.realName(table), table, key(table))
                    .readOneByOne(tables.layout(table), values(table, block), row -> rows.put(text(table, row), row));
            return new Block(rows, held);
        });
    }

    /** How the rows of some keys are read. */
    @FunctionalInterface
    private interface Read {
        Block of(Table table, List<Image> keys) throws SQLException;
    }

    /** Rows by their keys' texts, and which of the keys asked for could not be read. */
    private record Block(Map<String, Row> rows, Set<Integer> held) {}

    private Reading read(Connection connection, Batch batch, Read reader) throws SQLException {
        Table table = Objects.requireNonNull(tables.byName(batch.table()), batch.table());
        OpenRange range = batch.range();
        List<Image> wanted = range == null ? wanted(table, batch.keys()) : keysIn(connection, table, range.range());
        var gone = new ArrayList<Image>();
        var there = new ArrayList<Image>();
        var held = new ArrayList<Row>();
        int count = 0;
        long bytes = 0;
        while (count < wanted.size() && bytes < maxBytes) {
            List<Image> part = wanted.subList(count, Math.min(count + KEYS_AT_ONCE, wanted.size()));
            Block block = reader.of(table, part);
            for (int i = 0; i < part.size(); i++) {
                Image image = part.get(i);
                if (block.held().contains(i)) {
                    held.add(image.key());
                } else {
                    Row row = block.rows().remove(text(table, image.key()));
                    (row == null ? gone : there).add(new Image(image.id(), image.key(), row));
                    bytes += PieceLimits.bytesOf(row);
                }
            }
            // What is equal to a key for the server but not the same, such as other letters' case, keeps its row.
            block.rows().values().forEach(row -> there.add(new Image(Reading.NONE, keyOf(table, row), row)));
            count += part.size();
        }
        gone.addAll(there);
        if (range == null) {
            return new Reading(batch, table, gone, held, null);
        }
        boolean more = wanted.size() == KEYS || count < wanted.size();
        ChunkRange rest = more
                ? new ChunkRange(
                        bound(table, wanted.get(count - 1).key()), range.range().upperInclusive())
                : null;
        return new Reading(batch, table, gone, held, rest);
    }

    private List<Image> wanted(Table table, List<OpenKey> keys) {
        var wanted = new LinkedHashMap<String, Image>();
        for (OpenKey open : keys) {
            var row = new Row(tables.layout(table));
            for (String name : table.identity()) {
                row.set(name, canonical(column(table, name), open.values().get(name)));
            }
            // Of two spellings of one number the second stays open and is asked for by itself.
            wanted.putIfAbsent(text(table, row), new Image(open.id(), row, null));
        }
        return List.copyOf(wanted.values());
    }

    private static @Nullable Object canonical(Column column, @Nullable Object value) {
        return column.kind() == ColumnKind.INTEGER ? new BigInteger(String.valueOf(value)).toString() : value;
    }

    private List<Image> keysIn(Connection connection, Table table, ChunkRange range) throws SQLException {
        var keys = new ArrayList<Image>();
        new ChunkReader(prefix).firstKeys(connection, table, range, KEYS).forEach(values -> {
            var row = new Row(tables.layout(table));
            for (int i = 0; i < values.size(); i++) {
                row.set(table.identity().get(i), values.get(i));
            }
            keys.add(new Image(Reading.NONE, row, null));
        });
        return keys;
    }

    private static List<Column> key(Table table) {
        return table.identity().stream().map(name -> column(table, name)).toList();
    }

    private static String text(Table table, Row key) {
        return key.keyText(table.identity());
    }

    private static List<List<@Nullable Object>> values(Table table, List<Image> keys) {
        var lists = new ArrayList<List<@Nullable Object>>();
        for (Image image : keys) {
            var values = new ArrayList<@Nullable Object>();
            table.identity().forEach(column -> values.add(image.key().get(column)));
            lists.add(values);
        }
        return lists;
    }

    private Row keyOf(Table table, Row row) {
        var key = new Row(tables.layout(table));
        table.identity().forEach(name -> key.set(name, row.get(name)));
        return key;
    }

    private static List<Object> bound(Table table, Row key) {
        var values = new ArrayList<Object>();
        for (String name : table.identity()) {
            Object value = key.get(name);
            values.add(value == null ? "" : value);
        }
        return values;
    }
}
