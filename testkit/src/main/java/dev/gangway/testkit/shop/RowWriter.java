package dev.gangway.testkit.shop;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes rows in long multi-row inserts, one buffer per table. Columns a row does not name are invented by the {@link ValueFiller};
 * auto-increment keys that it does not name count up from 1. Rows arrive in no order between tables: foreign key checks must be
 * off. One thread at a time.
 */
final class RowWriter {
    private static final int STATEMENT_CHARACTERS = 400_000;

    private final ShopSchema schema;
    private final ValueFiller filler;
    private final Statement statement;
    private final String prefix;
    private final Map<String, StringBuilder> buffers = new LinkedHashMap<>();
    private final Map<String, Integer> lastIds = new HashMap<>();
    private final Map<String, Long> counts = new LinkedHashMap<>();

    RowWriter(ShopSchema schema, ValueFiller filler, Connection connection, String prefix) throws SQLException {
        this.schema = schema;
        this.filler = filler;
        this.statement = connection.createStatement();
        this.prefix = prefix;
    }

    /**
     * Writes a row and returns its auto-increment key, or 0 when the table has none.
     *
     * @param columns names of the columns that are given, with a blank between two
     * @param values their values, in the same order
     */
    int insert(String tableName, String columns, @Nullable Object... values) {
        ShopTable table = schema.table(tableName);
        return write(table, named(table, columns, values));
    }

    /** Pairs names with values; refuses a column that the table does not have. */
    static Map<String, @Nullable Object> named(ShopTable table, String columns, @Nullable Object... values) {
        String[] names = columns.split(" ");
        if (names.length != values.length) {
            throw new IllegalArgumentException(
                    table.name() + ": " + names.length + " columns but " + values.length + " values");
        }
        var named = new HashMap<String, @Nullable Object>();
        for (int i = 0; i < names.length; i++) {
            if (table.column(names[i]).isEmpty()) {
                throw new IllegalArgumentException(table.name() + " has no column " + names[i]);
            }
            named.put(names[i], values[i]);
        }
        return named;
    }

    private int write(ShopTable table, Map<String, @Nullable Object> named) {
        StringBuilder sql = buffers.computeIfAbsent(table.name(), name -> new StringBuilder());
        if (sql.isEmpty()) {
            sql.append("INSERT INTO ")
                    .append(SchemaSql.quote(prefix + table.name()))
                    .append(" VALUES ");
        } else {
            sql.append(",\n");
        }
        int id = 0;
        char separator = '(';
        for (ShopColumn column : table.columns()) {
            sql.append(separator);
            separator = ',';
            if (column.autoIncrement()) {
                id = id(table.name(), named.get(column.name()));
                sql.append(id);
            } else {
                boolean given = named.containsKey(column.name());
                SqlLiterals.append(sql, given ? named.get(column.name()) : filler.value(table, column));
            }
        }
        sql.append(')');
        counts.merge(table.name(), 1L, Long::sum);
        if (sql.length() > STATEMENT_CHARACTERS) {
            flush(sql);
        }
        return id;
    }

    private int id(String table, @Nullable Object given) {
        if (given instanceof Number number) {
            lastIds.merge(table, number.intValue(), Math::max);
            return number.intValue();
        }
        return lastIds.merge(table, 1, Integer::sum);
    }

    private void flush(StringBuilder sql) {
        try {
            statement.execute(sql.toString());
        } catch (SQLException e) {
            throw new IllegalStateException(
                    "The sample shop cannot be loaded: " + sql.substring(0, Math.min(80, sql.length())), e);
        }
        sql.setLength(0);
    }

    /** Writes what is still buffered and tells the rows written by table. */
    Map<String, Long> finish() {
        buffers.values().stream().filter(sql -> !sql.isEmpty()).forEach(this::flush);
        return Map.copyOf(counts);
    }
}
