package dev.gangway.control.pipeline;

import java.util.List;

/**
 * What became of all captured changes.
 *
 * @param readAtMs when it was read from the target; 0 when it was not read yet
 * @param gap captured changes that are accounted for in no column, or twice: 0, always
 * @param displaced rows of the target that gave way to newer ones; in no column
 */
public record LedgerStatus(
        long readAtMs,
        boolean balanced,
        long captured,
        long applied,
        long coalesced,
        long filtered,
        long parked,
        long displaced,
        long gap,
        List<TableStatus> tables) {
    public static final LedgerStatus UNREAD = new LedgerStatus(0, true, 0, 0, 0, 0, 0, 0, 0, List.of());

    public LedgerStatus {
        tables = List.copyOf(tables);
    }

    /** The same for one source table. */
    public record TableStatus(
            String table, long captured, long applied, long coalesced, long filtered, long parked, long gap) {}
}
