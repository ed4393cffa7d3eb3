package dev.gangway.app.attach;

import dev.gangway.app.command.AttachOperations;
import dev.gangway.app.command.Console;
import dev.gangway.app.command.ExitCode;
import dev.gangway.app.command.Logging;
import dev.gangway.app.rights.RightsCheck;
import dev.gangway.app.run.DeltaLoop;
import dev.gangway.app.run.MigrationContext;
import dev.gangway.app.run.NewStream;
import dev.gangway.app.run.RunFolder;
import dev.gangway.core.config.MigrationConfig;
import dev.gangway.core.config.Mode;
import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import dev.gangway.mysql.state.StreamState;
import dev.gangway.mysql.state.WantedState;
import dev.gangway.mysql.state.WantedStateStore;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Puts a new stream in the place of the old one, brings what was missed, and carries changes on. */
public final class AttachOperation implements AttachOperations {
    private static final String CAUSE = "attach";

    @Override
    public int attach(AttachRequest request, Console console) {
        MigrationConfig config = request.config();
        RunFolder.log(config).ifPresent(Logging::setRunFile);
        new RightsCheck(config, Set.of(Mode.DELTA)).require();
        NewStream stream = NewStream.find(config);
        console.complain("To attach a new stream to the target of source-id " + config.sourceId() + ":");
        stream.lines().forEach(line -> console.complain("  " + line));
        console.complain("Then everything is compared, and rows that differ are sent again. Loaded rows stay.");
        if (request.dryRun()) {
            console.complain("Nothing was changed (--dry-run)");
            return ExitCode.DONE;
        }
        if (!request.yes()) {
            ask(console);
        }
        stream.perform(line -> console.say("done: " + line));
        try (MigrationContext context = MigrationContext.open(config)) {
            return carry(context, request.untilLevel(), console);
        }
    }

    private static void ask(Console console) {
        boolean yes = console.confirm("Do this?")
                .orElseThrow(() -> new MigrationException(
                        ErrorCode.USAGE,
                        "Nothing is attached without a yes, and no terminal is there to ask: add --yes, or --dry-run to see"
                                + " what would be done"));
        if (!yes) {
            throw new MigrationException(ErrorCode.USAGE, "Not confirmed: nothing was changed");
        }
    }

    /** The stream runs in this thread, as in {@code gangway delta}; what was missed is brought by another. */
    private static int carry(MigrationContext context, boolean untilLevel, Console console) {
        AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();
        var thread = new Thread(
                () -> {
                    try {
                        new CatchingUp(context, console).run();
                        if (untilLevel) {
                            stop(context, "source and target are level");
                        }
                    } catch (RuntimeException e) {
                        failure.set(e);
                        stop(context, "the attach failed");
                    }
                },
                "attach-1");
        thread.setDaemon(true);
        thread.start();
        int exitCode;
        try {
            exitCode = new DeltaLoop(context, console).run(false);
        } finally {
            thread.interrupt();
        }
        RuntimeException failed = failure.get();
        if (failed != null) {
            throw failed;
        }
        boolean isSettled =
                new StreamState(context.databases().state()).pending().isEmpty();
        if (!isSettled) {
            console.complain("Ended before everything was compared: gangway attach goes on with it");
        }
        return isSettled ? exitCode : ExitCode.FAILED;
    }

    private static void stop(MigrationContext context, String reason) {
        new WantedStateStore(context.databases().state()).want(WantedState.STOP, CAUSE, reason);
    }
}
