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

    /** True when the server changes or deletes rows by itself when their parent changes or goes; the binlog has no word of it. */
    public boolean takesAlong() {
        return onDelete != ReferentialAction.RESTRICT || onUpdate != ReferentialAction.RESTRICT;
    }
}
