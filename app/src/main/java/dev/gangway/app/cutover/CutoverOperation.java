package dev.gangway.app.cutover;

import dev.gangway.app.command.Console;
import dev.gangway.app.command.CutoverOperations.CutoverRequest;
import dev.gangway.app.command.ExitCode;
import dev.gangway.app.fence.Fences;
import dev.gangway.app.fence.LeftFence;
import dev.gangway.app.run.MigrationContext;
import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import dev.gangway.mysql.state.RunLock;

/** {@code gangway cutover}, beside a running stream of another process. */
public final class CutoverOperation {
    private final CutoverRequest request;
    private final Console console;
    private final Journal journal;

    public CutoverOperation(CutoverRequest request, Console console) {
        this.request = request;
        this.console = console;
        this.journal = new Journal(console);
    }

    /**
     * Does what is asked for; returns the exit code.
     *
     * @throws MigrationException why it was refused or backed out, or FENCE_LEFT with what a person has to run
     */
    public int run() {
        request.fence().filter(choice -> !Fences.isChoice(choice)).ifPresent(choice -> {
            throw new MigrationException(
                    ErrorCode.USAGE, "\"" + choice + "\" is no fence; write --fence read-only, triggers or hook:CMD");
        });
        try {
            return act();
        } catch (MigrationException e) {
            journal.fact("outcome", "failed");
            journal.fact("code", e.code().name());
            journal.fact("reason", String.valueOf(e.getMessage()));
            throw e;
        } finally {
            if (request.json()) {
                console.result(journal.json());
            }
        }
    }

    private int act() {
        return switch (request.action()) {
            case BACK_OUT -> goBack();
            case STATUS -> status();
            case DRY_RUN -> dryRun();
            case SWITCH, REHEARSE -> attempt();
        };
    }

    private int goBack() {
        new WayBack(request, console, journal).go();
        return ExitCode.DONE;
    }

    private int status() {
        try (MigrationContext context = MigrationContext.besideStream(request.config())) {
            return new StatusView(context, journal).tell();
        }
    }

    private int dryRun() {
        try (MigrationContext context = MigrationContext.besideStream(request.config())) {
            var attempt = new Attempt(context, request, journal);
            attempt.requireNotSwitched();
            return new DryRun(attempt.night()).tell() ? ExitCode.DONE : ExitCode.FAILED;
        }
    }

    private int attempt() {
        try (MigrationContext context = MigrationContext.besideStream(request.config())) {
            new WayBack(request, console, journal).liftLeft();
            try (RunLock lock = RunLock.take(context.databases().state(), LeftFence.ROLE)) {
                var attempt = new Attempt(context, request, journal);
                attempt.requireNotSwitched();
                attempt.run();
            }
        }
        return ExitCode.DONE;
    }
}
