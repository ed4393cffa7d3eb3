package dev.gangway.core.schema;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** All tables and views of one database, in the server's listing order, by name without prefix. Immutable. */
public final class Schema {
    private final Map<String, Table> tables;

    public Schema(Collection<Table> tables) {
        var byName = new LinkedHashMap<String, Table>();
        tables.forEach(table -> byName.put(table.name(), table));
        this.tables = java.util.Collections.unmodifiableMap(byName);
    }

    public Collection<Table> tables() {
        return tables.values();
    }

    public Optional<Table> table(String name) {
        return Optional.ofNullable(tables.get(name));
    }

    public boolean has(String name) {
        return tables.containsKey(name);
    }
}
