package dev.gangway.cdc.debezium;

import dev.gangway.cdc.structure.ColumnShape;
import dev.gangway.cdc.structure.TableShape;
import io.debezium.relational.Column;
import io.debezium.relational.Table;
import java.util.Locale;
import java.util.stream.Collectors;

/** Describes Debezium's tables in our words. */
final class Shapes {
    private Shapes() {}

    static TableShape of(Table table, boolean versioned) {
        return new TableShape(
                table.columns().stream().map(Shapes::column).toList(), table.primaryKeyColumnNames(), versioned);
    }

    private static ColumnShape column(Column column) {
        String charset = column.charsetName() == null ? "" : column.charsetName();
        return new ColumnShape(column.name(), type(column), column.isOptional(), charset);
    }

    private static String type(Column column) {
        String base = ExactValues.typeName(column).toLowerCase(Locale.ROOT);
        String rest = column.typeName().substring(base.length()).toLowerCase(Locale.ROOT);
        if (!column.enumValues().isEmpty()) {
            String labels = column.enumValues().stream()
                    .map(label -> "'" + ExactValues.unquoted(label).replace("'", "''") + "'")
                    .collect(Collectors.joining(","));
            return base + "(" + labels + ")" + rest;
        }
        if (column.length() < 0) {
            return base + rest;
        }
        String scale = column.scale().map(s -> "," + s).orElse("");
        return base + "(" + column.length() + scale + ")" + rest;
    }
}
