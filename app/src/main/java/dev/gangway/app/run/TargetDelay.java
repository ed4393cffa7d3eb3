package dev.gangway.app.run;

import java.util.concurrent.atomic.AtomicLong;

/** How long the oldest change that the target does not have yet waits at most. Thread-safe. */
final class TargetDelay {
    private final AtomicLong waitingSinceMs = new AtomicLong();

    /**
     * Everything up to the target's watermark is applied, so what is not was committed later than that. Before the first
     * watermark it counts from when something was first seen to wait.
     *
     * @param lag how many changes wait
     */
    long ms(long lag, long appliedUpToMs) {
        if (lag == 0) {
            waitingSinceMs.set(0);
            return 0;
        }
        long now = System.currentTimeMillis();
        long since = waitingSinceMs.updateAndGet(before -> before == 0 ? now : before);
        return Math.max(0, now - (appliedUpToMs == 0 ? since : appliedUpToMs));
    }
}
