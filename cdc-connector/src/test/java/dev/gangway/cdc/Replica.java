package dev.gangway.cdc;

import dev.gangway.core.change.RowChange;
import dev.gangway.core.row.Row;
import dev.gangway.core.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.NullUnmarked;

/** What the captured changes make of the tables when they are applied one after the other. */
@NullUnmarked
final class Replica {
    private final Map<String, Map<String, Row>> tables = new TreeMap<>();
    private final List<RowChange> changes = new ArrayList<>();
    private final CapturedTables captured;

    Replica(CapturedTables captured) {
        this.captured = captured;
    }

    void apply(List<RowChange> more) {
        more.forEach(this::apply);
    }

    private void apply(RowChange change) {
        changes.add(change);
        Map<String, Row> rows = tables.computeIfAbsent(change.table(), t -> new TreeMap<>());
        Table table = captured.tables().stream()
                .filter(t -> t.name().equals(change.table()))
                .findFirst()
                .orElseThrow();
        switch (change.operation()) {
            case TRUNCATE -> rows.clear();
            case DELETE -> rows.remove(key(table, change.before()));
            case CREATE, UPDATE -> {
                if (change.before() != null) {
                    rows.remove(key(table, change.before()));
                }
                rows.put(key(table, change.after()), change.after());
            }
        }
    }

    static String key(Table table, Row row) {
        return table.identity().stream().map(row::text).toList().toString();
    }

    Map<String, Row> rows(String table) {
        return tables.getOrDefault(table, Map.of());
    }

    List<RowChange> changes() {
        return changes;
    }

    List<RowChange> changes(String table) {
        return changes.stream().filter(c -> c.table().equals(table)).toList();
    }
}
