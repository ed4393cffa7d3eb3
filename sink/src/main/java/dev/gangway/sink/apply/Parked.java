package dev.gangway.sink.apply;

import dev.gangway.core.position.SourcePosition;
import java.util.List;

/**
 * A row put aside for a person, or behind another one that is.
 *
 * @param sourceTable the table of the change, or empty for a target row that lost a unique value to another row
 * @param key the row's key as {@code field=value} pairs
 * @param reason one sentence without row values
 * @param rows target rows that are not as the source has them, as {@link RowNames} names them
 * @param waitsFor the row whose queue it joined, or empty
 */
public record Parked(
        String sourceTable,
        String targetTable,
        String key,
        SourcePosition position,
        String code,
        String reason,
        List<String> rows,
        String waitsFor) {

    public Parked {
        rows = List.copyOf(rows);
    }

    /** A row of the target alone: nothing waits for it. */
    Parked(String targetTable, String key, SourcePosition position, String code, String reason) {
        this("", targetTable, key, position, code, reason, List.of(), "");
    }

    public boolean isDisplaced() {
        return sourceTable.isEmpty();
    }
}
