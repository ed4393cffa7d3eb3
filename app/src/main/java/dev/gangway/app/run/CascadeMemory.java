package dev.gangway.app.run;

import dev.gangway.core.change.MappedChange;
import dev.gangway.core.change.TargetOperation;
import dev.gangway.core.plan.Route;
import dev.gangway.mysql.lookup.JdbcLookups;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes the look-ups forget what foreign keys of the source have changed: no change of those rows will ever be seen.
 * Thread-safe.
 */
final class CascadeMemory {
    private final JdbcLookups lookups;
    private final Map<String, String> sourceOfTarget = new HashMap<>();

    CascadeMemory(MigrationContext context) {
        this.lookups = context.lookups();
        for (Route route : context.plan().routes()) {
            sourceOfTarget.put(route.target(), route.source());
        }
    }

    void forget(MappedChange change) {
        for (TargetOperation operation : change.operations()) {
            if (operation instanceof TargetOperation.Cascade cascade) {
                forget(cascade.table());
                below(cascade.children());
            }
        }
    }

    private void below(List<TargetOperation.Edge> edges) {
        for (TargetOperation.Edge edge : edges) {
            forget(edge.table());
            below(edge.children());
        }
    }

    private void forget(String targetTable) {
        String table = sourceOfTarget.get(targetTable);
        if (table != null) {
            lookups.forget(table);
        }
    }
}
