package dev.gangway.app.cutover;

import dev.gangway.app.fence.Deadline;
import dev.gangway.proof.run.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Behind the fence: compares what changed since it was last found equal, which with both sides at rest is final. */
final class CheckStage implements Stage {
    private final Night night;
    private final TableProofs proofs;
    private final Supplier<Map<String, Long>> totals;

    /** {@code totals}: what capture had counted when the last change was in the target. */
    CheckStage(Night night, TableProofs proofs, Supplier<Map<String, Long>> totals) {
        this.night = night;
        this.proofs = proofs;
        this.totals = totals;
    }

    @Override
    public StageName name() {
        return StageName.CHECK;
    }

    @Override
    public List<String> plan() {
        return List.of("compare the tables and derivations that changed since then, up to %,d rows each"
                .formatted(night.request().checkRows()));
    }

    @Override
    public void run(Deadline deadline) {
        Map<String, Long> now = totals.get();
        TableProofs.Sizes sizes = proofs.sizes();
        var tooLarge = new ArrayList<String>();
        var open = new ArrayList<Part>();
        for (Part part : proofs.unproved(now)) {
            if (sizes.rows(part) <= night.request().checkRows()) {
                open.add(part);
            } else {
                tooLarge.add(part.name());
            }
        }
        deadline.require("changed tables were compared");
        TableProofs.Comparison comparison = proofs.compare(open);
        comparison.equal().forEach(part -> proofs.proved(part, now));
        tell(open.size(), tooLarge);
        CompareStage.refuse(night, comparison.differences());
    }

    private void tell(int compared, List<String> tooLarge) {
        night.journal().say("check: %,d changed tables and derivations compared behind the fence".formatted(compared));
        night.journal().fact("comparedBehindFence", compared);
        night.journal().fact("notComparedBehindFence", tooLarge);
        if (!tooLarge.isEmpty()) {
            night.journal()
                    .warn("note: too large to compare while writes are kept out: " + String.join(", ", tooLarge)
                            + "; the ledger vouches for them (--check-rows raises the limit)");
        }
    }
}
