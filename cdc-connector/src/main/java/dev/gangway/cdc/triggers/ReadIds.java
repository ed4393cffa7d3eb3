package dev.gangway.cdc.triggers;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;

/** The change ids that were read from one log, kept as ranges. */
final class ReadIds {
    private final List<long[]> ranges = new ArrayList<>();

    /** Ids come in rising order. */
    void add(long id) {
        if (!ranges.isEmpty()) {
            long[] last = ranges.get(ranges.size() - 1);
            if (id == last[1] + 1) {
                last[1] = id;
                return;
            }
        }
        ranges.add(new long[] {id, id});
    }

    void forEach(LongConsumer consumer) {
        for (long[] range : ranges) {
            for (long id = range[0]; id <= range[1]; id++) {
                consumer.accept(id);
            }
        }
    }
}
