package dev.gangway.sink.apply;

import dev.gangway.core.change.MappedChange;
import dev.gangway.mysql.state.WaitingChange;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which rows of the target wait while a batch is applied, from before and from the batch itself, and which changes therefore
 * have to wait too: those that write a row below a waiting one, and those of another source row that write the waiting row
 * itself. A newer version of the very source row may be tried: it carries the whole row. One thread at a time.
 */
final class Causality {
    private final RowNames names;
    private final Map<String, Set<String>> sourcesByRow = new HashMap<>();
    private final Set<String> tables = new HashSet<>();

    Causality(RowNames names, Collection<WaitingChange> waiting) {
        this.names = names;
        waiting.forEach(one -> add(WaitingIndex.source(one.table(), one.key()), one.rows()));
    }

    /** Nothing waits. */
    static Causality none(RowNames names) {
        return new Causality(names, List.of());
    }

    /** The waiting row for which the change has to wait, or null. */
    @Nullable
    String blocker(MappedChange change) {
        if (tables.isEmpty()) {
            return null;
        }
        for (String parent : names.parents(change, tables::contains)) {
            if (sourcesByRow.containsKey(parent)) {
                return parent;
            }
        }
        Set<String> own = Set.of(WaitingIndex.source(change.table(), change.key()));
        for (String row : names.of(change)) {
            if (!own.containsAll(sourcesByRow.getOrDefault(row, Set.of()))) {
                return row;
            }
        }
        return null;
    }

    /** The rows of this change wait from here on; returns them. */
    List<String> add(MappedChange change) {
        List<String> rows = names.of(change);
        add(WaitingIndex.source(change.table(), change.key()), rows);
        return rows;
    }

    private void add(String source, List<String> rows) {
        for (String row : rows) {
            sourcesByRow.computeIfAbsent(row, r -> new HashSet<>()).add(source);
            tables.add(RowNames.table(row));
        }
    }
}
