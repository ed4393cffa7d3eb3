package dev.gangway.cdc;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/** How long to wait before an attempt: doubling from a quarter second, capped, up to a third of it by chance. */
record BackOff(Duration cap, DoubleSupplier random) {
    private static final long FIRST_MS = 250;
    private static final int MAX_DOUBLINGS = 20;

    Duration before(int attempt) {
        long doubled = FIRST_MS << Math.min(Math.max(attempt - 1, 0), MAX_DOUBLINGS);
        long capped = Math.min(doubled, cap.toMillis());
        return Duration.ofMillis((long) (capped * (1 - random.getAsDouble() / 3)));
    }
}
