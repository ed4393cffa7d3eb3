package dev.gangway.app.cutover;

import dev.gangway.app.fence.Deadline;
import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import dev.gangway.core.plan.TablePlan;
import dev.gangway.mysql.compare.TableComparison;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Compares every table that is not proved yet while the shop sells. A table that had no change meanwhile is proved or really
 * differs; one that had is left for the moment of the fence. Takes as long as reading both sides takes: nobody waits for it.
 */
final class CompareStage implements Stage {
    private static final Duration GROUP = Duration.ofSeconds(5);

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
                "compare %,d tables row by row, which were not compared since their last change; nobody waits for it"
                        .formatted(open));
    }

    @Override
    public void run(Deadline deadline) {
        Map<String, Long> before = drained();
        Deque<TablePlan> open = new ArrayDeque<>(proofs.unproved(before));
        int all = open.size();
        int moving = 0;
        var differences = new ArrayList<String>();
        while (!open.isEmpty()) {
            Map<TablePlan, List<TableComparison>> group = compare(open);
            Map<String, Long> after = drained();
            for (Map.Entry<TablePlan, List<TableComparison>> entry : group.entrySet()) {
                if (!isAtRest(entry.getKey(), before, after)) {
                    moving++;
                    continue;
                }
                List<String> found = proofs.differences(entry.getValue());
                differences.addAll(found);
                if (found.isEmpty()) {
                    proofs.proved(entry.getKey(), after);
                }
            }
            before = after;
        }
        tell(all, moving, differences);
    }

    /** What capture has counted when everything until now is in the target. */
    private Map<String, Long> drained() {
        Deadline deadline = Deadline.in(night.request().budget(), "The budget for waiting before the fence");
        night.stream().await(night.stream().end(deadline), deadline);
        return night.stream().totals();
    }

    private Map<TablePlan, List<TableComparison>> compare(Deque<TablePlan> open) {
        Deadline group = Deadline.in(GROUP, "");
        var results = new LinkedHashMap<TablePlan, List<TableComparison>>();
        while (!open.isEmpty() && !group.isOver()) {
            if (Thread.currentThread().isInterrupted()) {
                throw new MigrationException(ErrorCode.INTERRUPTED, "Interrupted while tables were compared");
            }
            TablePlan table = open.removeFirst();
            results.put(table, proofs.compare(table));
        }
        return results;
    }

    private static boolean isAtRest(TablePlan table, Map<String, Long> before, Map<String, Long> after) {
        String source = table.source().name();
        return before.getOrDefault(source, 0L).equals(after.getOrDefault(source, 0L));
    }

    private void tell(int all, int moving, List<String> differences) {
        night.journal().say("compare: %,d tables compared, %,d of them changed meanwhile".formatted(all, moving));
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
                            + "\nRepair them, or switch with --accept-differences if the shop can do without");
        }
        night.journal().warn("accepted: source and target differ:\n  " + text);
    }
}
