package dev.gangway.core.plan;

import dev.gangway.core.handler.LookedUp;
import dev.gangway.core.schema.Schema;
import dev.gangway.core.schema.Table;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which rows of which source tables depend on which look-ups, and where the target server holds a copy of what is looked up, by
 * which a change of an answer is noticed. Immutable.
 *
 * @param uses in the order of the routes
 * @param copies one for every looked-up table that the source has
 */
public record LookupPlan(List<Use> uses, List<Copy> copies) {
    public static final LookupPlan NONE = new LookupPlan(List.of(), List.of());

    public LookupPlan {
        uses = List.copyOf(uses);
        copies = List.copyOf(copies);
    }

    /**
     * Rows that depend on a look-up.
     *
     * @param table their source table
     * @param field their source column that holds the look-up's key; empty when any of them may depend on any key
     */
    public record Use(LookedUp lookup, String table, Optional<String> field) {}

    /**
     * A looked-up table on the target server.
     *
     * @param source the looked-up source table
     * @param table a table of the target or a shadow table
     * @param identity the columns there that tell its rows apart
     * @param columns the columns there of everything that is looked up, by the source's name
     * @param isCircular rows of the table depend, directly or through others, on the table itself
     */
    public record Copy(
            String source, String table, List<String> identity, Map<String, String> columns, boolean isCircular) {

        public Copy {
            identity = List.copyOf(identity);
            columns = Map.copyOf(columns);
        }
    }

    static LookupPlan of(Schema source, Collection<Route> routes) {
        List<Use> uses = uses(routes);
        var copies = new ArrayList<Copy>();
        columns(source, uses).forEach((table, columns) -> copyOf(routes, table, columns)
                .ifPresent(route -> copies.add(copy(route, columns, reaches(uses, table)))));
        return new LookupPlan(uses, copies);
    }

    private static Copy copy(Route route, Set<String> columns, boolean isCircular) {
        var names = new LinkedHashMap<String, String>();
        columns.forEach(
                column -> names.put(column, route.table().targetField(column).orElseThrow()));
        return new Copy(route.source(), route.target(), route.table().key(), names, isCircular);
    }

    /** What the routes' handlers and filters look up, each once for a table. */
    public static List<Use> uses(Collection<Route> routes) {
        var uses = new LinkedHashSet<Use>();
        for (Route route : routes) {
            TablePlan table = route.table();
            Stream.concat(
                            route.filter().lookedUp().stream(),
                            table.sourceHandlers().stream().flatMap(bound -> bound.handler().lookedUp().stream()))
                    .forEach(lookup -> uses.add(new Use(
                            lookup, route.source(), lookup.field().filter(field -> isAsInSource(table, field)))));
            table.targetHandlers().stream()
                    .flatMap(bound -> bound.handler().lookedUp().stream())
                    .forEach(lookup -> uses.add(
                            new Use(lookup, route.source(), lookup.field().flatMap(field -> sourceOf(table, field)))));
        }
        return List.copyOf(uses);
    }

    private static boolean isAsInSource(TablePlan table, String field) {
        return table.source().hasColumn(field)
                && table.sourceHandlers().stream()
                        .noneMatch(bound -> bound.field().equals(field));
    }

    private static Optional<String> sourceOf(TablePlan table, String targetField) {
        return table.copies().stream()
                .filter(copy -> copy.target().equals(targetField))
                .map(ColumnCopy::source)
                .filter(field -> isAsInSource(table, field))
                .filter(field -> table.targetHandlers().stream()
                        .noneMatch(bound -> bound.field().equals(targetField)))
                .findFirst();
    }

    /** The columns that are read of every looked-up table that the source has. */
    public static Map<String, Set<String>> columns(Schema source, Collection<Use> uses) {
        var columns = new LinkedHashMap<String, Set<String>>();
        for (Use use : uses) {
            Table table = source.table(use.lookup().table()).orElse(null);
            if (table == null || table.view() || table.identity().isEmpty()) {
                continue;
            }
            Set<String> ofTable = columns.computeIfAbsent(table.name(), name -> new LinkedHashSet<>());
            use.lookup().columns().stream().filter(table::hasColumn).forEach(ofTable::add);
        }
        return columns;
    }

    /** The route that takes these columns of a table over as they are; a shadow is preferred, being nobody else's. */
    public static Optional<Route> copyOf(Collection<Route> routes, String source, Collection<String> columns) {
        List<Route> able = routes.stream()
                .filter(route -> route.source().equals(source) && isPlain(route, columns))
                .toList();
        return able.stream().filter(Route::isShadow).findFirst().or(() -> able.stream()
                .findFirst());
    }

    private static boolean isPlain(Route route, Collection<String> columns) {
        TablePlan table = route.table();
        boolean takesAll = route.filter() == RowFilter.ALL || route.filter() instanceof KeysOnly;
        return takesAll
                && !table.key().isEmpty()
                && table.keepFirst().isEmpty()
                && Stream.concat(columns.stream(), table.source().identity().stream())
                        .allMatch(column -> isPlain(table, column));
    }

    private static boolean isPlain(TablePlan table, String column) {
        Optional<String> target = table.targetField(column);
        return target.isPresent()
                && table.sourceHandlers().stream()
                        .noneMatch(bound -> bound.field().equals(column))
                && table.targetHandlers().stream()
                        .noneMatch(bound -> bound.field().equals(target.get()));
    }

    private static boolean reaches(List<Use> uses, String table) {
        Deque<String> open = new ArrayDeque<>(List.of(table));
        var seen = new HashSet<String>();
        while (!open.isEmpty()) {
            String next = open.pop();
            for (Use use : uses) {
                if (use.lookup().table().equals(next)) {
                    if (use.table().equals(table)) {
                        return true;
                    }
                    if (seen.add(use.table())) {
                        open.push(use.table());
                    }
                }
            }
        }
        return false;
    }

    /** What depends on the rows of a looked-up table that are found by a column. */
    public List<Use> of(String table, String keyColumn) {
        return uses.stream()
                .filter(use -> use.lookup().table().equals(table)
                        && use.lookup().keyColumn().equals(keyColumn))
                .toList();
    }

    /** What the rows of a source table depend on, for people. */
    public List<String> texts(String table) {
        return uses.stream()
                .filter(use -> use.table().equals(table))
                .map(use -> use.lookup().text())
                .distinct()
                .sorted()
                .toList();
    }
}
