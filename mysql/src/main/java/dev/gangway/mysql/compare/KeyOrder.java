package dev.gangway.mysql.compare;

import dev.gangway.core.row.Row;
import dev.gangway.core.schema.Column;
import dev.gangway.core.schema.Table;
import dev.gangway.mysql.connect.Identifiers;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One order of keys that both servers and this program agree on whatever the collations are: integers by value, everything else by
 * the bytes of its UTF-8 text. Immutable.
 */
final class KeyOrder implements Comparator<Row> {
    private final List<Column> columns;
    private final List<String> fields;

    /** {@code fields} are the names under which rows have the key's values, in the order of {@code key}. */
    KeyOrder(Table table, List<String> key, List<String> fields) {
        this.columns =
                key.stream().map(name -> table.column(name).orElseThrow()).toList();
        this.fields = List.copyOf(fields);
    }

    /** {@code ORDER BY} for a query of the table that the columns belong to. */
    String sql() {
        return columns.stream().map(KeyOrder::expression).collect(Collectors.joining(", ", " ORDER BY ", ""));
    }

    private static String expression(Column column) {
        String name = Identifiers.quote(column.name());
        return switch (column.kind()) {
            case TEXT -> "CAST(CONVERT(" + name + " USING utf8mb4) AS BINARY)";
            default -> name;
        };
    }

    @Override
    public int compare(Row a, Row b) {
        for (int i = 0; i < fields.size(); i++) {
            int order = compare(columns.get(i), a.get(fields.get(i)), b.get(fields.get(i)));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    private static int compare(Column column, @Nullable Object a, @Nullable Object b) {
        if (a == null || b == null) {
            return a == b ? 0 : a == null ? -1 : 1;
        }
        return switch (column.kind()) {
            case INTEGER -> new BigInteger(a.toString()).compareTo(new BigInteger(b.toString()));
            case DECIMAL -> new java.math.BigDecimal(a.toString()).compareTo(new java.math.BigDecimal(b.toString()));
            default -> Arrays.compareUnsigned(bytes(a), bytes(b));
        };
    }

    private static byte[] bytes(Object value) {
        return value instanceof byte[] raw ? raw : value.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** The key for people. */
    String describe(Row row) {
        return fields.stream().map(field -> field + "=" + row.text(field)).collect(Collectors.joining(" "));
    }
}
