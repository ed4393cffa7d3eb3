package dev.gangway.app.run;

import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Waiting between two looks at something that tells nothing by itself. */
final class ShortWait {
    private static final long SHORT_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private ShortWait() {}

    static void once() {
        LockSupport.parkNanos(SHORT_NANOS);
        if (Thread.currentThread().isInterrupted()) {
            throw new MigrationException(ErrorCode.INTERRUPTED, "Interrupted; run again to go on");
        }
    }
}
