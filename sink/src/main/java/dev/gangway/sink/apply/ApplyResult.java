package dev.gangway.sink.apply;

import java.util.List;
import java.util.Map;

/** What became of a batch: the ledger's counts per source table, and every row that was parked. */
public record ApplyResult(Map<String, Counts> counts, List<Parked> parked) {

    public ApplyResult {
        counts = Map.copyOf(counts);
        parked = List.copyOf(parked);
    }

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
