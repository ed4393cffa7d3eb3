package dev.gangway.testkit.anytable;

import dev.gangway.testkit.shop.SqlLiterals;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes and runs statements on one connection. One thread. */
final class Sql {
    private static final Set<Integer> BYTES =
            Set.of(Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB, Types.BIT);

    private final Connection connection;

    Sql(Connection connection) {
        this.connection = connection;
    }

    /** Runs a statement; returns the rows that it touched. */
    int run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return statement.executeUpdate(sql);
        }
    }

    /** Inserts rows that have the same columns; returns the key that the server gave the first, or 0. */
    long insert(String verb, String table, List<Map<String, @Nullable Object>> rows) throws SQLException {
        String sql = insertion(verb, table, rows);
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql, Statement.RETURN_GENERATED_KEYS);
            try (ResultSet keys = statement.getGeneratedKeys()) {
                return keys.next() ? keys.getLong(1) : 0;
            }
        }
    }

    static String insertion(String verb, String table, List<Map<String, @Nullable Object>> rows) {
        String values = rows.stream()
                .map(row -> row.values().stream().map(Sql::literal).collect(Collectors.joining(", ", "(", ")")))
                .collect(Collectors.joining(", "));
        return verb + " INTO " + name(table) + " (" + names(rows.get(0).keySet()) + ") VALUES " + values;
    }

    /** The rows that a query finds, by the names of its columns. */
    List<Map<String, @Nullable Object>> rows(String sql) throws SQLException {
        var found = new ArrayList<Map<String, @Nullable Object>>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            int columns = rows.getMetaData().getColumnCount();
            while (rows.next()) {
                Map<String, @Nullable Object> row = new LinkedHashMap<>();
                for (int i = 1; i <= columns; i++) {
                    boolean bytes = BYTES.contains(rows.getMetaData().getColumnType(i));
                    row.put(rows.getMetaData().getColumnLabel(i), bytes ? rows.getBytes(i) : rows.getString(i));
                }
                found.add(Collections.unmodifiableMap(row));
            }
        }
        return found;
    }

    long count(String table, String condition) throws SQLException {
        return number("SELECT COUNT(*) FROM " + name(table) + " WHERE " + condition);
    }

    /** The one number that a query finds; 0 when it finds none. */
    long number(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return rows.next() ? rows.getLong(1) : 0;
        }
    }

    static String name(String name) {
        return '`' + name + '`';
    }

    static String names(Collection<String> names) {
        return names.stream().map(Sql::name).collect(Collectors.joining(", "));
    }

    static String literal(@Nullable Object value) {
        var out = new StringBuilder();
        SqlLiterals.append(out, value);
        return out.toString();
    }

    /** {@code `a` = 1, `b` = 'x'}. */
    static String assignments(Map<String, @Nullable Object> values, String separator) {
        return values.entrySet().stream()
                .map(entry -> name(entry.getKey()) + " = " + literal(entry.getValue()))
                .collect(Collectors.joining(separator));
    }
}
