package dev.gangway.sink.apply;

import dev.gangway.core.change.MappedChange;
import java.util.List;
import java.util.Map;

/**
 * What became of a batch: the ledger's counts per source table, every row that was parked, and what the mapping had to change
 * in values of the changes that were applied.
 */
public record ApplyResult(Map<String, Counts> counts, List<Parked> parked, List<Lost> losses) {

    public ApplyResult {
        counts = Map.copyOf(counts);
        parked = List.copyOf(parked);
        losses = List.copyOf(losses);
    }

    /** A value that was changed on its way; {@code key} names the source row. */
    public record Lost(MappedChange.Loss loss, String key) {}

    /** Changes by outcome; their sum is the number of changes in the batch. */
    public record Counts(long applied, long coalesced, long filtered, long parked) {

        public static final Counts NONE = new Counts(0, 0, 0, 0);

        Counts plus(ChangeOutcome.Outcome outcome) {
            return switch (outcome) {
                case APPLIED -> new Counts(applied + 1, coalesced, filtered, parked);
                case COALESCED -> new Counts(applied, coalesced + 1, filtered, parked);
                case FILTERED -> new Counts(applied, coalesced, filtered + 1, parked);
                case PARKED -> new Counts(applied, coalesced, filtered, parked + 1);
            };
        }

        public long total() {
            return applied + coalesced + filtered + parked;
        }
    }
}
