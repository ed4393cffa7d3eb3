package dev.gangway.cdc.binlog;

import dev.gangway.cdc.CapturedTables;
import dev.gangway.cdc.binlog.LockedRows.Placed;
import dev.gangway.cdc.reemit.Reading;
import dev.gangway.core.change.Operation;
import dev.gangway.core.change.RowChange;
import dev.gangway.core.row.Row;
import dev.gangway.core.schema.ForeignKey;
import dev.gangway.core.schema.Table;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Learns from the changes around a reading which of its rows may no longer look as they were read: those that were changed
 * themselves while they were read, and all when a parent may have taken its children along, of which the binlog has no
 * word. One thread at a time.
 */
final class Overtaken {
    private final Placed placed;
    private final Table table;
    private final Map<String, Table> ancestors = new HashMap<>();
    private final Set<String> changed = new HashSet<>();
    private boolean all;

    Overtaken(Placed placed, CapturedTables tables) {
        this.placed = placed;
        this.table = placed.reading().table();
        tables.above(table, ForeignKey::takesAlong).forEach(parent -> ancestors.put(parent.name(), parent));
    }

    /** Looks at a change up to the higher place. */
    void look(RowChange change) {
        if (!placed.low().isAfter(change.position())) {
            if (change.table().equals(table.name())) {
                all |= change.operation() == Operation.TRUNCATE;
                add(change.before());
                add(change.after());
            }
            Table parent = ancestors.get(change.table());
            all |= parent != null && mayTakeAlong(parent, change);
        }
    }

    private void add(@Nullable Row row) {
        if (row != null) {
            changed.add(row.keyText(table.identity()));
        }
    }

    private static boolean mayTakeAlong(Table parent, RowChange change) {
        Row before = change.before();
        Row after = change.after();
        if (before == null) {
            return change.operation() == Operation.TRUNCATE;
        }
        return after == null || !before.keyText(parent.identity()).equals(after.keyText(parent.identity()));
    }

    /** What may be sent at the higher place; empty when nothing of it is sure. */
    Optional<Reading> sure() {
        return all
                ? Optional.empty()
                : Optional.of(placed.reading().without(key -> changed.contains(key.keyText(table.identity()))));
    }
}
