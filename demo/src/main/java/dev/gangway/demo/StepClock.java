package dev.gangway.demo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Adds up what the bulk load tells about its steps, and shows it while it works. Thread-safe. */
final class StepClock {
    private final DemoProgress progress;
    private final Map<String, Sum> sums = new LinkedHashMap<>();

    private static final class Sum {
        private final Map<String, Long> rowsByTable = new LinkedHashMap<>();
        private long millis;

        long rows() {
            return rowsByTable.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    StepClock(DemoProgress progress) {
        this.progress = progress;
    }

    /** A stage of a step begins. */
    synchronized void started(String step, String stage) {
        sum(step);
        progress.update(step + ": " + stage);
    }

    /** A stage of a step has ended. */
    synchronized void finished(String step, long millis) {
        sum(step).millis += millis;
    }

    /** So many rows of a table are done by now. */
    synchronized void rows(String step, String table, long rows) {
        Sum sum = sum(step);
        sum.rowsByTable.put(table, rows);
        progress.update("%s: %,d rows, %s".formatted(step, sum.rows(), table));
    }

    private Sum sum(String step) {
        return sums.computeIfAbsent(step, name -> new Sum());
    }

    synchronized List<DemoResult.StepResult> results() {
        var results = new ArrayList<DemoResult.StepResult>();
        sums.forEach((step, sum) -> results.add(
                new DemoResult.StepResult(step, sum.rowsByTable.size(), sum.rows(), Duration.ofMillis(sum.millis))));
        return results;
    }
}
