package dev.gangway.app.cutover;

import dev.gangway.app.fence.Deadline;
import dev.gangway.core.plan.TablePlan;
import dev.gangway.mysql.compare.TableComparison;
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
        var differences = new ArrayList<String>();
        var tooLarge = new ArrayList<String>();
        List<TablePlan> open = proofs.unproved(now);
        for (TablePlan table : open) {
            deadline.require("changed tables were compared");
            if (sizes.of(table.source().name()).rows() > night.request().checkRows()) {
                tooLarge.add(table.source().name());
                continue;
            }
            List<TableComparison> comparison = proofs.compare(table);
            List<String> found = proofs.differences(comparison);
            differences.addAll(found);
            if (found.isEmpty()) {
                proofs.proved(table, now);
            }
        }
        tell(open.size() - tooLarge.size(), tooLarge);
        CompareStage.refuse(night, differences);
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
