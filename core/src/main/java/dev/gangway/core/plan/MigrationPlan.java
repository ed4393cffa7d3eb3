package dev.gangway.core.plan;

import dev.gangway.core.config.StepKind;
import dev.gangway.core.rules.Compatibility;
import dev.gangway.core.schema.Schema;
import dev.gangway.core.schema.Table;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Everything compiled from the configuration, the rule files and both schemas: per source table the routes of its rows. The
 * only place that knows what becomes of a table; steps, capture, stream, comparison and reports take their routes from here.
 * Immutable and thread-safe.
 */
public final class MigrationPlan {
    private final Schema source;
    private final Schema target;
    private final Schema written;
    private final Compatibility compatibility;
    private final List<Route> routes;
    private final Map<String, List<Route>> bySource;
    private final LookupPlan lookups;

    /** Routes in the order in which their steps were configured. */
    public MigrationPlan(Schema source, Schema target, Compatibility compatibility, Collection<Route> routes) {
        this.source = source;
        this.target = target;
        this.compatibility = compatibility;
        this.routes = List.copyOf(routes);
        this.lookups = LookupPlan.of(source, this.routes);
        this.written = new Schema(written(target, this.routes));
        this.bySource = Collections.unmodifiableMap(this.routes.stream()
                .collect(Collectors.groupingBy(Route::source, LinkedHashMap::new, Collectors.toList())));
    }

    /** The target's tables, shadow tables, and tables that a step gives more columns as they are then. */
    private static List<Table> written(Schema target, List<Route> routes) {
        Map<String, Table> tables = new LinkedHashMap<>();
        target.tables().forEach(table -> tables.put(table.name(), table));
        for (Route route : routes) {
            tables.merge(
                    route.target(),
                    route.table().target(),
                    (known, own) -> own.columns().size() > known.columns().size() ? own : known);
        }
        return List.copyOf(tables.values());
    }

    public Schema source() {
        return source;
    }

    /** The target's own tables. */
    public Schema target() {
        return target;
    }

    /** All tables that routes can write: the target's own and shadow tables. */
    public Schema written() {
        return written;
    }

    public Compatibility compatibility() {
        return compatibility;
    }

    /** Every route, step by step, each step's in the source's listing order. */
    public List<Route> routes() {
        return routes;
    }

    /** The routes of a source table; none when it is not migrated. */
    public List<Route> routes(String sourceTable) {
        return bySource.getOrDefault(sourceTable, List.of());
    }

    /** What rows depend on beside themselves. */
    public LookupPlan lookups() {
        return lookups;
    }

    /** What a step copies into tables of the target. */
    public List<TablePlan> tables(StepKind step) {
        return routes.stream()
                .filter(route -> route.step() == step && !route.isShadow())
                .map(Route::table)
                .toList();
    }

    /** Every mapping into a table of the target. */
    public List<TablePlan> tables() {
        return routes.stream()
                .filter(route -> !route.isShadow())
                .map(Route::table)
                .toList();
    }

    /** The shadow tables that a step fills. */
    public List<Route> shadows(StepKind step) {
        return routes.stream()
                .filter(route -> route.step() == step && route.isShadow())
                .toList();
    }

    /** Names of all source tables that have a route. */
    public Set<String> sourceTables() {
        return bySource.keySet();
    }
}
