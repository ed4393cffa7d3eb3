package dev.gangway.app.diff;

import dev.gangway.proof.find.Finding;
import dev.gangway.proof.find.Kind;
import dev.gangway.proof.run.DiffResult;
import dev.gangway.proof.store.DiffStore;
import dev.gangway.proof.store.DiffStore.TableResult;
import dev.gangway.proof.store.FindingStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The result of a comparison for people: tables that differ first, then some rows, then what was not compared. */
final class DiffText {
    private static final String LINE = "%-52s %12s %12s %8s %8s %8s %8s %9s %8s %8s%n";

    private final DiffResult result;
    private final Map<FindingStore.Stored, Finding> samples;
    private final boolean all;

    DiffText(DiffResult result, Map<FindingStore.Stored, Finding> samples, boolean all) {
        this.result = result;
        this.samples = samples;
        this.all = all;
    }

    String text() {
        var out = new StringBuilder();
        tables(out);
        samples(out);
        skipped(out);
        out.append(verdict());
        return out.toString();
    }

    private void tables(StringBuilder out) {
        var shown = new ArrayList<Map.Entry<String, TableResult>>();
        long equal = 0;
        for (Map.Entry<String, TableResult> table : result.tables().entrySet()) {
            if (all || !table.getValue().found().isEmpty() || table.getValue().overflow() > 0) {
                shown.add(table);
            } else {
                equal++;
            }
        }
        shown.sort((a, b) -> Long.compare(DiffResult.differences(b.getValue()), DiffResult.differences(a.getValue())));
        if (!shown.isEmpty()) {
            out.append(LINE.formatted(
                    "table",
                    "rows",
                    "equal",
                    "missing",
                    "extra",
                    "changed",
                    "parked",
                    "deviation",
                    "skipped",
                    "seconds"));
        }
        shown.forEach(table -> out.append(line(table.getKey(), table.getValue())));
        if (equal > 0) {
            out.append("%,d tables are equal%n".formatted(equal));
        }
    }

    private static String line(String name, TableResult table) {
        var cells = new ArrayList<Object>();
        cells.add(name);
        cells.add("%,d".formatted(table.counts().target()));
        cells.add("%,d".formatted(table.counts().equal()));
        for (Kind kind : Kind.values()) {
            cells.add("%,d".formatted(table.found(kind)));
        }
        cells.add("%.1f".formatted(table.millis() / 1000.0));
        String more = table.overflow() == 0
                ? ""
                : "  and %,d more rows that differ, whose keys are not kept%n".formatted(table.overflow());
        return LINE.formatted(cells.toArray()) + more;
    }

    private void samples(StringBuilder out) {
        if (samples.isEmpty()) {
            return;
        }
        out.append("\nThe first differences (source as the target should have it | target):\n");
        samples.forEach((stored, now) -> {
            Finding finding = stored.finding();
            out.append("  %s %s %s%n".formatted(finding.kind().word(), finding.table(), finding.key()));
            List<String> columns = finding.columns();
            boolean both = now.expected() != null || now.actual() != null;
            if (columns.isEmpty() && !finding.reason().isEmpty()) {
                out.append("      ").append(finding.reason()).append('\n');
            }
            columns.forEach(column -> out.append("      ")
                    .append(column)
                    .append(
                            both
                                    ? ": " + Masks.value(now.expected(), column) + " | "
                                            + Masks.value(now.actual(), column)
                                    : "")
                    .append('\n'));
        });
    }

    private void skipped(StringBuilder out) {
        if (result.skipped().isEmpty()) {
            return;
        }
        out.append("\nNot compared:\n");
        result.skipped()
                .forEach((table, why) -> out.append(
                        "  %s: %s%s%n".formatted(table, why.reason(), why.counts() ? " (an open question)" : "")));
    }

    private String verdict() {
        String state = result.run().state().equals(DiffStore.DONE)
                ? ""
                : " so far (the comparison is " + result.run().state() + ": gangway diff resume goes on)";
        return "%nComparison %d: %,d rows in %d tables, %,d differences, %,d not judged%s"
                .formatted(
                        result.run().id(),
                        result.rows(),
                        result.tables().size(),
                        result.differences(),
                        result.unjudged(),
                        state);
    }
}
