package dev.gangway.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.proof.find.Counts;
import dev.gangway.proof.find.Finding;
import dev.gangway.proof.find.Kind;
import dev.gangway.proof.run.DiffResult;
import dev.gangway.proof.store.DiffStore;
import dev.gangway.proof.store.FindingStore;
import dev.gangway.testkit.workload.WorkloadCounts;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DemoReportTest {
    private static final DiffResult EQUAL = compared();

    @Test
    void saysThatEverythingHolds() {
        DemoResult result = result(totals(10, 7, 1, 2, 0), EQUAL);

        assertThat(result.holds()).isTrue();
        assertThat(new DemoReport(result).text())
                .contains("captured 10 = applied 7 + coalesced 1 + filtered 2 + parked 0")
                .contains("Compared        1 tables, 5 rows through the plan, 0 differences")
                .contains("p50 0.1 s, p95 0.2 s, p99 0.3 s")
                .contains("Map Step        1,000 rows in 3 tables, 2.0 s")
                .contains("everything holds");
    }

    @Test
    void namesKeyAndColumnsOfADifferentRow() {
        var finding = new Finding(
                Kind.CHANGED, "sales_order", "entity_id=7", List.of("7"), List.of("status"), "", null, null);

        DemoResult result = result(totals(10, 10, 0, 0, 0), compared(finding));

        assertThat(result.holds()).isFalse();
        assertThat(new DemoReport(result).text())
                .contains("changed sales_order entity_id=7 [status]")
                .contains("FAILED");
    }

    @Test
    void doesNotHoldWhenChangesAreUnaccountedFor() {
        DemoResult result = result(totals(10, 9, 0, 0, 0), EQUAL);

        assertThat(result.holds()).isFalse();
        assertThat(new DemoReport(result).text()).contains("captured 10 <> applied 9");
        assertThat(new DemoReport(result).json()).contains("\"balanced\" : false");
    }

    private static Migration.Totals totals(long captured, long applied, long coalesced, long filtered, long parked) {
        var delays = new Migration.Delays(Duration.ofMillis(100), Duration.ofMillis(200), Duration.ofMillis(300));
        return new Migration.Totals(captured, applied, coalesced, filtered, parked, delays);
    }

    private static DiffResult compared(Finding... findings) {
        Map<Kind, Long> kinds = findings.length == 0 ? Map.of() : Map.of(Kind.CHANGED, (long) findings.length);
        var table = new DiffStore.TableResult(new Counts(5, 5, 5 - findings.length, 0), 0, 1, kinds);
        return new DiffResult(
                new DiffStore.Run(1, DiffStore.DONE, List.of()),
                Map.of("sales_order", table),
                Map.of(),
                Arrays.stream(findings)
                        .map(finding -> new FindingStore.Stored(1, "sales_flat_order > sales_order", finding))
                        .toList());
    }

    private static DemoResult result(Migration.Totals totals, DiffResult comparison) {
        var step = new DemoResult.StepResult("Map Step", 3, 1000, Duration.ofSeconds(2));
        var workload = new WorkloadCounts(4, 1, 0, Map.of("order placed", 4L));
        return new DemoResult(
                "x -> y", 9, 3, List.of(step), workload, true, totals, comparison, Duration.ofSeconds(60));
    }
}
