package dev.gangway.core.handler;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A declared input: rows of another source table that decide what becomes of a row. When one of them changes, the rows that had
 * used it are mapped again.
 *
 * @param table source table that is looked into, without prefix
 * @param keyColumn its column by which rows are found
 * @param valueColumns its columns that are read of them
 * @param field the field of the own row that holds the key; empty when every row may depend on any of the rows
 * @param keys the only keys that matter, when they are the same for all rows; empty when all do
 */
public record LookedUp(
        String table, String keyColumn, List<String> valueColumns, Optional<String> field, Set<String> keys) {

    public LookedUp {
        valueColumns = List.copyOf(valueColumns);
        keys = Set.copyOf(keys);
    }

    /** The row's field leads to the rows that are looked up. */
    public static LookedUp by(String field, String table, String keyColumn, String... valueColumns) {
        return new LookedUp(table, keyColumn, List.of(valueColumns), Optional.of(field), Set.of());
    }

    /** The row's field leads to the value of a single look-up. */
    public static LookedUp by(String field, Lookups.Key key) {
        return by(field, key.table(), key.keyColumn(), key.valueColumn());
    }

    /** Any change of these columns may concern every row. */
    public static LookedUp whole(String table, String keyColumn, String... valueColumns) {
        return new LookedUp(table, keyColumn, List.of(valueColumns), Optional.empty(), Set.of());
    }

    /** The same few keys decide over every row, such as paths of the configuration. */
    public static LookedUp keys(String table, String keyColumn, Collection<String> keys, String... valueColumns) {
        return new LookedUp(table, keyColumn, List.of(valueColumns), Optional.empty(), Set.copyOf(keys));
    }

    /** All columns that are read, the key first. */
    public List<String> columns() {
        var columns = new ArrayList<String>();
        columns.add(keyColumn);
        valueColumns.stream().filter(column -> !column.equals(keyColumn)).forEach(columns::add);
        return columns;
    }

    /** For people: {@code core_store.website_id by store_id}. */
    public String text() {
        String read = table + "." + String.join("+", valueColumns);
        if (!keys.isEmpty()) {
            return read + " of " + String.join(", ", new TreeSet<>(keys));
        }
        return field.map(own -> read + " by " + (own.equals(keyColumn) ? own : own + "=" + keyColumn))
                .orElse(read);
    }
}
