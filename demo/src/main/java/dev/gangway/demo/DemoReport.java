package dev.gangway.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gangway.proof.run.DiffResult;
import dev.gangway.proof.store.FindingStore;
import java.time.Duration;

/** Writes the demo's result for people and for programs. */
final class DemoReport {
    private static final int EXAMPLES_SHOWN = 3;

    private final DemoResult result;

    DemoReport(DemoResult result) {
        this.result = result;
    }

    String text() {
        var out = new StringBuilder();
        line(out, "Demo", result.title());
        line(out, "Sample shop", "%,d rows in %d tables".formatted(result.shopRows(), result.shopTables()));
        for (DemoResult.StepResult step : result.steps()) {
            String rows = step.tables() == 0 ? "" : "%,d rows in %d tables, ".formatted(step.rows(), step.tables());
            line(out, step.step(), rows + seconds(step.took()));
        }
        line(
                out,
                "Live workload",
                "%,d transactions of %d kinds, %,d rolled back, %,d conflicts"
                        .formatted(
                                result.workload().committed(),
                                result.workload().byAction().size(),
                                result.workload().rolledBack(),
                                result.workload().conflicts()));
        Migration.Totals t = result.totals();
        line(
                out,
                "Changes",
                "captured %,d %s applied %,d + coalesced %,d + filtered %,d + parked %,d"
                        .formatted(
                                t.captured(),
                                t.isBalanced() ? "=" : "<>",
                                t.applied(),
                                t.coalesced(),
                                t.filtered(),
                                t.parked()));
        line(
                out,
                "Delay",
                "p50 %s, p95 %s, p99 %s"
                        .formatted(
                                seconds(t.delays().p50()),
                                seconds(t.delays().p95()),
                                seconds(t.delays().p99())));
        line(
                out,
                "Compared",
                "%d tables, %,d rows through the plan, %,d differences"
                        .formatted(result.comparison().tables().size(), result.comparedRows(), result.differences()));
        differences(out, result.comparison());
        line(out, "Result", verdict() + ", " + seconds(result.took()) + ", peak heap " + heap());
        return out.toString().stripTrailing();
    }

    private String verdict() {
        if (result.holds()) {
            return "everything holds";
        }
        return result.drained() ? "FAILED, see above" : "FAILED: the stream did not drain in time";
    }

    private static void differences(StringBuilder out, DiffResult comparison) {
        comparison.tables().forEach((table, of) -> {
            long differences = DiffResult.differences(of);
            if (differences > 0) {
                out.append("  %s: %,d rows, %,d differences%n"
                        .formatted(table, of.counts().target(), differences));
                comparison.findings().stream()
                        .map(FindingStore.Stored::finding)
                        .filter(finding -> finding.table().equals(table))
                        .limit(EXAMPLES_SHOWN)
                        .forEach(finding -> out.append("    ").append(finding).append('\n'));
            }
        });
        comparison.skipped().forEach((table, why) -> {
            if (why.counts()) {
                out.append("  %s: not compared: %s%n".formatted(table, why.reason()));
            }
        });
    }

    private static void line(StringBuilder out, String name, String text) {
        out.append("%-15s %s%n".formatted(name, text));
    }

    private static String seconds(Duration duration) {
        return "%.1f s".formatted(duration.toMillis() / 1000.0);
    }

    private static String heap() {
        long peak = java.lang.management.ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == java.lang.management.MemoryType.HEAP)
                .mapToLong(pool -> pool.getPeakUsage().getUsed())
                .sum();
        return (peak >> 20) + " MB";
    }

    String json() {
        ObjectNode root = new ObjectMapper().createObjectNode();
        root.put("title", result.title())
                .put("holds", result.holds())
                .put("tookMs", result.took().toMillis());
        root.putObject("shop").put("rows", result.shopRows()).put("tables", result.shopTables());
        var steps = root.putArray("steps");
        result.steps().forEach(step -> steps.addObject()
                .put("step", step.step())
                .put("tables", step.tables())
                .put("rows", step.rows())
                .put("tookMs", step.took().toMillis()));
        root.put("transactions", result.workload().committed());
        Migration.Totals t = result.totals();
        root.putObject("changes")
                .put("captured", t.captured())
                .put("applied", t.applied())
                .put("coalesced", t.coalesced())
                .put("filtered", t.filtered())
                .put("parked", t.parked())
                .put("balanced", t.isBalanced());
        root.putObject("delayMs")
                .put("p50", t.delays().p50().toMillis())
                .put("p95", t.delays().p95().toMillis())
                .put("p99", t.delays().p99().toMillis());
        root.put("drained", result.drained()).put("differences", result.differences());
        return root.toPrettyString();
    }
}
