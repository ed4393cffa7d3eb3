package dev.gangway.core.schema;

import java.util.List;

/**
 * A foreign key of a table; {@code columns} and {@code referencedColumns} have the same length and order.
 * Table names are without prefix.
 */
public record ForeignKey(
        String name,
        List<String> columns,
        String referencedTable,
        List<String> referencedColumns,
        ReferentialAction onDelete,
        ReferentialAction onUpdate) {

    public ForeignKey {
        columns = List.copyOf(columns);
        referencedColumns = List.copyOf(referencedColumns);
    }
}
