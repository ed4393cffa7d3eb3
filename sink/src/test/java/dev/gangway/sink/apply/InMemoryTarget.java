package dev.gangway.sink.apply;

import dev.gangway.core.change.TargetOperation.Cascade;
import dev.gangway.core.change.TargetOperation.Edge;
import dev.gangway.core.row.Layout;
import dev.gangway.core.row.Row;
import dev.gangway.core.schema.Schema;
import dev.gangway.core.schema.Table;
import dev.gangway.core.schema.UniqueKey;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Predicate;

/** A target in memory that keeps unique values and refuses what a test says; it remembers in which order it was written. */
final class InMemoryTarget implements TargetAccess {
    private static final int CHECK_VIOLATED = 3819;
    private static final int DUPLICATE = 1062;

    final List<String> writes = new ArrayList<>();
    private Map<String, List<Row>> rows = new TreeMap<>();
    private Predicate<Row> refused = row -> false;

    InMemoryTarget(Schema schema) {
        schema.tables().forEach(table -> rows.put(table.name(), new ArrayList<>()));
    }

    /** Rows with this value are refused from now on. */
    void refuses(String value) {
        refused = row -> row.layout().fields().stream().anyMatch(field -> value.equals(row.get(field)));
    }

    void refusesNothing() {
        refused = row -> false;
    }

    /** The table's rows in order of their keys, values joined by blanks; what is not set is a dash. */
    List<String> rows(String table) {
        return of(table).stream().map(InMemoryTarget::text).sorted().toList();
    }

    private static String text(Row row) {
        return String.join(
                " ",
                row.layout().fields().stream()
                        .map(field -> row.isSet(field) ? String.valueOf(row.get(field)) : "-")
                        .toList());
    }

    private List<Row> of(String table) {
        return Objects.requireNonNull(rows.get(table), table);
    }

    @Override
    public void upsert(Table table, List<String> key, List<Row> added) throws SQLException {
        refuse(added);
        for (Row row : added) {
            Row existing = of(table.name()).stream()
                    .filter(other -> RowKey.of(other, key).equals(RowKey.of(row, key)))
                    .findFirst()
                    .orElse(null);
            if (existing == null) {
                insert(table, row);
            } else {
                row.layout().fields().stream().filter(row::isSet).forEach(field -> existing.set(field, row.get(field)));
                requireUnique(table, existing);
            }
            writes.add("write " + table.name() + " " + row.get("id"));
        }
    }

    @Override
    public void insert(Table table, List<Row> added) throws SQLException {
        refuse(added);
        for (Row row : added) {
            insert(table, row);
            writes.add("write " + table.name() + " " + row.get("id"));
        }
    }

    private void refuse(List<Row> added) throws SQLException {
        if (added.stream().anyMatch(refused)) {
            throw new SQLException("Check constraint is violated", "HY000", CHECK_VIOLATED);
        }
    }

    private void insert(Table table, Row row) throws SQLException {
        of(table.name()).add(row.copy());
        requireUnique(table, row);
    }

    private void requireUnique(Table table, Row row) throws SQLException {
        for (UniqueKey key : table.uniqueKeys()) {
            long same = of(table.name()).stream()
                    .filter(other -> isSet(other, key.columns()))
                    .filter(other -> RowKey.of(other, key.columns()).equals(RowKey.of(row, key.columns())))
                    .count();
            if (same > 1) {
                throw new SQLException("Duplicate entry", "23000", DUPLICATE);
            }
        }
    }

    private static boolean isSet(Row row, List<String> columns) {
        return columns.stream().allMatch(column -> row.get(column) != null);
    }

    @Override
    public void delete(Table table, List<Row> keys) {
        for (Row key : keys) {
            List<String> fields =
                    key.layout().fields().stream().filter(key::isSet).toList();
            of(table.name()).removeIf(row -> RowKey.of(row, fields).equals(RowKey.of(key, fields)));
            writes.add("delete " + table.name() + " " + key.get("id"));
        }
    }

    @Override
    public void clear(Table table) {
        of(table.name()).clear();
        writes.add("clear " + table.name());
    }

    @Override
    public void cascade(Cascade cascade) {
        Predicate<Row> hit = row -> cascade.oldValue().equals(row.get(cascade.column()));
        if (cascade.action() == Cascade.Action.DELETE) {
            remove(cascade.table(), hit, cascade.children());
        } else {
            of(cascade.table()).stream().filter(hit).forEach(row -> row.set(cascade.column(), cascade.newValue()));
        }
        writes.add("cascade " + cascade.table());
    }

    private void remove(String table, Predicate<Row> hit, List<Edge> children) {
        for (Row row : of(table).stream().filter(hit).toList()) {
            for (Edge edge : children) {
                Predicate<Row> child = other -> Objects.equals(other.get(edge.column()), row.get(edge.parentColumn()));
                if (edge.action() == Cascade.Action.DELETE) {
                    remove(edge.table(), child, edge.children());
                } else {
                    of(edge.table()).stream().filter(child).forEach(other -> other.set(edge.column(), null));
                }
            }
        }
        of(table).removeIf(hit);
    }

    @Override
    public long count(Table table, List<Row> keys) {
        return find(table, table.primaryKey(), keys).size();
    }

    @Override
    public List<UniqueConflicts.Holder> holders(Table table, List<String> key, List<Row> wanted) {
        var holders = new ArrayList<UniqueConflicts.Holder>();
        for (UniqueKey index : UniqueConflicts.others(table, key)) {
            for (Row row : of(table.name())) {
                boolean hit = wanted.stream()
                        .filter(other -> isSet(other, index.columns()))
                        .anyMatch(other -> RowKey.of(other, index.columns()).equals(RowKey.of(row, index.columns())));
                if (hit) {
                    holders.add(new UniqueConflicts.Holder(
                            RowKey.of(row, key), only(row, key), index, RowKey.of(row, index.columns())));
                }
            }
        }
        return holders;
    }

    private static Row only(Row row, List<String> fields) {
        var result = new Row(new Layout(row.document(), fields));
        fields.forEach(field -> result.set(field, row.get(field)));
        return result;
    }

    @Override
    public Map<RowKey, Row> find(Table table, List<String> key, List<Row> keyRows) {
        Map<RowKey, Row> found = new HashMap<>();
        for (Row wanted : keyRows) {
            of(table.name()).stream()
                    .filter(row -> RowKey.of(row, key).equals(RowKey.of(wanted, key)))
                    .forEach(row -> found.put(RowKey.of(row, key), row.copy()));
        }
        return found;
    }

    @Override
    public void touch(Table table, List<Row> keys) {
        // nothing is computed from these rows
    }

    @Override
    public void wrote(Table table, List<Row> written) {
        // nothing is computed from these rows
    }

    @Override
    public boolean isDerivedAmong(String table) {
        return false;
    }

    @Override
    public Mark mark() {
        Map<String, List<Row>> before = new TreeMap<>();
        rows.forEach((table, all) ->
                before.put(table, new ArrayList<>(all.stream().map(Row::copy).toList())));
        int written = writes.size();
        return new Mark() {
            @Override
            public void keep() {
                // what was written stays
            }

            @Override
            public void undo() {
                rows = before;
                writes.subList(written, writes.size()).clear();
            }
        };
    }
}
