package dev.gangway.sink.apply;

import dev.gangway.core.change.MappedChange;
import dev.gangway.core.position.SourcePosition;
import dev.gangway.mysql.state.WaitingChange;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is to be applied in one transaction.
 *
 * @param changes in position order, those that waited among them
 * @param waited which of them had been put aside, and under which id; the ledger counts them already
 * @param blocking what goes on waiting
 */
public record Work(List<MappedChange> changes, Map<SourcePosition, Long> waited, List<WaitingChange> blocking) {

    public Work {
        changes = List.copyOf(changes);
        waited = Map.copyOf(waited);
        blocking = List.copyOf(blocking);
    }

    /** Nothing waits. */
    public static Work of(List<MappedChange> changes) {
        return new Work(changes, Map.of(), List.of());
    }

    /** New changes, with those that waited in their own places before them. */
    public static Work of(List<MappedChange> changes, Map<Long, MappedChange> waited, List<WaitingChange> blocking) {
        if (waited.isEmpty()) {
            return new Work(changes, Map.of(), blocking);
        }
        var all = new ArrayList<>(changes);
        var ids = new LinkedHashMap<SourcePosition, Long>();
        waited.forEach((id, change) -> {
            all.add(change);
            ids.put(change.position(), id);
        });
        all.sort(Comparator.comparing(MappedChange::position));
        return new Work(all, ids, blocking);
    }
}
