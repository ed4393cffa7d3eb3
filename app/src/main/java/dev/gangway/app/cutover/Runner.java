package dev.gangway.app.cutover;

import dev.gangway.app.fence.Deadline;
import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import dev.gangway.mysql.state.Cutover.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Goes through the stages of one attempt. Whatever fails, takes too long or ends it from outside lifts the fence, so that the
 * source sells on; only the last stage makes the switch, in one step. Runs once; {@link #abort} may come from any thread.
 */
final class Runner {
    private final List<Stage> stages;
    private final FenceControl fence;
    private final RunLog log;
    private final Duration budget;
    private final LongSupplier nanoTime;
    private volatile @Nullable MigrationException aborted;
    private volatile @Nullable Thread working;

    Runner(List<Stage> stages, FenceControl fence, RunLog log, Duration budget, LongSupplier nanoTime) {
        this.stages = List.copyOf(stages);
        this.fence = fence;
        this.log = log;
        this.budget = budget;
        this.nanoTime = nanoTime;
    }

    /**
     * Runs all stages; without {@link StageName#DONE} among them it is a rehearsal, after which the fence is lifted.
     *
     * @throws MigrationException why it was backed out, or FENCE_LEFT when the fence could not be lifted
     */
    void run() {
        working = Thread.currentThread();
        try {
            for (Stage stage : stages) {
                run(stage, fence.deadline().orElseGet(this::waiting));
            }
        } finally {
            working = null;
        }
        if (stages.stream().noneMatch(stage -> stage.name() == StageName.DONE)) {
            endRehearsal();
        }
    }

    /** Before the fence nobody is kept waiting, so that each stage has the budget for itself. */
    private Deadline waiting() {
        return Deadline.in(budget, "The budget of " + budget.toSeconds() + " s for waiting before the fence", nanoTime);
    }

    private void run(Stage stage, Deadline deadline) {
        try {
            log.begins(stage.name());
            throwAborted();
            stage.run(deadline);
            if (stage.name() != StageName.DONE) {
                throwAborted();
                fence.deadline()
                        .ifPresent(
                                until -> until.require("stage " + stage.name().word() + " ended"));
                log.ends(stage.name());
            }
        } catch (RuntimeException | Error e) {
            throw backOut(stage.name(), e);
        }
    }

    private void throwAborted() {
        MigrationException reason = aborted;
        if (reason != null) {
            throw reason;
        }
    }

    /** Ends the attempt from outside: the fence is down when this returns. Does nothing once the shop is switched. */
    void abort(MigrationException reason) {
        aborted = reason;
        interrupt(); // one that is setting the fence holds it until it is told
        try {
            fence.lift();
        } finally {
            interrupt();
        }
    }

    private void interrupt() {
        Thread thread = working;
        if (thread != null) {
            thread.interrupt();
        }
    }

    private MigrationException backOut(StageName stage, Throwable failure) {
        MigrationException outside = aborted;
        Throwable why = outside == null ? failure : outside;
        String reason = why instanceof MigrationException known
                ? String.valueOf(known.getMessage())
                : "Unexpected error (" + why + ")";
        boolean wasUp = fence.deadline().isPresent();
        fence.lift();
        noteBackOut(stage, reason, why);
        String fenced = wasUp
                ? "writes go through again after %,d ms behind the fence".formatted(fence.fencedMs())
                : "nothing was fenced";
        ErrorCode code = why instanceof MigrationException known ? known.code() : ErrorCode.INTERNAL;
        return new MigrationException(
                code,
                "The cutover was backed out at stage %s, %s, the stream goes on. %s"
                        .formatted(stage.word(), fenced, reason),
                why);
    }

    /** The source sells on whether this can be noted or not. */
    private void noteBackOut(StageName stage, String reason, Throwable why) {
        boolean interrupted = Thread.interrupted();
        try {
            log.finished(Outcome.BACKED_OUT, "", stage.word() + ": " + reason);
        } catch (MigrationException e) {
            why.addSuppressed(e);
        } finally {
            if (interrupted && aborted == null) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void endRehearsal() {
        fence.lift();
        log.finished(Outcome.REHEARSED, "", "");
    }
}
