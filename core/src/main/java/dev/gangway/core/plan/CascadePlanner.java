package dev.gangway.core.plan;

import dev.gangway.core.change.TargetOperation.Cascade;
import dev.gangway.core.change.TargetOperation.Cascade.Action;
import dev.gangway.core.change.TargetOperation.Edge;
import dev.gangway.core.row.Row;
import dev.gangway.core.schema.ForeignKey;
import dev.gangway.core.schema.ReferentialAction;
import dev.gangway.core.schema.SideTable;
import dev.gangway.core.schema.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Knows what the source's foreign keys do to child rows when a parent row is deleted or its key changes, in terms of the
 * target's tables. Neither binlog nor triggers show these effects. Only single-column foreign keys cascade in Magento; a
 * foreign key of several columns is reported by {@link #unsupported()}.
 */
final class CascadePlanner {
    private record Reference(Table child, ForeignKey key) {
        String column() {
            return key.columns().get(0);
        }

        String parentColumn() {
            return key.referencedColumns().get(0);
        }
    }

    private final MigrationPlan plan;
    private final Map<String, List<Reference>> referencesByParent = new HashMap<>();
    private final List<String> unsupported = new ArrayList<>();

    CascadePlanner(MigrationPlan plan) {
        this.plan = plan;
        for (Table child : plan.source().tables()) {
            child.foreignKeys().forEach(key -> add(child, key));
        }
    }

    private void add(Table child, ForeignKey key) {
        if (key.onDelete() == ReferentialAction.RESTRICT && key.onUpdate() == ReferentialAction.RESTRICT) {
            return;
        }
        if (key.columns().size() > 1) {
            unsupported.add(child.name() + "." + key.name());
            return;
        }
        referencesByParent
                .computeIfAbsent(key.referencedTable(), parent -> new ArrayList<>())
                .add(new Reference(child, key));
    }

    /** Foreign keys that cascade over several columns and cannot be followed. */
    List<String> unsupported() {
        return List.copyOf(unsupported);
    }

    /** What follows from the delete of a source row of which at least the referenced fields are set. */
    List<Cascade> onDelete(String table, Row before) {
        var cascades = new ArrayList<Cascade>();
        for (Reference reference : references(table)) {
            Object value = before.get(reference.parentColumn());
            if (value == null || reference.key().onDelete() == ReferentialAction.RESTRICT) {
                continue;
            }
            boolean deletes = reference.key().onDelete() == ReferentialAction.CASCADE;
            targetsOf(reference, deletes, Set.of())
                    .forEach(edge -> cascades.add(
                            new Cascade(edge.table(), edge.column(), value, edge.action(), null, edge.children())));
        }
        return cascades;
    }

    /** What follows from a change of referenced fields between two images of a row. */
    List<Cascade> onUpdate(String table, Row before, Row after) {
        var cascades = new ArrayList<Cascade>();
        for (Reference reference : references(table)) {
            Object old = before.get(reference.parentColumn());
            Object now = after.get(reference.parentColumn());
            if (old != null && before.isSet(reference.parentColumn()) && !Objects.deepEquals(old, now)) {
                follow(reference, old, now, cascades, Set.of(table));
            }
        }
        return cascades;
    }

    private void follow(
            Reference reference, Object old, @Nullable Object now, List<Cascade> cascades, Set<String> path) {
        if (reference.key().onUpdate() == ReferentialAction.RESTRICT) {
            return;
        }
        Object value = reference.key().onUpdate() == ReferentialAction.CASCADE ? now : null;
        columns(reference)
                .forEach(
                        at -> cascades.add(new Cascade(at.table(), at.column(), old, Action.UPDATE, value, List.of())));
        copiesElsewhere(reference)
                .forEach(
                        at -> cascades.add(new Cascade(at.table(), at.column(), old, Action.UPDATE, value, List.of())));
        String child = reference.child().name();
        for (Reference next : references(child)) {
            if (next.parentColumn().equals(reference.column()) && !path.contains(child)) {
                follow(next, old, value, cascades, plus(path, child));
            }
        }
    }

    private List<Reference> references(String parent) {
        return referencesByParent.getOrDefault(parent, List.of());
    }

    private List<Edge> targetsOf(Reference reference, boolean deletes, Set<String> path) {
        var edges = new ArrayList<Edge>();
        for (Route route : plan.routes(reference.child().name())) {
            Optional<String> column = route.table().targetField(reference.column());
            if (column.isPresent()) {
                List<Edge> children = new ArrayList<>();
                if (deletes) {
                    children.addAll(below(route, path));
                    children.addAll(route.isShadow() ? withoutColumn(route, reference, path) : List.of());
                }
                edges.add(new Edge(
                        route.target(), column.get(), column.get(), deletes ? Action.DELETE : Action.UPDATE, children));
            } else if (deletes) {
                edges.addAll(throughSideTable(route.table(), reference, path));
            }
        }
        return edges;
    }

    private record TargetColumn(String table, String column) {}

    /** Where else the target holds the values of a foreign key's column: side tables, and fields that handlers take from it. */
    private List<TargetColumn> copiesElsewhere(Reference reference) {
        var found = new ArrayList<TargetColumn>();
        String child = reference.child().name();
        for (Route route : plan.routes(child)) {
            route.table().sideTables().forEach(side -> sideColumn(side, reference.column())
                    .ifPresent(column -> found.add(new TargetColumn(side.table(), column))));
        }
        for (TablePlan other : plan.tables()) {
            other.targetHandlers().stream()
                    .filter(bound -> bound.handler()
                            .derivedFrom()
                            .filter(key -> key.table().equals(child)
                                    && key.valueColumn().equals(reference.column()))
                            .isPresent())
                    .forEach(bound -> found.add(new TargetColumn(other.target().name(), bound.field())));
        }
        return found;
    }

    private List<TargetColumn> columns(Reference reference) {
        var columns = new ArrayList<TargetColumn>();
        for (Route route : plan.routes(reference.child().name())) {
            route.table()
                    .targetField(reference.column())
                    .ifPresent(column -> columns.add(new TargetColumn(route.target(), column)));
        }
        return columns;
    }

    /** The foreign key's column lives only in a side table of the child: find the child's rows through it. */
    private List<Edge> throughSideTable(TablePlan child, Reference reference, Set<String> path) {
        var edges = new ArrayList<Edge>();
        for (SideTable side : child.sideTables()) {
            sideColumn(side, reference.column())
                    .ifPresent(column -> edges.add(
                            new Edge(side.table(), column, column, Action.DELETE, mainOf(child, side, path))));
        }
        return edges;
    }

    /** The foreign key's column lives only in the shadow: the target's rows are found by the key that both have. */
    private List<Edge> withoutColumn(Route shadow, Reference reference, Set<String> path) {
        var edges = new ArrayList<Edge>();
        for (Route route : plan.routes(shadow.source())) {
            if (route.isShadow()
                    || route.table().targetField(reference.column()).isPresent()) {
                continue;
            }
            for (String field : route.table().source().identity()) {
                Optional<String> main = route.table().targetField(field);
                Optional<String> key = shadow.table().targetField(field);
                if (main.isPresent() && key.isPresent()) {
                    edges.add(new Edge(route.target(), main.get(), key.get(), Action.DELETE, below(route, path)));
                }
            }
        }
        return edges;
    }

    private List<Edge> mainOf(TablePlan child, SideTable side, Set<String> path) {
        var edges = new ArrayList<Edge>();
        for (String field : child.source().identity()) {
            Optional<String> mainColumn = child.targetField(field);
            Optional<String> sideColumn = sideColumn(side, field);
            if (mainColumn.isPresent() && sideColumn.isPresent()) {
                edges.add(new Edge(
                        child.target().name(),
                        mainColumn.get(),
                        sideColumn.get(),
                        Action.DELETE,
                        childrenOf(child, path)));
            }
        }
        return edges;
    }

    private static Optional<String> sideColumn(SideTable side, String sourceField) {
        return side.fields().entrySet().stream()
                .filter(e -> e.getValue().equals(sourceField))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /**
     * Children of a deleted child: rows that reference it, and its own side tables. Where rows have both a table of the target
     * and a shadow, what references them is followed from the former alone.
     */
    private List<Edge> below(Route route, Set<String> path) {
        TablePlan child = route.table();
        boolean followedElsewhere =
                route.isShadow() && plan.routes(route.source()).stream().anyMatch(other -> !other.isShadow());
        var edges = new ArrayList<>(followedElsewhere ? List.of() : childrenOf(child, path));
        child.sideTables().forEach(side -> child.source().identity().forEach(field -> sideEdge(child, side, field)
                .ifPresent(edges::add)));
        return edges;
    }

    private static Optional<Edge> sideEdge(TablePlan child, SideTable side, String field) {
        return child.targetField(field).flatMap(main -> sideColumn(side, field)
                .map(column -> new Edge(side.table(), column, main, Action.DELETE, List.of())));
    }

    private List<Edge> childrenOf(TablePlan parent, Set<String> path) {
        String child = parent.source().name();
        if (path.contains(child)) {
            return List.of();
        }
        var edges = new ArrayList<Edge>();
        Set<String> deeper = plus(path, child);
        for (Reference next : references(child)) {
            Optional<String> parentColumn = parent.targetField(next.parentColumn());
            if (parentColumn.isEmpty() || next.key().onDelete() == ReferentialAction.RESTRICT) {
                continue;
            }
            boolean deletes = next.key().onDelete() == ReferentialAction.CASCADE;
            targetsOf(next, deletes, deeper)
                    .forEach(edge -> edges.add(
                            new Edge(edge.table(), edge.column(), parentColumn.get(), edge.action(), edge.children())));
        }
        return edges;
    }

    private static Set<String> plus(Set<String> path, String table) {
        var longer = new java.util.HashSet<>(path);
        longer.add(table);
        return Set.copyOf(longer);
    }
}
