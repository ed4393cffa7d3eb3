package dev.gangway.app.wiring;

import dev.gangway.core.schema.Column;
import dev.gangway.core.schema.ForeignKey;
import dev.gangway.core.schema.Schema;
import dev.gangway.core.schema.Table;
import dev.gangway.core.schema.UniqueKey;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Spells the source's columns as the target does. Servers compare names of columns without regard to case, and a statement such
 * as {@code MODIFY COLUMN Meta_Keywords} leaves a column in other letters that is still the same.
 */
final class SourceSpelling {
    private final Set<String> targetNames = new HashSet<>();

    SourceSpelling(Schema target) {
        target.tables().forEach(table -> targetNames.addAll(table.columnNames()));
    }

    Schema of(Schema source) {
        return new Schema(source.tables().stream().map(this::of).toList());
    }

    private Table of(Table table) {
        if (table.columnNames().stream().allMatch(name -> spelled(name).equals(name))) {
            return table;
        }
        UnaryOperator<List<String>> all =
                names -> names.stream().map(this::spelled).toList();
        return new Table(
                table.name(),
                table.columns().stream().map(this::of).toList(),
                all.apply(table.primaryKey()),
                table.uniqueKeys().stream()
                        .map(key -> new UniqueKey(key.name(), all.apply(key.columns())))
                        .toList(),
                table.foreignKeys().stream()
                        .map(key -> new ForeignKey(
                                key.name(),
                                all.apply(key.columns()),
                                key.referencedTable(),
                                all.apply(key.referencedColumns()),
                                key.onDelete(),
                                key.onUpdate()))
                        .toList(),
                table.engine(),
                table.view(),
                table.rowEstimate());
    }

    private Column of(Column column) {
        return new Column(
                spelled(column.name()),
                column.type(),
                column.nullable(),
                column.defaultValue(),
                column.autoIncrement(),
                column.generated(),
                column.charset());
    }

    private String spelled(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return targetNames.contains(name) || !targetNames.contains(lower) ? name : lower;
    }
}
