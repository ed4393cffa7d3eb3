package dev.gangway.app.cutover;

import dev.gangway.app.fence.Deadline;
import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import dev.gangway.proof.run.Part;
import java.util.List;
import java.util.Map;

/**
 * Compares every table and derivation that is not proved yet while the shop sells. One that had no change meanwhile is proved or really
 * differs; one that had is left for the moment of the fence. Takes as long as reading both sides takes: nobody waits for it.
 */
final class CompareStage implements Stage {
    private final Night night;
    private final TableProofs proofs;

    CompareStage(Night night, TableProofs proofs) {
        this.night = night;
        this.proofs = proofs;
    }

    @Override
    public StageName name() {
        return StageName.COMPARE;
    }

    @Override
    public List<String> plan() {
        int open = proofs.unproved(night.stream().totals()).size();
        return List.of(
                "compare %,d tables and derivations row by row, which were not compared since their last change; nobody waits for it"
                        .formatted(open));
    }

    @Override
    public void run(Deadline deadline) {
        Map<String, Long> before = drained();
        List<Part> open = proofs.unproved(before);
        TableProofs.Comparison comparison = proofs.compare(open);
        Map<String, Long> after = drained();
        int moving = 0;
        for (Part part : open) {
            if (TableProofs.changes(part, before) != TableProofs.changes(part, after)) {
                moving++;
            } else if (comparison.equal().contains(part)) {
                proofs.proved(part, after);
            }
        }
        tell(open.size(), moving, comparison.differences());
    }

    /** What capture has counted when everything until now is in the target. */
    private Map<String, Long> drained() {
        Deadline deadline = Deadline.in(night.request().budget(), "The budget for waiting before the fence");
        night.stream().await(night.stream().end(deadline), deadline);
        return night.stream().totals();
    }

    private void tell(int all, int moving, List<String> differences) {
        night.journal()
                .say("compare: %,d tables and derivations compared, %,d of them changed meanwhile"
                        .formatted(all, moving));
        night.journal().fact("comparedBefore", all);
        refuse(night, differences);
    }

    /** Stops at differences unless they are accepted. */
    static void refuse(Night night, List<String> differences) {
        if (differences.isEmpty()) {
            return;
        }
        night.journal().fact("differences", differences);
        String text = String.join("\n  ", differences);
        if (!night.request().acceptDifferences()) {
            throw new MigrationException(
                    ErrorCode.DIFFERENCES_FOUND,
                    "Source and target differ:\n  " + text
                            + "\nRepair them (gangway diff, gangway repair), or switch with --accept-differences if the shop can do without");
        }
        night.journal().warn("accepted: source and target differ:\n  " + text);
    }
}
