package dev.gangway.core.change;

import dev.gangway.core.position.SourcePosition;
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

    /** A reason for a person: a stable code and one sentence without row values. */
    public record Rejection(String code, String reason) {}
}
