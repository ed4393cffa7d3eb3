package dev.gangway.proof.repair;

import dev.gangway.proof.store.DiffStore.Run;
import java.util.Collection;
import java.util.Map;
import java.util.Set;

/**
 * What would mend the differences of one comparison.
 *
 * @param resend by source table: keys of rows that are sent through the stream again; a key that the source does not have removes what
 *     the target has of it
 * @param recompute by the name of a derivation: keys whose rows are computed anew; empty for all of them
 * @param impossible by target table: why differences cannot be mended
 */
public record RepairPlan(
        Run run,
        Map<String, Set<Map<String, Object>>> resend,
        Map<String, Set<String>> recompute,
        Map<String, String> impossible) {

    public boolean isEmpty() {
        return resend.isEmpty() && recompute.isEmpty();
    }

    /** How many source rows are sent again. */
    public long rows() {
        return resend.values().stream().mapToLong(Collection::size).sum();
    }
}
