package dev.gangway.mysql.write;

import dev.gangway.core.row.Layout;
import dev.gangway.core.row.Row;
import dev.gangway.core.schema.Column;
import dev.gangway.core.schema.Table;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Gives NOT NULL columns the type's implicit default where a row holds NULL, as the server does for inserts of several rows
 * but not for an insert of one: without this a row's fate would depend on how rows are batched. NULL for an auto-increment
 * column stays and draws a number; NULL for a TIMESTAMP becomes the current time.
 */
public final class NullCoercion {
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

    private final Clock clock;

    public NullCoercion(Clock clock) {
        this.clock = clock;
    }

    /** Changes the rows in place and counts each value that was NULL. */
    void apply(Table table, List<Row> rows, WriteLosses losses) {
        apply(
                table,
                rows,
                (column, row) -> losses.add(new Loss(table.name(), column, Loss.Kind.NULL_REPLACED), table, row));
    }

    /** Changes the rows in place and names each column whose NULL was replaced, once per row. */
    public void apply(Table table, List<Row> rows, Consumer<String> coerced) {
        apply(table, rows, (column, row) -> coerced.accept(column));
    }

    private void apply(Table table, List<Row> rows, BiConsumer<String, Row> coerced) {
        for (Column column : table.columns()) {
            if (column.nullable() || column.autoIncrement() || column.generated()) {
                continue;
            }
            Layout layout = null;
            int index = -1;
            for (Row row : rows) {
                if (row.layout() != layout) {
                    layout = row.layout();
                    index = layout.indexOf(column.name());
                }
                if (index >= 0 && row.isSet(index) && row.get(index) == null) {
                    row.set(index, implicitDefault(column));
                    coerced.accept(column.name(), row);
                }
            }
        }
    }

    private @Nullable Object implicitDefault(Column column) {
        return switch (column.kind()) {
            case INTEGER, DECIMAL, FLOATING -> "0";
            case TEMPORAL -> temporal(column.baseType());
            case BINARY -> new byte[0];
            case BIT -> new byte[] {0};
            case TEXT -> text(column);
        };
    }

    private String temporal(String type) {
        return switch (type) {
            case "date" -> "0000-00-00";
            case "time" -> "00:00:00";
            case "timestamp" ->
                LocalDateTime.now(clock.withZone(ZoneOffset.UTC)).format(SECONDS);
            default -> "0000-00-00 00:00:00";
        };
    }

    private static String text(Column column) {
        return switch (column.baseType()) {
            case "enum" -> firstMember(column.type());
            case "json" -> "null";
            default -> "";
        };
    }

    private static String firstMember(String type) {
        int start = type.indexOf('\'') + 1;
        var out = new StringBuilder();
        for (int i = start; i < type.length(); i++) {
            char c = type.charAt(i);
            if (c == '\'' && i + 1 < type.length() && type.charAt(i + 1) == '\'') {
                i++;
            } else if (c == '\'') {
                break;
            }
            out.append(c);
        }
        return out.toString();
    }
}
