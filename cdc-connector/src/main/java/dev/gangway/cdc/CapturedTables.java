package dev.gangway.cdc;

import dev.gangway.core.row.Layout;
import dev.gangway.core.schema.ForeignKey;
import dev.gangway.core.schema.Table;
import dev.gangway.mysql.connect.Database;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The tables whose changes are captured, found by the name they have in the source. Immutable. */
public final class CapturedTables {
    private final Map<String, Table> byRealName = new LinkedHashMap<>();
    private final Map<String, String> realNames = new LinkedHashMap<>();
    private final Map<String, Layout> layouts = new LinkedHashMap<>();
    private final BiPredicate<String, String> needed;
    private final BiFunction<String, String, Optional<String>> newColumns;

    /** Tables of which every column is needed. */
    public CapturedTables(Database source, Collection<Table> tables) {
        this(source, tables, (table, column) -> true, (table, column) -> Optional.empty());
    }

    /**
     * Tables as the schema inspector describes them, without prefix.
     *
     * @param needed tells by table and column whether somebody uses its values; others may change, go and come as they like
     * @param newColumns tells by table and column which column of the target a new one would be copied to; empty when it may come
     */
    public CapturedTables(
            Database source,
            Collection<Table> tables,
            BiPredicate<String, String> needed,
            BiFunction<String, String, Optional<String>> newColumns) {
        this.needed = needed;
        this.newColumns = newColumns;
        for (Table table : tables) {
            String realName = source.table(table.name());
            byRealName.put(realName, table);
            realNames.put(table.name(), realName);
            layouts.put(table.name(), Layout.of(table));
        }
    }

    public Collection<Table> tables() {
        return byRealName.values();
    }

    /** The names the tables have in the source, prefix included. */
    public Collection<String> realNames() {
        return realNames.values();
    }

    public String realName(Table table) {
        String name = realNames.get(table.name());
        if (name == null) {
            throw new IllegalArgumentException("Table " + table.name() + " is not captured");
        }
        return name;
    }

    public @Nullable Table byRealName(String realName) {
        return byRealName.get(realName);
    }

    /** The table with this name, without the source's prefix. */
    public @Nullable Table byName(String name) {
        String realName = realNames.get(name);
        return realName == null ? null : byRealName.get(realName);
    }

    /** The tables that a table refers to by references of a kind, those by which these refer to others, and so on. */
    public Collection<Table> above(Table table, Predicate<ForeignKey> kind) {
        var above = new LinkedHashMap<String, Table>();
        var open = new ArrayDeque<>(List.of(table));
        while (!open.isEmpty()) {
            for (ForeignKey key : open.remove().foreignKeys()) {
                Table parent = byName(key.referencedTable());
                if (parent != null && kind.test(key) && above.putIfAbsent(parent.name(), parent) == null) {
                    open.add(parent);
                }
            }
        }
        return above.values();
    }

    /** The tables that refer to a table by references of a kind, those that refer to these by such, and so on; nearest first. */
    public Collection<Table> below(Table table, Predicate<ForeignKey> kind) {
        var below = new LinkedHashMap<String, Table>();
        var open = new ArrayDeque<>(List.of(table));
        while (!open.isEmpty()) {
            String parent = open.remove().name();
            for (Table child : tables()) {
                boolean hangs = child.foreignKeys().stream()
                        .anyMatch(key -> key.referencedTable().equals(parent) && kind.test(key));
                if (hangs && !child.name().equals(table.name()) && below.putIfAbsent(child.name(), child) == null) {
                    open.add(child);
                }
            }
        }
        return below.values();
    }

    public boolean needs(Table table, String column) {
        return needed.test(table.name(), column);
    }

    /** The target's column that a column, which the plan does not know, would be copied to. */
    public Optional<String> goalOf(Table table, String newColumn) {
        return newColumns.apply(table.name(), newColumn);
    }

    public Layout layout(Table table) {
        Layout layout = layouts.get(table.name());
        if (layout == null) {
            throw new IllegalArgumentException("Table " + table.name() + " is not captured");
        }
        return layout;
    }
}
