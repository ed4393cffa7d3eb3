package dev.gangway.app;

import dev.gangway.app.check.CheckOperation;
import dev.gangway.app.command.Console;
import dev.gangway.app.command.ExitCode;
import dev.gangway.app.command.Logging;
import dev.gangway.app.command.Operations;
import dev.gangway.app.command.StreamRole;
import dev.gangway.app.cutover.CutoverOperation;
import dev.gangway.app.fence.LeftFence;
import dev.gangway.app.init.InitOperation;
import dev.gangway.app.integrity.IntegrityOperation;
import dev.gangway.app.rights.RightsCheck;
import dev.gangway.app.run.BulkRun;
import dev.gangway.app.run.ConsoleListener;
import dev.gangway.app.run.DeltaLoop;
import dev.gangway.app.run.DryRun;
import dev.gangway.app.run.FinishedModes;
import dev.gangway.app.run.LossReport;
import dev.gangway.app.run.Magento2Steps;
import dev.gangway.app.run.MigrationContext;
import dev.gangway.app.run.NewStream;
import dev.gangway.app.run.RoleProcess;
import dev.gangway.app.run.RunFolder;
import dev.gangway.app.run.StatusReport;
import dev.gangway.app.run.Wish;
import dev.gangway.app.wiring.CoverageReport;
import dev.gangway.app.wiring.Databases;
import dev.gangway.app.wiring.PlanReport;
import dev.gangway.app.wiring.PlanSource;
import dev.gangway.core.config.ConfigEnvironment;
import dev.gangway.core.config.MigrationConfig;
import dev.gangway.core.config.Mode;
import dev.gangway.core.config.OptionName;
import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.plan.IntegrityFinding;
import dev.gangway.mysql.state.ResetScope;
import dev.gangway.mysql.state.WantedState;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Runs the commands on the real stages. */
final class StageOperations implements Operations {
    @Override
    public int plan(Request request, PlanView view, Console console) {
        Databases databases = Databases.of(request.config());
        PlanSource source = PlanSource.read(request.config(), databases);
        var plan = source.compile();
        if (view.coverage()) {
            CoverageReport coverage = source.coverage(plan, databases.state());
            console.result(view.json() ? coverage.json() : coverage.text());
            return ExitCode.DONE;
        }
        List<IntegrityFinding> findings = source.integrity();
        source.warnings().all().forEach(warning -> console.say("warning: " + warning));
        var report = new PlanReport(plan, findings);
        console.result(view.json() ? report.json() : report.text());
        boolean failed = findings.stream().anyMatch(f -> f.kind().isFailing());
        if (failed && !request.auto()) {
            console.complain(
                    "The integrity check of the main map fails: gangway integrity shows what to do, or go on with --auto");
            return ErrorCode.INTEGRITY_FAILED.type().exitCode();
        }
        return ExitCode.DONE;
    }

    @Override
    public int settings(Request request, Console console) {
        return alone(request, Mode.SETTINGS, console);
    }

    @Override
    public int data(Request request, Console console) {
        return alone(request, Mode.DATA, console);
    }

    private static int alone(Request request, Mode mode, Console console) {
        CheckOperation.beforeStart(request.config(), console);
        int exitCode = load(request, mode, console);
        if (!request.dryRun() && request.reset().filter(ResetChoice::dryRun).isEmpty()) {
            Magento2Steps.after(mode, request.config()).forEach(console::say);
        }
        return exitCode;
    }

    private static int load(Request request, Mode mode, Console console) {
        return request.dryRun() ? dryRun(request, List.of(mode), console) : loadReally(request, mode, console);
    }

    private static int dryRun(Request request, List<Mode> modes, Console console) {
        new RightsCheck(request.config(), Set.copyOf(modes)).require();
        DryRun run = DryRun.of(request.config(), modes);
        console.result(request.json() ? run.json() : run.text());
        return run.fails() && !request.auto()
                ? ErrorCode.INTEGRITY_FAILED.type().exitCode()
                : ExitCode.DONE;
    }

    private static int loadReally(Request request, Mode mode, Console console) {
        logOf(request.config());
        return new LoadOperation(request, console).run(mode);
    }

    @Override
    public int reset(MigrationConfig config, boolean dataOnly, ResetChoice choice, Console console) {
        var operation = new ResetOperation(config, console);
        operation.run(dataOnly ? ResetScope.DATA : ResetScope.ALL, choice);
        return ExitCode.DONE;
    }

