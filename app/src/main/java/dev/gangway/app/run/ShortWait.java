package dev.gangway.app.run;

import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Waiting between two looks at something that tells nothing by itself. */
public final class ShortWait {
    static final Duration TIME = Duration.ofMillis(100);

    private ShortWait() {}

    public static void once() {
        LockSupport.parkNanos(TIME.toNanos());
        requireUninterrupted();
    }

    /** Checks that nobody wants the wait to end. */
    static void requireUninterrupted() {
        if (Thread.currentThread().isInterrupted()) {
            throw new MigrationException(ErrorCode.INTERRUPTED, "Interrupted; run again to go on");
        }
    }
}
