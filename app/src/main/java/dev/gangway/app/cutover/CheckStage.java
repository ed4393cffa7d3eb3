package dev.gangway.app.cutover;

import dev.gangway.app.fence.Deadline;
import dev.gangway.core.plan.TablePlan;
import dev.gangway.mysql.schema.TableSizes;
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
        return List.of("compare the tables that changed since then, up to %,d rows each"
                .formatted(night.request().checkRows()));
    }

    @Override
    public void run(Deadline deadline) {
        Map<String, Long> now = totals.get();
        TableSizes sizes = proofs.sizes();
        var tooLarge = new ArrayList<String>();
        var open = new ArrayList<TablePlan>();
        for (TablePlan table : proofs.unproved(now)) {
            boolean isSmall =
                    sizes.of(table.source().name()).rows() <= night.request().checkRows();
            if (isSmall) {
                open.add(table);
            } else {
                tooLarge.add(table.source().name());
            }
        }
        deadline.require("changed tables were compared");
        TableProofs.Comparison comparison = proofs.compare(open);
        comparison.equal().forEach(table -> proofs.proved(table, now));
        tell(open.size(), tooLarge);
        CompareStage.refuse(night, comparison.differences());
    }

    private void tell(int compared, List<String> tooLarge) {
        night.journal().say("check: %,d changed tables compared behind the fence".formatted(compared));
        night.journal().fact("comparedBehindFence", compared);
        night.journal().fact("notComparedBehindFence", tooLarge);
        if (!tooLarge.isEmpty()) {
            night.journal()
                    .warn("note: too large to compare while writes are kept out: " + String.join(", ", tooLarge)
                            + "; the ledger vouches for them (--check-rows raises the limit)");
        }
    }
}
