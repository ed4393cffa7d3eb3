package dev.gangway.demo;

import dev.gangway.proof.run.DiffResult;
import dev.gangway.testkit.workload.WorkloadCounts;
import java.time.Duration;
import java.util.List;

/**
 * Everything the demo's report tells.
 *
 * @param title the servers and the kind of capture
 * @param shopRows rows of the sample shop before anything happened
 * @param steps rows and time per step of the bulk load
 * @param drained true when the stream was level with the source in the end
 */
record DemoResult(
        String title,
        long shopRows,
        int shopTables,
        List<StepResult> steps,
        WorkloadCounts workload,
        boolean drained,
        Migration.Totals totals,
        DiffResult comparison,
        Duration took) {

    DemoResult {
        steps = List.copyOf(steps);
    }

    /** One step of the bulk load; {@code tables} is 0 for steps that do not tell. */
    record StepResult(String step, int tables, long rows, Duration took) {}

    long differences() {
        return comparison.differences();
    }

    long comparedRows() {
        return comparison.rows();
    }

    /** True only if all that the demo promises holds. */
    boolean holds() {
        return drained
                && totals.isBalanced()
                && totals.captured() > 0
                && totals.parked() == 0
                && comparison.rows() > 0
                && comparison.isEqual();
    }
}
