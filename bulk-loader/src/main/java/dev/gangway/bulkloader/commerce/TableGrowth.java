package dev.gangway.bulkloader.commerce;

import dev.gangway.core.schema.Column;
import dev.gangway.core.schema.ColumnKind;
import dev.gangway.core.schema.Table;
import dev.gangway.mysql.connect.Identifiers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Gives a target table every column of a source table, as the source describes it. The target's other columns, keys and
 * references stay. Text takes the target's character set. Pure: makes statements, runs none.
 */
final class TableGrowth {
    private final Table source;
    private final Table target;

    TableGrowth(Table source, Table target) {
        this.source = source;
        this.target = target;
    }

    /** The changes of columns, to be put after {@code ALTER TABLE}; empty when the target has all columns as they must be. */
    Optional<String> changes() {
        var changes = new ArrayList<String>();
        for (Column column : source.columns()) {
            Optional<Column> known = target.column(column.name());
            if (known.isEmpty()) {
                changes.add("ADD COLUMN " + definition(column));
            } else if (!same(column, known.get())) {
                changes.add("MODIFY COLUMN " + definition(column));
            }
        }
        return changes.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", changes));
    }

    /** Columns of the source that the target lacks. */
    List<String> missing() {
        return source.columnNames().stream()
                .filter(name -> !target.hasColumn(name))
                .toList();
    }

    /** Servers print whole numbers with or without a width, which means nothing, and the current time in several ways. */
    private static boolean same(Column a, Column b) {
        return plainType(a).equals(plainType(b))
                && a.nullable() == b.nullable()
                && a.autoIncrement() == b.autoIncrement()
                && defaultOf(a).equals(defaultOf(b));
    }

    private static String plainType(Column column) {
        String type = column.type().toLowerCase(Locale.ROOT);
        return column.kind() == ColumnKind.INTEGER ? type.replaceAll("\\(\\d+\\)", "") : type;
    }

    private static String definition(Column column) {
        return Identifiers.quote(column.name()) + " " + column.type() + (column.nullable() ? " NULL" : " NOT NULL")
                + defaultOf(column) + (column.autoIncrement() ? " AUTO_INCREMENT" : "");
    }

    private static String defaultOf(Column column) {
        String value = column.defaultValue();
        if (value == null) {
            return "";
        }
        if (value.toLowerCase(Locale.ROOT).startsWith("current_timestamp")) {
            return " DEFAULT " + now(value);
        }
        boolean bits = column.kind() == ColumnKind.BIT && value.startsWith("b'");
        return " DEFAULT " + (bits ? value : Identifiers.literal(value));
    }

    private static String now(String value) {
        int open = value.indexOf('(');
        String digits = open < 0 ? "" : value.substring(open + 1, value.indexOf(')', open));
        return digits.isBlank() ? "CURRENT_TIMESTAMP" : "CURRENT_TIMESTAMP(" + digits + ")";
    }
}
