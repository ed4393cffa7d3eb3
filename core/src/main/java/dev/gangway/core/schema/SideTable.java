package dev.gangway.core.schema;

import java.util.Map;

/**
 * A further target table that a handler fills from the rows of its document.
 *
 * @param table the target table
 * @param fields for each of its columns the source field that the value comes from
 */
public record SideTable(String table, Map<String, String> fields) {

    public SideTable {
        fields = Map.copyOf(fields);
    }
}
