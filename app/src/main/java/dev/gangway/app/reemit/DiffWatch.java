package dev.gangway.app.reemit;

import dev.gangway.app.command.Console;
import dev.gangway.app.command.DiffWatchCommand.Request;
import dev.gangway.app.command.ExitCode;
import dev.gangway.app.run.DiffInputs;
import dev.gangway.app.run.MigrationContext;
import dev.gangway.core.config.MigrationConfig;
import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import dev.gangway.mysql.state.StreamLock;
import dev.gangway.proof.find.Finding;
import dev.gangway.proof.run.DiffResult;
import dev.gangway.proof.run.KeyDiff;
import dev.gangway.proof.store.FindingStore;
import java.time.Duration;
import java.util.List;

/** Compares what changes, soon after it has changed and at a bounded cost, for as long as somebody wants. One thread. */
public final class DiffWatch {
    private static final Duration BETWEEN = Duration.ofSeconds(20);
    private static final int SHOWN = 20;

    private final Console console;
    private long compared;
    private long left;
    private long differing;

    private DiffWatch(Console console) {
        this.console = console;
    }

    /** Watches until the time is over or the thread is interrupted; returns the exit code. */
    public static int run(MigrationConfig config, Request request, Console console) {
        try (MigrationContext context = MigrationContext.open(config)) {
            if (!StreamLock.isTaken(context.databases().state())) {
                throw new MigrationException(
                        ErrorCode.USAGE,
                        "No stream runs whose changes could be watched: start gangway delta, or compare everything with"
                                + " gangway diff");
            }
            return new DiffWatch(console).watch(context, request);
        }
    }

    private int watch(MigrationContext context, Request request) {
        long end = System.nanoTime() + request.time().toNanos();
        int most = (int) Math.max(1, request.perMinute() * BETWEEN.toSeconds() / 60);
        var diff = new KeyDiff(DiffInputs.of(context));
        try (var changes = new ChangedKeys(context, most)) {
            console.say("Comparing what changes from now on, up to %,d rows a minute; Ctrl-C ends it"
                    .formatted(request.perMinute()));
            while (System.nanoTime() < end && !Thread.currentThread().isInterrupted()) {
                var time = Duration.ofNanos(Math.max(0, Math.min(BETWEEN.toNanos(), end - System.nanoTime())));
                look(diff, changes.take(time));
            }
        }
        console.result("%,d changed rows compared, %,d left for a comparison of everything, %,d rows differ"
                .formatted(compared, left, differing));
        return differing == 0 ? ExitCode.DONE : ExitCode.DIFFERENCES;
    }

    private void look(KeyDiff diff, ChangedKeys.Keys keys) {
        compared += keys.count();
        left += keys.left();
        if (keys.count() == 0) {
            return;
        }
        DiffResult result = diff.compare(keys.byTable());
        List<Finding> findings = result.findings().stream()
                .map(FindingStore.Stored::finding)
                .filter(finding -> finding.kind().isDifference())
                .toList();
        differing += result.differences();
        findings.stream().limit(SHOWN).forEach(finding -> console.complain("! " + finding));
        console.say("%,d changed rows compared%s, %,d rows differ%s"
                .formatted(
                        keys.count(),
                        keys.left() == 0 ? "" : ", %,d more were too many".formatted(keys.left()),
                        result.differences(),
                        result.differences() == 0 ? "" : ": gangway diff and gangway repair mend them"));
    }
}
