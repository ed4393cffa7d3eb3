package dev.gangway.core.retry;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;

/** How long to wait before an attempt: doubling from the first wait, capped, up to a third of it less by chance. */
public record BackOff(Duration first, Duration cap, DoubleSupplier random) {
    private static final int MAX_DOUBLINGS = 20;

    public static BackOff of(Duration first, Duration cap) {
        return new BackOff(first, cap, () -> ThreadLocalRandom.current().nextDouble());
    }

    /** The wait after so many failures in a row. */
    public Duration after(int failures) {
        long doubled = first.toMillis() << Math.min(Math.max(failures - 1, 0), MAX_DOUBLINGS);
        long capped = Math.min(doubled, cap.toMillis());
        return Duration.ofMillis((long) (capped * (1 - random.getAsDouble() / 3)));
    }
}
