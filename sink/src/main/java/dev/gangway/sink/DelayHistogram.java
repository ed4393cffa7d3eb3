package dev.gangway.sink;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Counts delays in classes that grow by an eighth of a power of two, so that a percentile is right within 10 %. Thread-safe.
 */
final class DelayHistogram {
    private static final int STEPS = 8;
    private static final int CLASSES = 40 * STEPS;

    private final AtomicLongArray counts = new AtomicLongArray(CLASSES);

    void add(long delayMs, long count) {
        counts.addAndGet(classOf(Math.max(0, delayMs)), count);
    }

    /** The delay that the given share of all changes did not exceed, in milliseconds; 0 when there are none. */
    long percentile(double share) {
        long total = 0;
        for (int i = 0; i < CLASSES; i++) {
            total += counts.get(i);
        }
        long wanted = (long) Math.ceil(total * share);
        long seen = 0;
        for (int i = 0; i < CLASSES && total > 0; i++) {
            seen += counts.get(i);
            if (seen >= wanted) {
                return upperBound(i);
            }
        }
        return 0;
    }

    private static int classOf(long delayMs) {
        double log = Math.log(delayMs + 1.0) / Math.log(2);
        return Math.min(CLASSES - 1, (int) Math.ceil(log * STEPS));
    }

    private static long upperBound(int index) {
        return Math.round(Math.pow(2, (double) index / STEPS)) - 1;
    }
}
