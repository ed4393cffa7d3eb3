package dev.gangway.core.plan;

import dev.gangway.core.schema.ForeignKey;
import dev.gangway.core.schema.Table;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;

/** Which tables must be captured: those that are migrated, and those whose deletes or key changes reach them by cascades. */
public final class CaptureScope {
    private CaptureScope() {}

    public static Collection<Table> of(MigrationPlan plan) {
        Map<String, Table> tables = new LinkedHashMap<>();
        Deque<Table> open = new ArrayDeque<>();
        plan.routes().stream()
                .map(route -> route.table().source())
                .filter(table -> !table.view())
                .forEach(open::add);
        while (!open.isEmpty()) {
            Table table = open.removeFirst();
            if (tables.putIfAbsent(table.name(), table) == null) {
                table.foreignKeys().stream()
                        .filter(ForeignKey::takesAlong)
                        .flatMap(key -> plan.source().table(key.referencedTable()).stream())
                        .forEach(open::add);
            }
        }
        return tables.values();
    }
}
