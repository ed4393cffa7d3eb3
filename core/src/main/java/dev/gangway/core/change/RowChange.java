package dev.gangway.core.change;

import dev.gangway.core.position.SourcePosition;
import dev.gangway.core.row.Row;
import org.jspecify.annotations.Nullable;

/**
 * One row change of the source.
 *
 * @param table source table without prefix
 * @param before the old row: null for CREATE and TRUNCATE; from the binlog all fields, from the trigger log only the old key
 * @param after the new row with all fields; null for DELETE and TRUNCATE
 * @param transaction the source's transaction id, or the batch number of the trigger log
 * @param committedAtMicros when the source made the change, microseconds since 1970 UTC
 * @param capturedAtMicros when the connector read it
 */
public record RowChange(
        String table,
        Operation operation,
        @Nullable Row before,
        @Nullable Row after,
        SourcePosition position,
        String transaction,
        long committedAtMicros,
        long capturedAtMicros) {}
