package dev.gangway.events;

import dev.gangway.core.change.RowChange;
import dev.gangway.core.row.Row;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Where changes of one table go: the domain, and the columns whose values choose the partition.
 *
 * @param aggregate what {@code columns} identify, such as {@code order}; equal for all tables of the aggregate
 * @param columns empty when the aggregate's id is not in the row
 * @param ownKey the columns that identify the row itself, used when the aggregate's id is missing or NULL
 */
public record Route(String table, Domain domain, String aggregate, List<String> columns, List<String> ownKey) {

    public Route {
        columns = List.copyOf(columns);
        ownKey = List.copyOf(ownKey);
    }

    /**
     * The record key: a small JSON object such as {@code {"order":"17"}}, equal for rows of one aggregate. The new row
     * decides when there is one, else the old; TRUNCATE has the table's name alone.
     */
    public String key(RowChange change) {
        Row row = change.after() != null ? change.after() : change.before();
        if (row == null) {
            return object(table, "null");
        }
        if (isComplete(row, columns)) {
            return object(aggregate, values(row, columns));
        }
        return object(table, isComplete(row, ownKey) ? values(row, ownKey) : "null");
    }

    private static boolean isComplete(Row row, List<String> columns) {
        return !columns.isEmpty() && columns.stream().allMatch(c -> row.get(c) != null);
    }

    private static String values(Row row, List<String> columns) {
        if (columns.size() == 1) {
            return quoted(row.get(columns.get(0)));
        }
        return columns.stream().map(c -> quoted(row.get(c))).collect(Collectors.joining(",", "[", "]"));
    }

    private static String object(String name, String value) {
        return "{" + quoted(name) + ":" + value + "}";
    }

    private static String quoted(@Nullable Object value) {
        String text = value instanceof byte[] bytes ? "0x" + HexFormat.of().formatHex(bytes) : String.valueOf(value);
        var out = new StringBuilder("\"");
        text.chars().forEach(c -> {
            if (c == '"' || c == '\\') {
                out.append('\\').append((char) c);
            } else if (c < 0x20) {
                out.append(String.format("\\u%04x", c));
            } else {
                out.append((char) c);
            }
        });
        return out.append('"').toString();
    }
}
