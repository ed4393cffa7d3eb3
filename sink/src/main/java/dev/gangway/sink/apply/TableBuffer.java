package dev.gangway.sink.apply;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The last write per row of one target table, in the order of these last writes. One thread at a time. */
final class TableBuffer {
    private final Map<RowKey, PendingWrite> writes = new LinkedHashMap<>();

    /** True when the write identifies rows by other fields than those already held: they cannot be compared. */
    boolean isForeign(PendingWrite write) {
        return !writes.isEmpty()
                && !writes.values().iterator().next().keyFields().equals(write.keyFields());
    }

    /** Takes the place of an earlier write of the same row, which is then superseded; fields that only it set are kept. */
    void put(PendingWrite write) {
        PendingWrite earlier = writes.remove(write.key());
        if (earlier != null) {
            earlier.change().supersede();
        }
        writes.put(write.key(), earlier == null ? write : write.after(earlier));
    }

    /** Rows to remove, some of which {@link #upserts()} write anew. */
    List<PendingWrite> deletes() {
        return writes.values().stream()
                .filter(write -> write.isDelete() || write.removesFirst())
                .toList();
    }

    List<PendingWrite> upserts() {
        return writes.values().stream().filter(write -> !write.isDelete()).toList();
    }

    boolean isEmpty() {
        return writes.isEmpty();
    }

    /** Hands over everything and is empty then. */
    List<PendingWrite> drain() {
        var all = new ArrayList<>(writes.values());
        writes.clear();
        return all;
    }

    /** Drops everything because the whole table is emptied. */
    void supersedeAll() {
        drain().forEach(write -> write.change().supersede());
    }
}
