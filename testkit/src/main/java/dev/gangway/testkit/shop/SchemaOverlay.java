package dev.gangway.testkit.shop;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Makes the tables of a commerce edition out of those of the open source edition. An overlay file holds further tables in the
 * usual format, and lines at the margin that change tables of the base; the overlay's own head explains them.
 */
final class SchemaOverlay {
    private static final String ROW_ID = "row_id";

    private final Map<String, ShopTable> tables = new LinkedHashMap<>();

    private SchemaOverlay(ShopSchema base) {
        base.tables().forEach(table -> tables.put(table.name(), table));
    }

    static ShopSchema apply(ShopSchema base, String file, List<String> lines) {
        var overlay = new SchemaOverlay(base);
        Set<String> extended = new LinkedHashSet<>();
        List<String> plain = new ArrayList<>();
        List<List<String>> copies = new ArrayList<>();
        for (String line : lines) {
            List<String> words = List.of(line.strip().split("\\s+"));
            switch (words.get(0)) {
                case "stage" -> overlay.stage(words.get(1), words.get(2));
                case "hang" -> overlay.hang(words.get(1), words.get(2));
                case "copy" -> copies.add(words);
                case "extend" -> {
                    extended.add(words.get(1));
                    plain.add(words.get(1));
                }
                default -> plain.add(line);
            }
        }
        for (ShopTable table : new SchemaFactsReader(file).read(plain).tables()) {
            overlay.tables.put(table.name(), extended.contains(table.name()) ? overlay.extended(table) : table);
        }
        copies.forEach(words -> overlay.copy(words.get(1), words.get(2)));
        return new ShopSchema(List.copyOf(overlay.tables.values()));
    }

    private ShopTable table(String name) {
        ShopTable table = tables.get(name);
        if (table == null) {
            throw new IllegalStateException("The base has no table " + name);
        }
        return table;
    }

    /** An entity gets versions: the row's own key is row_id, the entity's key may occur several times. */
    private void stage(String name, String key) {
        ShopTable table = table(name);
        List<ShopColumn> columns = new ArrayList<>();
        for (ShopColumn column : table.columns()) {
            columns.add(
                    column.name().equals(key)
                            ? new ShopColumn(key, column.type(), column.unsigned(), false, false, false, "0")
                            : column);
        }
        columns.add(new ShopColumn("created_in", "bigint", true, false, false, false, "1"));
        columns.add(new ShopColumn("updated_in", "bigint", true, false, false, false, "2147483647"));
        columns.add(new ShopColumn(ROW_ID, "int", true, false, true, false, null));
        List<List<String>> indexes = new ArrayList<>(table.indexes());
        indexes.add(List.of(key));
        put(table, name, columns, new Keys(List.of(ROW_ID), table.uniqueKeys(), indexes, table.references()));
    }

    /** Rows hang on the version of their entity. */
    private void hang(String name, String key) {
        ShopTable table = table(name);
        List<ShopColumn> columns = table.columns().stream()
                .map(c -> c.name().equals(key) ? renamed(c) : c)
                .toList();
        List<ShopTable.Reference> references = table.references().stream()
                .map(r -> r.column().equals(key)
                        ? new ShopTable.Reference(ROW_ID, r.parentTable(), ROW_ID, r.onDelete(), r.cascadesUpdates())
                        : r)
                .toList();
        var keys = new Keys(
                renamed(table.primaryKey(), key),
                table.uniqueKeys().stream().map(list -> renamed(list, key)).toList(),
                table.indexes().stream().map(list -> renamed(list, key)).toList(),
                references);
        put(table, name, columns, keys);
    }

    private static ShopColumn renamed(ShopColumn c) {
        return new ShopColumn(ROW_ID, "int", true, c.nullable(), c.autoIncrement(), c.onUpdateNow(), c.defaultValue());
    }

    private static List<String> renamed(List<String> names, String key) {
        return names.stream().map(name -> name.equals(key) ? ROW_ID : name).toList();
    }

    private ShopTable extended(ShopTable more) {
        ShopTable table = table(more.name());
        List<ShopColumn> columns = new ArrayList<>(table.columns());
        columns.addAll(more.columns());
        put(table, table.name(), columns, Keys.of(table));
        return table(more.name());
    }

    private void copy(String name, String from) {
        ShopTable table = table(from);
        put(table, name, table.columns(), new Keys(table.primaryKey(), table.uniqueKeys(), table.indexes(), List.of()));
    }

    /** What a table has beside its columns. */
    private record Keys(
            List<String> primary,
            List<List<String>> unique,
            List<List<String>> indexes,
            List<ShopTable.Reference> references) {
        static Keys of(ShopTable table) {
            return new Keys(table.primaryKey(), table.uniqueKeys(), table.indexes(), table.references());
        }
    }

    private void put(ShopTable table, String name, List<ShopColumn> columns, Keys keys) {
        String counterpart = table.name().equals(name) ? table.counterpart() : name;
        tables.put(
                name,
                new ShopTable(
                        name,
                        table.domain(),
                        counterpart,
                        table.charset(),
                        columns,
                        keys.primary(),
                        keys.unique(),
                        keys.indexes(),
                        keys.references()));
    }
}
