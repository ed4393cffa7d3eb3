package dev.gangway.core.retry;

import dev.gangway.core.error.MigrationException;
import dev.gangway.core.error.Recovery;
import java.time.Duration;

/**
 * Why work waits or has stopped.
 *
 * @param tries how often it was tried in a row without success
 * @param nextTryMs when it is tried again, milliseconds since 1970; 0 when it is not
 */
public record Trouble(MigrationException error, int tries, long nextTryMs) {

    /** Work that stopped for good. */
    public static Trouble last(MigrationException error, int tries) {
        return new Trouble(error, tries, 0);
    }

    public Recovery recovery() {
        return error.code().recovery();
    }

    /** For example {@code goes on by itself, 4 tries so far, next in 12 s: Source database ... [SOURCE_UNAVAILABLE]}. */
    public String text(long nowMs) {
        String next = nextTryMs == 0
                ? ""
                : ", %d %s so far, next in %d s"
                        .formatted(tries, tries == 1 ? "try" : "tries", secondsUntil(nextTryMs, nowMs));
        return recovery().words() + next + ": " + error.getMessage() + " [" + error.code() + "]";
    }

    private static long secondsUntil(long atMs, long nowMs) {
        return Duration.ofMillis(Math.max(0, atMs - nowMs)).plusMillis(999).toSeconds();
    }
}
