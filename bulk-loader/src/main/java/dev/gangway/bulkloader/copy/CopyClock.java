package dev.gangway.bulkloader.copy;

import dev.gangway.bulkloader.progress.CopyTimes;
import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;

/** Adds up what the workers of a copy spend their time on. Thread-safe. */
final class CopyClock {
    private final LongAdder reading = new LongAdder();
    private final LongAdder mapping = new LongAdder();
    private final LongAdder writing = new LongAdder();

    /** Each returns the present, so that the next part starts there. */
    long read(long since) {
        return add(reading, since);
    }

    long mapped(long since) {
        return add(mapping, since);
    }

    long written(long since) {
        return add(writing, since);
    }

    private static long add(LongAdder part, long since) {
        long now = System.nanoTime();
        part.add(now - since);
        return now;
    }

    CopyTimes times() {
        return new CopyTimes(
                Duration.ofNanos(reading.sum()), Duration.ofNanos(mapping.sum()), Duration.ofNanos(writing.sum()));
    }
}