    @Override
    public int accept(MigrationConfig config, boolean yes, Console console) {
        return new AcceptOperation(config, console).run(yes);
    }

    @Override
    public int losses(MigrationConfig config, Optional<String> table, boolean json, Console console) {
        LossReport report = LossReport.read(config, table);
        console.result(json ? report.json() : report.text());
        return ExitCode.DONE;
    }

    private static void logOf(MigrationConfig config) {
        RunFolder.log(config).ifPresent(Logging::setRunFile);
    }

    @Override
    public int delta(Request request, boolean untilDrained, Set<StreamRole> roles, Console console) {
        if (!roles.isEmpty()) {
            RoleProcess.requireShareable(request.config(), roles);
            RunFolder.roleLog(request.config(), roles).ifPresent(Logging::setRunFile);
        } else {
            logOf(request.config());
        }
        CheckOperation.beforeStart(request.config(), console);
        return stream(request, untilDrained, roles, console);
    }

    private static int stream(Request request, boolean untilDrained, Set<StreamRole> roles, Console console) {
        new RightsCheck(request.config(), Set.of(Mode.DELTA)).require();
        try (MigrationContext context = MigrationContext.open(request.config())) {
            try (var listener = ConsoleListener.on(console)) {
                BulkRun.restoreTriggers(context, listener);
            }
            new FinishedModes(context).requireData();
            NewStream.requireSettled(context);
            LeftFence.find(context.databases()).ifPresent(left -> {
                console.say(left.text() + "; it is lifted");
                left.lift();
            });
            requireCoverage(context, console);
            return roles.isEmpty()
                    ? new DeltaLoop(context, console).run(untilDrained)
                    : new RoleProcess(context, roles, console).run();
        }
    }

    /** A table that nobody carries would fall behind without a word; a gap has to be accepted by its name. */
    private static void requireCoverage(MigrationContext context, Console console) {
        CoverageReport coverage =
                context.sources().coverage(context.plan(), context.databases().state());
        coverage.requireNoGap(context.config().options().text(OptionName.ACCEPTED_GAPS));
        List<String> loadedOnly = coverage.loadedOnly();
        if (!loadedOnly.isEmpty()) {
            console.say("warning: what these steps write is not followed: " + String.join(", ", loadedOnly)
                    + " (gangway plan --coverage)");
        }
    }

    @Override
    public int run(Request request, boolean untilDrained, Console console) {
        if (request.dryRun()) {
            return dryRun(request, List.of(Mode.SETTINGS, Mode.DATA), console);
        }
        if (request.reset().filter(ResetChoice::dryRun).isPresent()) {
            return load(request, Mode.SETTINGS, console);
        }
        new RightsCheck(request.config(), EnumSet.allOf(Mode.class)).require();
        CheckOperation.beforeStart(request.config(), console);
        int settings = load(request, Mode.SETTINGS, console);
        int data = load(request.withoutReset(), Mode.DATA, console);
        logOf(request.config());
        return Math.max(Math.max(settings, data), stream(request, untilDrained, Set.of(), console));
    }

    @Override
    public int init(InitRequest request, Console console) {
        Path home = ConfigEnvironment.ofProcess()
                .home()
                .orElse(ConfigEnvironment.ofProcess().workingDirectory());
        return new InitOperation(request, console, home).run();
    }

    @Override
    public int integrity(IntegrityRequest request, Console console) {
        return new IntegrityOperation(request, console).run();
    }

    @Override
    public int want(MigrationConfig config, WantedState state, String reason, boolean json, Console console) {
        Wish wish = Wish.make(config, state, reason);
        console.result(json ? wish.json() : wish.text());
        return ExitCode.DONE;
    }

    @Override
    public int status(MigrationConfig config, StatusView view, Console console) {
        StatusReport report = StatusReport.read(config);
        console.result(view.json() ? report.json() : report.text(view.more()));
        return report.exitCode();
    }

    @Override
    public int cutover(CutoverRequest request, Console console) {
        RunFolder.cutoverLog(request.config()).ifPresent(Logging::setRunFile);
        return new CutoverOperation(request, console).run();
    }

    @Override
    public int cleanup(MigrationConfig config, ResetChoice choice, Console console) {
        return new CleanupOperation(config, console).run(choice);
    }
}
