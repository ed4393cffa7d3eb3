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
 */
public record MappedChange(
        String table,
        String key,
        SourcePosition position,
        String transaction,
        long committedAtMicros,
        List<TargetOperation> operations,
        @Nullable Rejection rejection) {

    public MappedChange {
        operations = List.copyOf(operations);
    }

    public boolean isFiltered() {
        return operations.isEmpty() && rejection == null;
    }

    /** A reason for a person: a stable code and one sentence without row values. */
    public record Rejection(String code, String reason) {}
}
