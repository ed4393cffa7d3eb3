package dev.gangway.proof.row;

import dev.gangway.core.row.Row;
import dev.gangway.core.schema.Column;
import dev.gangway.core.schema.ColumnKind;
import dev.gangway.core.schema.Table;
import dev.gangway.mysql.connect.Identifiers;
import dev.gangway.mysql.write.SqlValues;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One order of keys that both servers and this program agree on whatever the collations are: numbers by value, everything else by
 * the bytes of its UTF-8 text, NULL first. Also the conditions by which rows are found in that order. Immutable.
 */
public final class KeyOrder implements Comparator<Row> {
    private final List<Column> columns;
    private final List<String> fields;

    public KeyOrder(Table table, List<String> key) {
        this.columns =
                key.stream().map(name -> table.column(name).orElseThrow()).toList();
        this.fields = List.copyOf(key);
    }

    /** True when both servers can sort by these columns as this program does. */
    public static boolean isPossible(Table table, List<String> key) {
        return !key.isEmpty()
                && key.stream()
                        .map(name -> table.column(name).orElseThrow().kind())
                        .noneMatch(kind -> kind == ColumnKind.FLOATING || kind == ColumnKind.BIT);
    }

    /** The key's columns. */
    public List<String> fields() {
        return fields;
    }

    /** {@code ORDER BY} for a query of the table. */
    public String orderBy() {
        return columns.stream().map(KeyOrder::expression).collect(Collectors.joining(", ", " ORDER BY ", ""));
    }

    private static String expression(Column column) {
        String name = Identifiers.quote(column.name());
        return column.kind() == ColumnKind.TEXT ? "CAST(CONVERT(" + name + " USING utf8mb4) AS BINARY)" : name;
    }

    /** A condition for keys behind the first and up to the second; an empty key is an open end. */
    public String between(List<Object> after, List<Object> upTo) {
        var parts = new ArrayList<String>();
        if (!after.isEmpty()) {
            parts.add(beyond(after, ">", false));
        }
        if (!upTo.isEmpty()) {
            parts.add(beyond(upTo, "<", true));
        }
        return parts.isEmpty() ? "TRUE" : String.join(" AND ", parts);
    }

    private String beyond(List<Object> bound, String operator, boolean orEqual) {
        int last = columns.size() - 1;
        var ways = new ArrayList<String>();
        for (int i = 0; i <= last; i++) {
            var way = new ArrayList<String>();
            for (int j = 0; j < i; j++) {
                way.add(compared(j, "=", bound.get(j)));
            }
            way.add(compared(i, i == last && orEqual ? operator + "=" : operator, bound.get(i)));
            ways.add("(" + String.join(" AND ", way) + ")");
        }
        String any = "(" + String.join(" OR ", ways) + ")";
        return last == 0 ? any : compared(0, operator + "=", bound.get(0)) + " AND " + any;
    }

    private String compared(int i, String operator, Object value) {
        Column column = columns.get(i);
        return expression(column) + " " + operator + " " + literal(column, value);
    }

    private static String literal(Column column, Object value) {
        var out = new StringBuilder();
        SqlValues.append(out, column.kind(), value);
        return column.kind() == ColumnKind.TEXT ? "CAST(" + out + " AS BINARY)" : out.toString();
    }

    /** A condition for exactly these keys, which the server answers from its index. */
    public String in(Collection<List<Object>> keys) {
        if (columns.size() == 1) {
            Column column = columns.get(0);
            return keys.stream()
                    .map(key -> plain(column, key.get(0)))
                    .collect(Collectors.joining(", ", Identifiers.quote(column.name()) + " IN (", ")"));
        }
        return keys.stream().map(this::isKey).collect(Collectors.joining(" OR ", "(", ")"));
    }

    private String isKey(List<Object> key) {
        var parts = new ArrayList<String>();
        for (int i = 0; i < columns.size(); i++) {
            parts.add(Identifiers.quote(columns.get(i).name()) + " = " + plain(columns.get(i), key.get(i)));
        }
        return "(" + String.join(" AND ", parts) + ")";
    }

    private static String plain(Column column, Object value) {
        var out = new StringBuilder();
        SqlValues.append(out, column.kind(), value);
        return out.toString();
    }

    /** The key of a row; NULL stands as an empty text. */
    public List<Object> of(Row row) {
        var key = new ArrayList<Object>(fields.size());
        for (String field : fields) {
            Object value = row.get(field);
            key.add(value == null ? "" : value);
        }
        return key;
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
            case INTEGER -> integers(a.toString(), b.toString());
            case DECIMAL -> new BigDecimal(a.toString()).compareTo(new BigDecimal(b.toString()));
            default -> Arrays.compareUnsigned(bytes(a), bytes(b));
        };
    }

    /** Compares two keys of whole numbers, whatever the columns are called on each side. */
    public static int compareNumbers(List<Object> a, List<Object> b) {
        int order = 0;
        for (int i = 0; i < a.size() && order == 0; i++) {
            order = integers(a.get(i).toString(), b.get(i).toString());
        }
        return order;
    }

    private static int integers(String a, String b) {
        if (a.length() < 18 && b.length() < 18) {
            return Long.compare(Long.parseLong(a), Long.parseLong(b));
        }
        return new BigInteger(a).compareTo(new BigInteger(b));
    }

    private static byte[] bytes(Object value) {
        return value instanceof byte[] raw ? raw : value.toString().getBytes(StandardCharsets.UTF_8);
    }
}
