package dev.gangway.core.plan;

import dev.gangway.core.handler.Lookups;
import dev.gangway.core.row.Row;
import java.util.Set;

/** Takes the rows that hold one of a few values in a column: nothing else of a table is needed beside the target. */
public record KeysOnly(String column, Set<String> keys) implements RowFilter {

    public KeysOnly {
        keys = Set.copyOf(keys);
    }

    @Override
    public boolean takes(Row row, Lookups lookups) {
        String value = row.text(column);
        return value != null && keys.contains(value);
    }
}
