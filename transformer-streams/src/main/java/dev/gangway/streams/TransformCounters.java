package dev.gangway.streams;

import dev.gangway.core.change.MappedChange;
import java.util.concurrent.atomic.LongAdder;

/** What the transformer has done since it started. Thread-safe; records of an aborted transaction are counted twice. */
public final class TransformCounters {
    private final LongAdder mapped = new LongAdder();
    private final LongAdder filtered = new LongAdder();
    private final LongAdder rejected = new LongAdder();
    private final LongAdder watermarks = new LongAdder();

    void count(MappedChange change) {
        if (change.rejection() != null) {
            rejected.increment();
        } else if (change.isFiltered()) {
            filtered.increment();
        } else {
            mapped.increment();
        }
    }

    void unreadable() {
        rejected.increment();
    }

    void watermark() {
        watermarks.increment();
    }

    public long mapped() {
        return mapped.sum();
    }

    public long filtered() {
        return filtered.sum();
    }

    public long rejected() {
        return rejected.sum();
    }

    public long watermarks() {
        return watermarks.sum();
    }
}
