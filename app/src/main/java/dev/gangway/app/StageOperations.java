package dev.gangway.app;

import dev.gangway.app.command.Console;
import dev.gangway.app.command.ExitCode;
import dev.gangway.app.command.Operations;
import dev.gangway.app.demo.DemoOperation;
import dev.gangway.app.integrity.IntegrityOperation;
import dev.gangway.app.run.BulkRun;
import dev.gangway.app.run.ConsoleListener;
import dev.gangway.app.run.DeltaLoop;
import dev.gangway.app.run.JsonListener;
import dev.gangway.app.run.MigrationContext;
import dev.gangway.app.run.StagedMigration;
import dev.gangway.app.run.StatusReport;
import dev.gangway.app.wiring.Databases;
import dev.gangway.app.wiring.PlanReport;
import dev.gangway.app.wiring.PlanSource;
import dev.gangway.bulkloader.CaptureStart;
import dev.gangway.core.config.MigrationConfig;
import dev.gangway.core.config.Mode;
import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.plan.IntegrityFinding;
import dev.gangway.mysql.state.LossStore;
import java.time.Clock;
import java.util.List;

/** Runs the commands on the real stages. */
final class StageOperations implements Operations {
    private static final int MOST_LOSSES = 20;

    @Override
    public int plan(Request request, boolean json, Console console) {
        PlanSource source = PlanSource.read(request.config(), Databases.of(request.config()));
        var plan = source.compile();
        List<IntegrityFinding> findings = source.integrity();
        source.warnings().all().forEach(warning -> console.say("warning: " + warning));
        var report = new PlanReport(plan, findings);
        console.result(json ? report.json() : report.text());
        boolean failed = findings.stream().anyMatch(f -> f.kind().isFailing());
        if (failed && !request.auto()) {
            console.complain("The integrity check fails; correct the map, or go on with --auto");
            return ErrorCode.INTEGRITY_FAILED.type().exitCode();
        }
        return ExitCode.DONE;
    }

    @Override
    public int settings(Request request, Console console) {
        return load(request, Mode.SETTINGS, console);
    }

    @Override
    public int data(Request request, Console console) {
        return load(request, Mode.DATA, console);
    }

    private static int load(Request request, Mode mode, Console console) {
        reset(request, console);
        try (MigrationContext context = MigrationContext.open(request.config())) {
            context.sources().warnings().all().forEach(warning -> console.say("warning: " + warning));
            bulkRun(context, request, mode, console);
            tellLosses(context, console);
        }
        console.say("The " + mode.word() + " mode is done");
        return ExitCode.DONE;
    }

    private static void bulkRun(MigrationContext context, Request request, Mode mode, Console console) {
        if (request.json()) {
            var listener = new JsonListener(console::result, Clock.systemUTC(), System::nanoTime);
            listener.running(mode, () -> new BulkRun(context, captureStart(context), listener).run(mode));
        } else {
            try (var listener = ConsoleListener.on(console)) {
                new BulkRun(context, captureStart(context), listener).run(mode);
            }
        }
    }

    private static void tellLosses(MigrationContext context, Console console) {
        List<LossStore.Entry> losses = new LossStore(context.databases().state()).all();
        losses.stream()
                .limit(MOST_LOSSES)
                .forEach(loss -> console.say("changed values: %s.%s, %s, %,d times"
                        .formatted(loss.table(), loss.column(), loss.reason(), loss.occurrences())));
        if (losses.size() > MOST_LOSSES) {
            console.say("changed values: and %d more kinds, in table loss of the state schema %s"
                    .formatted(
                            losses.size() - MOST_LOSSES,
                            context.databases().state().name()));
        }
    }

    /** Without a delta mode nothing is captured, and the source needs neither binlog nor triggers. */
    private static CaptureStart captureStart(MigrationContext context) {
        return context.config().steps(Mode.DELTA).isEmpty() ? CaptureStart.NONE : context.captureStart();
    }

    private static void reset(Request request, Console console) {
        if (request.reset()) {
            console.say("Forgetting the progress of earlier runs of "
                    + request.config().sourceId());
            MigrationContext.reset(request.config());
        }
    }

    @Override
    public int delta(Request request, boolean untilDrained, Console console) {
        try (MigrationContext context = MigrationContext.open(request.config())) {
            return new DeltaLoop(context, console).run(untilDrained);
        }
    }

    @Override
    public int run(Request request, boolean untilDrained, Console console) {
        load(request, Mode.SETTINGS, console);
        load(request.keepingProgress(), Mode.DATA, console);
        return delta(request, untilDrained, console);
    }

    @Override
    public int integrity(IntegrityRequest request, Console console) {
        return new IntegrityOperation(request, console).run();
    }

    @Override
    public int status(MigrationConfig config, boolean json, Console console) {
        StatusReport report = StatusReport.read(config);
        console.result(json ? report.json() : report.text());
        return report.hasParked() ? ExitCode.PARKED : ExitCode.DONE;
    }

    @Override
    public int demo(DemoRequest request, Console console) {
        return new DemoOperation(StagedMigration::new).run(request, console);
    }
}
