package dev.gangway.sink.apply;

import dev.gangway.core.change.MappedChange;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What became of a batch.
 *
 * @param counts the ledger's counts per source table; changes that had waited are in it already
 * @param parked what was put aside now
 * @param again what had waited and has to go on waiting, by id
 * @param followed what had waited and is applied now, by id
 * @param renewed source rows, as {@link WaitingIndex#source} names them, of which a version was applied
 * @param losses what the mapping had to change in values of the changes that were applied
 */
public record ApplyResult(
        Map<String, Counts> counts,
        List<Parked> parked,
        Map<Long, Parked> again,
        Set<Long> followed,
        Set<String> renewed,
        List<Lost> losses) {

    public ApplyResult {
        counts = Map.copyOf(counts);
        parked = List.copyOf(parked);
        again = Map.copyOf(again);
        followed = Set.copyOf(followed);
        renewed = Set.copyOf(renewed);
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
