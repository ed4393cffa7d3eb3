package dev.gangway.cdc;

import dev.gangway.core.row.Layout;
import dev.gangway.core.schema.Table;
import dev.gangway.mysql.connect.Database;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The tables whose changes are captured, found by the name they have in the source. Immutable. */
public final class CapturedTables {
    private final Map<String, Table> byRealName = new LinkedHashMap<>();
    private final Map<String, String> realNames = new LinkedHashMap<>();
    private final Map<String, Layout> layouts = new LinkedHashMap<>();

    /** Tables as the schema inspector describes them, without prefix. */
    public CapturedTables(Database source, Collection<Table> tables) {
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

    public Layout layout(Table table) {
        Layout layout = layouts.get(table.name());
        if (layout == null) {
            throw new IllegalArgumentException("Table " + table.name() + " is not captured");
        }
        return layout;
    }
}
