package dev.gangway.proof.find;

import dev.gangway.core.row.Row;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One row of the target that is not what it should be. Names the row's key and the differing columns; the rows themselves are for the
 * terminal and never stored.
 *
 * @param table the target or shadow table
 * @param key the row's key for people, as {@code column=value,...}
 * @param sourceKey the key of the source row that it comes from, or of the derivation; empty when none is known
 * @param columns the differing columns, for {@link Kind#CHANGED}
 * @param reason why it is so, where that is known; else empty
 * @param expected what the plan makes of the source; null when nothing
 * @param actual what the target has; null when nothing
 */
public record Finding(
        Kind kind,
        String table,
        String key,
        List<Object> sourceKey,
        List<String> columns,
        String reason,
        @Nullable Row expected,
        @Nullable Row actual) {

    public Finding {
        sourceKey = List.copyOf(sourceKey);
        columns = List.copyOf(columns);
    }

    /** The row on the side that has one; as it should be when both have. */
    public Optional<Row> row() {
        return Optional.ofNullable(expected).or(() -> Optional.ofNullable(actual));
    }

    /** The same row, seen again by another key. */
    public Finding at(List<Object> otherKey) {
        return new Finding(kind, table, key, otherKey, columns, reason, expected, actual);
    }

    /** The same row, seen as another kind for a reason. */
    public Finding as(Kind other, String why) {
        return new Finding(other, table, key, sourceKey, columns, why, expected, actual);
    }

    @Override
    public String toString() {
        return kind.word() + " " + table + " " + key + (columns.isEmpty() ? "" : " " + columns)
                + (reason.isEmpty() ? "" : " (" + reason + ")");
    }
}
