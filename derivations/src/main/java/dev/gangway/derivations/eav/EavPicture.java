package dev.gangway.derivations.eav;

import dev.gangway.core.row.Row;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The rows of one database's attribute tables at one time, each table in id order. Small: hundreds of rows. */
public final class EavPicture {
    private final Map<String, List<Row>> tables = new LinkedHashMap<>();

    /** Takes the rows of a table; the list is copied, the rows are not. */
    public void put(String table, List<Row> rows) {
        tables.put(table, List.copyOf(rows));
    }

    /** The table's rows; empty when the table was not taken. */
    public List<Row> rows(String table) {
        return tables.getOrDefault(table, List.of());
    }

    public Map<String, List<Row>> tables() {
        return Map.copyOf(tables);
    }

    /** The first row whose field holds the value. */
    Optional<Row> find(String table, String field, String value) {
        return rows(table).stream().filter(row -> value.equals(row.text(field))).findFirst();
    }
}
