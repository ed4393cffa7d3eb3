package dev.gangway.testkit.anytable;

import dev.gangway.core.plan.BoundHandler;
import dev.gangway.core.plan.ColumnCopy;
import dev.gangway.core.plan.MigrationPlan;
import dev.gangway.core.plan.TablePlan;
import dev.gangway.core.schema.Column;
import dev.gangway.core.schema.ForeignKey;
import dev.gangway.core.schema.Schema;
import dev.gangway.core.schema.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What the plan and both schemas tell of a source's columns that a writer of valid rows must respect. Immutable. */
final class SourceFacts {
    private final MigrationPlan plan;
    private final Map<String, List<Column>> counterparts = new HashMap<>();
    private final Map<String, List<String>> handlers = new HashMap<>();
    private final Map<String, Parent> parents = new HashMap<>();
    private final Set<String> referenced = new TreeSet<>();

    /** The column that a value must be found in. */
    record Parent(String table, String column) {}

    SourceFacts(MigrationPlan plan) {
        this.plan = plan;
        plan.routes().forEach(route -> take(route.table()));
        plan.tables().forEach(this::takeTargetKeys);
        plan.source().tables().forEach(this::takeKeys);
    }

    private void take(TablePlan table) {
        for (ColumnCopy copy : table.copies()) {
            table.target().column(copy.target()).ifPresent(column -> counterparts
                    .computeIfAbsent(name(table.source(), copy.source()), name -> new ArrayList<>())
                    .add(column));
        }
        for (BoundHandler handler : table.sourceHandlers()) {
            handlers.computeIfAbsent(name(table.source(), handler.field()), name -> new ArrayList<>())
                    .add(handler.name());
        }
    }

    /** Foreign keys that only the target has: the source's rows have to fit them as well. */
    private void takeTargetKeys(TablePlan table) {
        for (ForeignKey key : table.target().foreignKeys()) {
            plan.tables().stream()
                    .filter(other -> other.target().name().equals(key.referencedTable()))
                    .findFirst()
                    .ifPresent(parent -> take(table, key, parent));
        }
    }

    private void take(TablePlan table, ForeignKey key, TablePlan parent) {
        Optional<String> own = sourceOf(table, key.columns().get(0));
        Optional<String> theirs = sourceOf(parent, key.referencedColumns().get(0));
        if (own.isPresent()
                && theirs.isPresent()
                && !table.source().name().equals(parent.source().name())) {
            parents.put(
                    name(table.source(), own.get()), new Parent(parent.source().name(), theirs.get()));
        }
    }

    private static Optional<String> sourceOf(TablePlan table, String targetColumn) {
        return table.copies().stream()
                .filter(copy -> copy.target().equals(targetColumn))
                .map(ColumnCopy::source)
                .findFirst();
    }

    private void takeKeys(Table table) {
        for (ForeignKey key : table.foreignKeys()) {
            referenced.add(key.referencedTable());
            parents.put(
                    name(table, key.columns().get(0)),
                    new Parent(key.referencedTable(), key.referencedColumns().get(0)));
        }
    }

    private static String name(Table table, String column) {
        return table.name() + '.' + column;
    }

    Schema source() {
        return plan.source();
    }

    /** The source tables that have a route, by name. */
    Set<String> mapped() {
        return new TreeSet<>(plan.sourceTables());
    }

    Table table(String name) {
        return plan.source().table(name).orElseThrow(() -> new IllegalArgumentException("no table " + name));
    }

    Optional<Parent> parent(Table table, Column column) {
        return Optional.ofNullable(parents.get(name(table, column.name())));
    }

    /** True when foreign keys of the source lead to the table. */
    boolean isReferenced(Table table) {
        return referenced.contains(table.name());
    }

    /** The column and every column that its values are copied to. */
    List<Column> alike(Table table, Column column) {
        var all = new ArrayList<Column>(List.of(column));
        all.addAll(counterparts.getOrDefault(name(table, column.name()), List.of()));
        return all;
    }

    /** True when a handler whose name has the given part is bound to the column. */
    boolean isHandled(Table table, Column column, String part) {
        return handlers.getOrDefault(name(table, column.name()), List.of()).stream()
                .anyMatch(handler -> handler.contains(part));
    }

    /** True when the column tells rows apart, alone or with others. */
    static boolean isUnique(Table table, Column column) {
        return table.primaryKey().contains(column.name())
                || table.uniqueKeys().stream().anyMatch(key -> key.columns().contains(column.name()));
    }
}
