package dev.gangway.mysql.read;

import dev.gangway.core.schema.Column;
import dev.gangway.core.schema.ColumnKind;
import dev.gangway.core.schema.Table;
import dev.gangway.mysql.connect.Identifiers;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a table into chunks of about {@code rowsPerChunk} rows and not much more than {@code bytesPerChunk} bytes. Dense
 * integer keys are cut by arithmetic; sparse and composite keys by walking the index. A table without a key that can be cut
 * is one chunk. Immutable and thread-safe.
 */
public final class ChunkPlanner {
    private static final int DENSE = 4;

    private final String prefix;
    private final long rowsPerChunk;
    private final long bytesPerChunk;

    public ChunkPlanner(String prefix, long rowsPerChunk, long bytesPerChunk) {
        this.prefix = prefix;
        this.rowsPerChunk = rowsPerChunk;
        this.bytesPerChunk = bytesPerChunk;
    }

    /** At least one chunk; together they cover every key, those that appear later too. */
    public List<ChunkRange> plan(Connection connection, Table table) throws SQLException {
        List<String> key = table.identity();
        if (table.view() || !KeyCondition.isRangeable(table, key)) {
            return List.of(ChunkRange.ALL);
        }
        long rows = rowsWanted(connection, table);
        if (table.rowEstimate() <= rows && !hasMoreThan(connection, table, rows)) {
            return List.of(ChunkRange.ALL);
        }
        Column first = table.column(key.get(0)).orElseThrow();
        List<ChunkRange> even = key.size() == 1 && first.kind() == ColumnKind.INTEGER
                ? evenly(connection, table, first.name(), rows)
                : List.of();
        return even.isEmpty() ? walk(connection, table, key, rows) : even;
    }

    private long rowsWanted(Connection connection, Table table) throws SQLException {
        String sql = "SELECT AVG_ROW_LENGTH FROM information_schema.TABLES WHERE TABLE_SCHEMA = DATABASE()"
                + " AND TABLE_NAME = ?";
        try (var statement = connection.prepareStatement(sql)) {
            statement.setString(1, Identifiers.withPrefix(prefix, table.name()));
            try (ResultSet row = statement.executeQuery()) {
                long average = row.next() ? row.getLong(1) : 0;
                return Math.max(1, Math.min(rowsPerChunk, average == 0 ? rowsPerChunk : bytesPerChunk / average));
            }
        }
    }

    private boolean hasMoreThan(Connection connection, Table table, long rows) throws SQLException {
        try (var statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT 1 FROM " + name(table) + " LIMIT " + rows + ", 1")) {
            return row.next();
        }
    }

    private List<ChunkRange> evenly(Connection connection, Table table, String column, long rows) throws SQLException {
        String quoted = Identifiers.quote(column);
        BigInteger min;
        BigInteger max;
        try (var statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("SELECT MIN(" + quoted + "), MAX(" + quoted + ") FROM " + name(table))) {
            row.next();
            if (row.getString(1) == null) {
                return List.of(ChunkRange.ALL);
            }
            min = new BigInteger(row.getString(1));
            max = new BigInteger(row.getString(2));
        }
        BigInteger span = max.subtract(min).add(BigInteger.ONE);
        long estimate = Math.max(table.rowEstimate(), 1);
        if (span.compareTo(BigInteger.valueOf(estimate).multiply(BigInteger.valueOf(DENSE))) > 0) {
            return List.of();
        }
        long chunks = Math.max(1, (estimate + rows - 1) / rows);
        var bounds = new ArrayList<List<Object>>();
        for (long i = 1; i < chunks; i++) {
            BigInteger offset = span.multiply(BigInteger.valueOf(i)).divide(BigInteger.valueOf(chunks));
            bounds.add(List.of(min.add(offset).toString()));
        }
        return between(bounds);
    }

    private List<ChunkRange> walk(Connection connection, Table table, List<String> key, long rows) throws SQLException {
        var condition = new KeyCondition(table, key);
        var bounds = new ArrayList<List<Object>>();
        List<Object> bound = List.of();
        while (true) {
            List<Object> next =
                    boundAfter(connection, table, key, condition.where(new ChunkRange(bound, List.of())), rows);
            if (next == null) {
                return between(bounds);
            }
            bounds.add(next);
            bound = next;
        }
    }

    private @Nullable List<Object> boundAfter(
            Connection connection, Table table, List<String> key, String where, long rows) throws SQLException {
        String columns = Identifiers.list(key);
        String sql = "SELECT " + columns + " FROM " + name(table) + where + " ORDER BY " + columns + " LIMIT "
                + (rows - 1) + ", 1";
        try (var statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            try (ResultSet row = statement.executeQuery(sql)) {
                return row.next() ? keyOf(table, key, row) : null;
            }
        }
    }

    private static List<Object> keyOf(Table table, List<String> key, ResultSet row) throws SQLException {
        var values = new ArrayList<Object>();
        for (int i = 0; i < key.size(); i++) {
            Object value = Values.read(
                    row, i + 1, table.column(key.get(i)).orElseThrow().kind());
            values.add(value == null ? "" : value);
        }
        return values;
    }

    private static List<ChunkRange> between(List<List<Object>> bounds) {
        var ranges = new ArrayList<ChunkRange>();
        List<Object> lower = List.of();
        for (List<Object> upper : bounds) {
            ranges.add(new ChunkRange(lower, upper));
            lower = upper;
        }
        ranges.add(new ChunkRange(lower, List.of()));
        return ranges;
    }

    private String name(Table table) {
        return Identifiers.quote(Identifiers.withPrefix(prefix, table.name()));
    }
}
