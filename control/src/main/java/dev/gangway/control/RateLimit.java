package dev.gangway.control;

import java.util.function.LongSupplier;

/** Lets so many through per second, and twice as many at once after a quiet time. Thread-safe. */
final class RateLimit {
    private static final double NANOS = 1_000_000_000;

    private final double perSecond;
    private final LongSupplier nanoTime;
    private double left;
    private long last;

    private RateLimit(double perSecond, LongSupplier nanoTime) {
        this.perSecond = perSecond;
        this.nanoTime = nanoTime;
        this.left = 2 * perSecond;
        this.last = nanoTime.getAsLong();
    }

    static RateLimit perSecond(double perSecond, LongSupplier nanoTime) {
        return new RateLimit(perSecond, nanoTime);
    }

    synchronized boolean mayPass() {
        long now = nanoTime.getAsLong();
        left = Math.min(2 * perSecond, left + (now - last) / NANOS * perSecond);
        last = now;
        if (left < 1) {
            return false;
        }
        left--;
        return true;
    }
}
