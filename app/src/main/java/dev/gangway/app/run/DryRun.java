package dev.gangway.app.run;

import dev.gangway.app.identity.RunGuard;
import dev.gangway.app.wiring.Databases;
import dev.gangway.app.wiring.Json;
import dev.gangway.app.wiring.PlanSource;
import dev.gangway.bulkloader.BulkLoader;
import dev.gangway.bulkloader.CaptureStart;
import dev.gangway.bulkloader.StepFindings;
import dev.gangway.bulkloader.StepRegistry;
import dev.gangway.bulkloader.progress.BulkListener;
import dev.gangway.bulkloader.progress.Finding;
import dev.gangway.bulkloader.progress.StepWork;
import dev.gangway.bulkloader.step.IntegrityFindings;
import dev.gangway.core.config.CaptureConfig;
import dev.gangway.core.config.MigrationConfig;
import dev.gangway.core.config.Mode;
import dev.gangway.core.config.Stage;
import dev.gangway.core.plan.MigrationPlan;
import dev.gangway.mysql.inspect.RowFloor;
import dev.gangway.mysql.schema.TableSizes;
import dev.gangway.mysql.state.RunStore;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a mode would do, found out without writing anything: no state schema is made, no position recorded, no trigger. */
public final class DryRun {
    /** Units that a machine like that of the benchmarks does in a second. */
    private static final double UNITS_PER_SECOND = 80_000_000;

    private final MigrationConfig config;
    private final Databases databases;
    private final List<ModeFacts> modes = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();

    /** What one stage has to do; {@code seconds} on a machine like that of the benchmarks. */
    public record StepFacts(String step, String stage, boolean done, int tables, long rows, long bytes, long seconds) {

        String line() {
            String copied =
                    tables == 0 ? "" : ", %,d tables, about %,d rows (%,d kB)".formatted(tables, rows, bytes / 1000);
            return "  %s: %s%s%s\n".formatted(step, stage, copied, done ? " - done by an earlier run" : "");
        }
    }

    /** What one mode has to do. */
    public record ModeFacts(String mode, List<StepFacts> steps, String target, String capture) {
        long seconds() {
            return steps.stream()
                    .filter(step -> !step.done())
                    .mapToLong(StepFacts::seconds)
                    .sum();
        }
    }

    private DryRun(MigrationConfig config) {
        this.config = config;
        this.databases = Databases.of(config);
    }

    /**
     * Looks at both databases.
     *
     * @throws dev.gangway.core.error.MigrationException what would stop the mode at its start
     */
    public static DryRun of(MigrationConfig config, List<Mode> modes) {
        var run = new DryRun(config);
        var guard = new RunGuard(config, run.databases);
        guard.requireSameDatabases();
        PlanSource sources = PlanSource.read(config, run.databases);
        MigrationPlan plan = sources.compile();
        guard.requireSamePlan(sources, plan);
        sources.warnings().all().forEach(warning -> run.warnings.add(warning.toString()));
        modes.forEach(mode -> run.look(mode, sources, plan));
        return run;
    }

    private void look(Mode mode, PlanSource sources, MigrationPlan plan) {
        var listener = new BulkListener() {
            @Override
            public void warning(String message) {
                warnings.add(message);
            }
        };
        var loader = new BulkLoader(
                sources.bulkInput(databases, plan), StepRegistry.standard(), CaptureStart.NONE, listener);
        modes.add(new ModeFacts(mode.word(), steps(loader.estimate(mode)), target(mode, plan), capture(mode)));
        for (StepFindings step : loader.integrity(mode)) {
            for (Finding finding : IntegrityFindings.describe(step.findings())) {
                findings.add(new Finding(finding.severity(), step.step() + ": " + finding.message()));
            }
        }
    }

    private List<StepFacts> steps(List<StepWork> work) {
        TableSizes sizes = TableSizes.read(databases.source());
        return work.stream().map(step -> facts(step, sizes)).toList();
    }

    private StepFacts facts(StepWork step, TableSizes sizes) {
        TableSizes.Size size =
                step.tables().keySet().stream().map(sizes::of).reduce(TableSizes.Size.NOTHING, TableSizes.Size::plus);
        return new StepFacts(
                step.stage().step(),
                step.stage().stage(),
                step.stage().isData() && isDone(step),
                step.tables().size(),
                size.rows(),
                size.bytes(),
                (long) Math.ceil(step.total() / UNITS_PER_SECOND));
    }

    private boolean isDone(StepWork step) {
        return databases.state().exists()
                && new RunStore(databases.state())
                        .isFinished(step.stage().mode().word(), step.stage().step(), Stage.DATA.word());
    }

    private String target(Mode mode, MigrationPlan plan) {
        if (mode != Mode.DATA) {
            return "rows of the settings and stores tables are merged; what is there is kept for a reset";
        }
        Map<String, Long> tables = new LinkedHashMap<>();
        plan.tables().forEach(table -> tables.put(table.target().name(), 1L));
        long filled = new RowFloor(databases.target())
                .count(tables).values().stream().filter(rows -> rows > 0).count();
        return "%,d of %,d tables that the main map fills hold rows now; they are replaced, and kept for a reset"
                .formatted(filled, tables.size());
    }

    private String capture(Mode mode) {
        if (mode != Mode.DATA || config.steps(Mode.DELTA).isEmpty()) {
            return "none";
        }
        return config.capture().mode() == CaptureConfig.Mode.TRIGGERS
                ? "triggers and log tables are installed on the source before the first row is read"
                : "the position in the source's binlog is recorded before the first row is read";
    }

    /** True when the mode would stop at its integrity check. */
    public boolean fails() {
        return findings.stream().anyMatch(Finding::isError);
    }

    public String json() {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("dryRun", modes);
        all.put(
                "findings",
                findings.stream()
                        .map(f -> Map.of(
                                "severity", f.severity().name().toLowerCase(Locale.ROOT), "message", f.message()))
                        .toList());
        all.put("warnings", warnings);
        return Json.of(all);
    }

    public String text() {
        var text = new StringBuilder();
        for (ModeFacts mode : modes) {
            text.append("The ").append(mode.mode()).append(" mode would run:\n");
            mode.steps().forEach(step -> text.append(step.line()));
            text.append("  target: ").append(mode.target()).append('\n');
            text.append("  capture: ").append(mode.capture()).append('\n');
            text.append("  time: about %d:%02d on a small machine, from sizes that the server estimates\n"
                    .formatted(mode.seconds() / 60, mode.seconds() % 60));
        }
        warnings.forEach(warning -> text.append("warning: ").append(warning).append('\n'));
        findings.forEach(finding -> text.append(finding.isError() ? "error: " : "warning: ")
                .append(finding.message())
                .append('\n'));
        return text.append("Nothing was written (--dry-run)").toString();
    }
}
