package dev.gangway.app.fence;

import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/** The moment by which something must have happened. Immutable. */
public final class Deadline {
    private static final long LOOK_NANOS = Duration.ofMillis(50).toNanos();

    private final LongSupplier nanoTime;
    private final long end;
    private final String budget;

    private Deadline(LongSupplier nanoTime, long end, String budget) {
        this.nanoTime = nanoTime;
        this.end = end;
        this.budget = budget;
    }

    /** {@code budget} says in an error which time was too short. */
    public static Deadline in(Duration time, String budget, LongSupplier nanoTime) {
        return new Deadline(nanoTime, nanoTime.getAsLong() + time.toNanos(), budget);
    }

    public static Deadline in(Duration time, String budget) {
        return in(time, budget, System::nanoTime);
    }

    /** The earlier of this one and so much time from now. */
    public Deadline atMost(Duration time) {
        long other = nanoTime.getAsLong() + time.toNanos();
        return other - end < 0 ? new Deadline(nanoTime, other, budget) : this;
    }

    public Duration left() {
        return Duration.ofNanos(Math.max(0, end - nanoTime.getAsLong()));
    }

    public boolean isOver() {
        return end - nanoTime.getAsLong() <= 0;
    }

    /** Whole seconds that are left, at least one: statements know no finer limit. */
    public int seconds() {
        return (int) Math.max(1, left().toSeconds());
    }

    /**
     * Goes on only while there is time.
     *
     * @throws MigrationException CUTOVER_BUDGET when there is none, INTERRUPTED when the thread is
     */
    public void require(String doing) {
        if (Thread.currentThread().isInterrupted()) {
            throw new MigrationException(ErrorCode.INTERRUPTED, "Interrupted while " + doing);
        }
        if (isOver()) {
            throw new MigrationException(
                    ErrorCode.CUTOVER_BUDGET,
                    budget + " was over while " + doing + "; try at a quieter time or give more");
        }
    }

    /** Waits a moment between two looks at something that tells nothing by itself. */
    public void pause(String doing) {
        require(doing);
        LockSupport.parkNanos(Math.min(LOOK_NANOS, Math.max(1, left().toNanos())));
    }
}
