package dev.gangway.cdc.debezium;

import io.debezium.relational.Column;
import io.debezium.relational.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Tells what a statement did to a table: added columns can be lived with, anything else that touches columns cannot. */
final class StructureChange {

    private StructureChange() {}

    /** What was lost or altered, as phrases for a person; empty when every earlier column is as it was. */
    static List<String> broken(Table before, @Nullable Table after) {
        if (after == null) {
            return List.of("the table was dropped or renamed");
        }
        var changes = new ArrayList<String>();
        for (Column old : before.columns()) {
            Column now = after.columnWithName(old.name());
            if (now == null) {
                changes.add("column `" + old.name() + "` was dropped or renamed");
            } else if (!sameType(old, now)) {
                changes.add("column `" + old.name() + "` changed from " + type(old) + " to " + type(now));
            }
        }
        if (!before.primaryKeyColumnNames().equals(after.primaryKeyColumnNames())) {
            changes.add("the primary key changed from (" + String.join(", ", before.primaryKeyColumnNames()) + ") to ("
                    + String.join(", ", after.primaryKeyColumnNames()) + ")");
        }
        return changes;
    }

    static List<String> tolerated(Table before, Table after) {
        return after.columns().stream()
                .filter(column -> before.columnWithName(column.name()) == null)
                .map(column -> "column `" + column.name() + "` was added")
                .toList();
    }

    private static boolean sameType(Column old, Column now) {
        return old.typeName().equalsIgnoreCase(now.typeName())
                && old.length() == now.length()
                && old.scale().equals(now.scale())
                && Objects.equals(old.charsetName(), now.charsetName())
                && Objects.equals(old.enumValues(), now.enumValues());
    }

    private static String type(Column column) {
        StringBuilder text = new StringBuilder(column.typeName());
        if (column.length() >= 0) {
            text.append('(').append(column.length());
            column.scale().ifPresent(scale -> text.append(',').append(scale));
            text.append(')');
        }
        if (!column.enumValues().isEmpty()) {
            text.append(" with ").append(column.enumValues().size()).append(" labels");
        }
        return column.charsetName() == null ? text.toString() : text + " " + column.charsetName();
    }
}
