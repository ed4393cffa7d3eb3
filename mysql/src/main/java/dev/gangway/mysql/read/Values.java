package dev.gangway.mysql.read;

import dev.gangway.core.schema.Column;
import dev.gangway.core.schema.ColumnKind;
import dev.gangway.core.schema.Table;
import dev.gangway.mysql.connect.Identifiers;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads columns in the canonical forms of {@link ColumnKind}, from the bytes the server sent. */
public final class Values {

    private Values() {}

    /** The SELECT list for these columns: FLOAT is widened by the server, because its own text form is rounded. */
    public static String selectList(List<Column> columns) {
        return columns.stream().map(Values::expression).collect(Collectors.joining(", "));
    }

    private static String expression(Column column) {
        String name = Identifiers.quote(column.name());
        return column.baseType().equals("float") ? name + " + 0e0" : name;
    }

    /** The kinds of a table's columns, in table order. */
    public static ColumnKind[] kinds(Table table) {
        return table.columns().stream().map(Column::kind).toArray(ColumnKind[]::new);
    }

    /** The value of a column of a text-protocol result. */
    public static @Nullable Object read(ResultSet rows, int index, ColumnKind kind) throws SQLException {
        byte[] bytes = rows.getBytes(index);
        if (bytes == null) {
            return null;
        }
        return switch (kind) {
            case BINARY, BIT -> bytes;
            case TEXT -> new String(bytes, StandardCharsets.UTF_8);
            case FLOATING -> Double.toString(Double.parseDouble(new String(bytes, StandardCharsets.ISO_8859_1)));
            case INTEGER, DECIMAL, TEMPORAL -> new String(bytes, StandardCharsets.ISO_8859_1);
        };
    }
}
