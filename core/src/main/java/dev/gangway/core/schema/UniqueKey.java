package dev.gangway.core.schema;

import java.util.List;

/** A unique index other than the primary key; a row whose value is NULL in one of the columns never conflicts. */
public record UniqueKey(String name, List<String> columns) {

    public UniqueKey {
        columns = List.copyOf(columns);
    }
}
