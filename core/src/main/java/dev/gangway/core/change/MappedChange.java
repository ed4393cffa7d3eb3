package dev.gangway.core.change;

import dev.gangway.core.position.SourcePosition;
import dev.gangway.core.row.Row;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one source change becomes: exactly one per captured change, so that the ledger can balance. No operations and no
 * rejection means the change was filtered (its table is not mapped, or nothing of it reaches the target).
 *
 * @param key the source row's key as text, for people; never other values
 * @param rejection why the change cannot be applied, or null
 * @param losses values that the mapping had to change or drop; counted where the change is applied
 */
public record MappedChange(
        String table,
        String key,
        SourcePosition position,
        String transaction,
        long committedAtMicros,
        List<TargetOperation> operations,
        @Nullable Rejection rejection,
        List<Loss> losses) {

    public MappedChange {
        operations = List.copyOf(operations);
        losses = List.copyOf(losses);
    }

    /** A change that lost nothing on its way. */
    public MappedChange(
            String table,
            String key,
            SourcePosition position,
            String transaction,
            long committedAtMicros,
            List<TargetOperation> operations,
            @Nullable Rejection rejection) {
        this(table, key, position, transaction, committedAtMicros, operations, rejection, List.of());
    }

    public boolean isFiltered() {
        return operations.isEmpty() && rejection == null;
    }

    /** A value of a source table's field that is not on the target as it was, and why. */
    public record Loss(String table, String field, String reason) {}

    /**
     * A reason for a person, and what is known of the row that stays behind.
     *
     * @param code stable
     * @param reason one sentence without row values
     * @param oldKey the source key before the change where it was another one, else empty
     * @param rows keys of the target rows that the change would have written or removed: what refers to them has to wait
     * @param before the source row as it was, or null
     * @param after the source row as it became, or null
     */
    public record Rejection(
            String code,
            String reason,
            String oldKey,
            List<TargetOperation.Delete> rows,
            @Nullable Row before,
            @Nullable Row after) {

        public Rejection {
            rows = List.copyOf(rows);
        }

        /** Nothing is known of the row. */
        public Rejection(String code, String reason) {
            this(code, reason, "", List.of(), null, null);
        }

        /** The same without the row's contents. */
        public Rejection withoutImages() {
            return new Rejection(code, reason, oldKey, rows, null, null);
        }
    }
}
