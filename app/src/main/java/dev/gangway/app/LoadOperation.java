package dev.gangway.app;

import dev.gangway.app.command.Console;
import dev.gangway.app.command.ExitCode;
import dev.gangway.app.command.Operations.Request;
import dev.gangway.app.command.Operations.ResetChoice;
import dev.gangway.app.logins.Administrators;
import dev.gangway.app.logins.LoginReport;
import dev.gangway.app.rights.RightsCheck;
import dev.gangway.app.run.BulkRun;
import dev.gangway.app.run.ConsoleListener;
import dev.gangway.app.run.JsonListener;
import dev.gangway.app.run.LossReport;
import dev.gangway.app.run.MigrationContext;
import dev.gangway.app.run.ModeHistory;
import dev.gangway.bulkloader.CaptureStart;
import dev.gangway.core.config.Mode;
import dev.gangway.mysql.state.ResetScope;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;

/** Runs the settings or the data mode for a person: resets first if asked, says what is repeated and what was lost. */
final class LoadOperation {
    private final Request request;
    private final Console console;

    LoadOperation(Request request, Console console) {
        this.request = request;
        this.console = console;
    }

    /** Returns the exit code: parked rows are told from a load that took everything. */
    int run(Mode mode) {
        if (request.reset().filter(ResetChoice::dryRun).isEmpty()) {
            new RightsCheck(request.config(), Set.of(mode)).require();
        }
        var reset = new ResetOperation(request.config(), console);
        if (request.reset().isPresent()) {
            ResetChoice choice = request.reset().get();
            reset.run(mode == Mode.DATA ? ResetScope.DATA : ResetScope.ALL, choice);
            if (choice.dryRun()) {
                return ExitCode.DONE;
            }
        }
        reset.finishUnfinished();
        try (MigrationContext context = MigrationContext.open(request.config())) {
            context.sources().warnings().all().forEach(warning -> console.say("warning: " + warning));
            var progress = new ModeHistory(context, mode);
            progress.tellBegin(console);
            load(context, mode);
            progress.tellEnd(console);
            LossReport.read(request.config(), Optional.empty()).tellTotals(console);
            if (mode == Mode.DATA) {
                var sources = context.sources();
                LoginReport.of(request.config(), context.databases(), sources.source(), sources.target())
                        .warning()
                        .forEach(console::say);
                Administrators.read(context.databases().source(), context.plan())
                        .warning()
                        .forEach(console::say);
            }
            return progress.tellParked(console) ? ExitCode.PARKED : ExitCode.DONE;
        }
    }

    private void load(MigrationContext context, Mode mode) {
        if (request.json()) {
            var listener = new JsonListener(console::result, Clock.systemUTC(), System::nanoTime);
            listener.running(mode, () -> new BulkRun(context, captureStart(context), listener).run(mode));
        } else {
            try (var listener = ConsoleListener.on(console)) {
                new BulkRun(context, captureStart(context), listener).run(mode);
            }
        }
    }

    /** Without a delta mode nothing is captured, and the source needs neither binlog nor triggers. */
    private static CaptureStart captureStart(MigrationContext context) {
        return context.config().steps(Mode.DELTA).isEmpty() ? CaptureStart.NONE : context.captureStart();
    }
}
