package dev.gangway.app.cutover;

import dev.gangway.app.fence.Deadline;
import dev.gangway.app.fence.Fence;
import dev.gangway.app.fence.LeftFence;
import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The fence of one attempt: noted before it is set, lifted once, measured in between, and never longer up than the budget without
 * the shop being switched. Thread-safe: what ends the attempt from outside lifts it too.
 */
final class FenceControl {
    private static final Logger LOGGER = LoggerFactory.getLogger(FenceControl.class);

    private final Fence fence;
    private final RunLog log;
    private final Duration budget;
    private final LongSupplier nanoTime;
    private String memory = "";
    private State state = State.DOWN;
    private long upSince;
    private long fencedNanos;
    private volatile Optional<Deadline> deadline = Optional.empty();

    private enum State {
        DOWN,
        UP,
        LIFTED,
        KEPT
    }

    FenceControl(Fence fence, RunLog log, Duration budget, LongSupplier nanoTime) {
        this.fence = fence;
        this.log = log;
        this.budget = budget;
        this.nanoTime = nanoTime;
    }

    Fence fence() {
        return fence;
    }

    /** Sets the fence; the budget runs from the first statement on, since writers wait from then on. */
    synchronized void set() {
        if (state != State.DOWN) {
            throw new MigrationException(ErrorCode.FENCE_NOT_SET, "The cutover was ended before the fence was set");
        }
        memory = fence.memory();
        log.fenceWanted(fence.choice(), memory);
        upSince = nanoTime.getAsLong();
        Deadline until = Deadline.in(budget, "The budget of " + budget.toSeconds() + " s with writes fenced", nanoTime);
        deadline = Optional.of(until);
        state = State.UP;
        fence.set(until);
        log.fenceSet();
    }

    /** By when everything behind the fence must be done; empty as long as it is not up. */
    Optional<Deadline> deadline() {
        return deadline;
    }

    /** Lets writes through again; does nothing when they are, or when the shop is switched. */
    synchronized void lift() {
        if (state == State.DOWN) {
            state = State.LIFTED;
        } else if (state == State.UP) {
            LeftFence.lift(fence, memory);
            state = State.LIFTED;
            fencedNanos = nanoTime.getAsLong() - upSince;
            noteLifted();
        }
    }

    /** A state that does not answer must not look like a fence that stands: lifting it once more does no harm. */
    private void noteLifted() {
        try {
            log.fenceLifted();
        } catch (MigrationException e) {
            LOGGER.atWarn().addKeyValue("error", e.getMessage()).log("The lifted fence could not be noted");
        }
    }

    /**
     * The shop is switched: the fence stays.
     *
     * @param commit makes the switch durable; the fence is lifted later when it fails
     */
    synchronized void keep(Runnable commit) {
        if (state != State.UP) {
            throw new MigrationException(
                    ErrorCode.CUTOVER_BUDGET, "The fence was lifted before the switch was made: nothing is switched");
        }
        commit.run();
        state = State.KEPT;
        fencedNanos = nanoTime.getAsLong() - upSince;
    }

    synchronized boolean isUp() {
        return state == State.UP;
    }

    /** How long writes have been kept out, in milliseconds; 0 when they never were. */
    synchronized long fencedMs() {
        long nanos = state == State.UP ? nanoTime.getAsLong() - upSince : fencedNanos;
        return Duration.ofNanos(nanos).toMillis();
    }
}
