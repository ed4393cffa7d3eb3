package dev.gangway.sink.apply;

import dev.gangway.core.change.MappedChange;
import dev.gangway.core.change.SourceKey;
import dev.gangway.core.change.TargetOperation;
import dev.gangway.core.change.TargetOperation.Delete;
import dev.gangway.core.change.TargetOperation.Upsert;
import dev.gangway.core.row.Layout;
import dev.gangway.core.row.Row;
import dev.gangway.core.schema.ForeignKey;
import dev.gangway.core.schema.Schema;
import dev.gangway.core.schema.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Names rows of the target by table and key, so that rows that are written and rows that others refer to can be compared as
 * text. A row has the name of its key and one for each set of columns by which foreign keys refer to it. Immutable.
 */
final class RowNames {
    private final Map<String, Layout> layouts = new HashMap<>();
    private final Map<String, List<ForeignKey>> references = new HashMap<>();
    private final Map<String, Set<List<String>>> referenced = new HashMap<>();

    RowNames(Schema target) {
        for (Table table : target.tables()) {
            if (!table.view()) {
                layouts.put(table.name(), Layout.of(table));
            }
        }
        for (Table table : target.tables()) {
            List<ForeignKey> keys = table.foreignKeys().stream()
                    .filter(key -> layouts.containsKey(key.referencedTable()))
                    .toList();
            references.put(table.name(), keys);
            keys.forEach(key -> referenced
                    .computeIfAbsent(key.referencedTable(), t -> new LinkedHashSet<>())
                    .add(ordered(key.referencedTable(), key.referencedColumns())));
        }
    }

    private List<String> ordered(String table, List<String> columns) {
        Layout layout = layouts.get(table);
        return layout == null
                ? columns.stream().sorted().toList()
                : columns.stream()
                        .filter(layout::has)
                        .sorted(Comparator.comparing(layout::indexOf))
                        .toList();
    }

    /** All names of the rows that a change writes or deletes, or would have. */
    List<String> of(MappedChange change) {
        var names = new LinkedHashSet<String>();
        change.operations().forEach(operation -> names.addAll(of(operation)));
        if (change.rejection() != null) {
            change.rejection().rows().forEach(row -> names.addAll(of(row)));
        }
        return List.copyOf(names);
    }

    private Set<String> of(TargetOperation operation) {
        if (operation instanceof Upsert upsert) {
            return names(upsert.table(), upsert.row(), upsert.key());
        }
        if (operation instanceof Delete delete) {
            Row key = delete.key();
            return names(
                    delete.table(),
                    key,
                    key.layout().fields().stream().filter(key::isSet).toList());
        }
        return Set.of();
    }

    private Set<String> names(String table, Row row, List<String> key) {
        var names = new LinkedHashSet<String>();
        names.add(name(table, ordered(table, key), row));
        for (List<String> columns : referenced.getOrDefault(table, Set.of())) {
            if (columns.stream().allMatch(column -> row.get(column) != null)) {
                names.add(name(table, columns, row));
            }
        }
        return names;
    }

    private static String name(String table, List<String> columns, Row row) {
        return table + " " + SourceKey.text(columns, row);
    }

    /** Names of the rows of other tables that the rows written by a change refer to; only of tables that are asked for. */
    List<String> parents(MappedChange change, Predicate<String> wanted) {
        var names = new ArrayList<String>();
        for (TargetOperation operation : change.operations()) {
            if (operation instanceof Upsert upsert) {
                for (ForeignKey key : references.getOrDefault(upsert.table(), List.of())) {
                    String parent = key.referencedTable();
                    if (wanted.test(parent) && !parent.equals(upsert.table()) && isSet(upsert.row(), key.columns())) {
                        names.add(parent(key, upsert.row()));
                    }
                }
            }
        }
        return names;
    }

    private static boolean isSet(Row row, List<String> columns) {
        return columns.stream().allMatch(column -> row.get(column) != null);
    }

    private String parent(ForeignKey key, Row child) {
        List<String> columns = ordered(key.referencedTable(), key.referencedColumns());
        var row = new Row(new Layout(key.referencedTable(), columns));
        for (int i = 0; i < columns.size(); i++) {
            int at = key.referencedColumns().indexOf(columns.get(i));
            row.set(i, child.get(key.columns().get(at)));
        }
        return name(key.referencedTable(), columns, row);
    }

    static String table(String name) {
        return name.substring(0, name.indexOf(' '));
    }
}
