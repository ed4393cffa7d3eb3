package dev.gangway.proof.route;

import dev.gangway.core.handler.Lookups;
import dev.gangway.core.plan.BoundHandler;
import dev.gangway.core.plan.LossCounter;
import dev.gangway.core.plan.MappedRow;
import dev.gangway.core.plan.MigrationPlan;
import dev.gangway.core.plan.Route;
import dev.gangway.core.plan.SideRow;
import dev.gangway.core.plan.TablePlan;
import dev.gangway.core.row.Row;
import dev.gangway.core.schema.Column;
import dev.gangway.core.schema.Table;
import dev.gangway.mysql.connect.Database;
import dev.gangway.mysql.connect.Identifiers;
import dev.gangway.mysql.connect.TargetNames;
import dev.gangway.proof.row.KeyOrder;
import dev.gangway.proof.row.RowComparer;
import dev.gangway.proof.row.TableRows;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;

/** What is needed to compare the rows of one route: orders, columns, readers. Immutable. */
public final class RouteTable {
    private final Route route;
    private final KeyOrder sourceOrder;
    private final KeyOrder targetOrder;
    private final RowComparer comparer;
    private final TableRows sourceRows;
    private final TableRows targetRows;
    private final TableRows sourceKeys;
    private final SideTables sides;
    private final Optional<PassThrough> sums;

    public RouteTable(MigrationPlan plan, Route route, Database source, TargetNames names) {
        TablePlan table = route.table();
        List<Column> columns = written(table);
        this.route = route;
        this.sourceOrder = new KeyOrder(table.source(), table.source().identity());
        this.targetOrder = new KeyOrder(table.target(), table.key());
        this.comparer = new RowComparer(route.target(), targetOrder, columns, meanings(table));
        this.sourceRows = new TableRows(
                Identifiers.quote(source.table(route.source())),
                route.source(),
                table.source().columns());
        this.targetRows = new TableRows(names.apply(route.target()), route.target(), columns);
        this.sourceKeys = new TableRows(
                Identifiers.quote(source.table(route.source())),
                route.source(),
                table.source().identity().stream()
                        .map(name -> table.source().column(name).orElseThrow())
                        .toList());
        this.sides = SideTables.of(table, plan.target(), names);
        this.sums = PassThrough.of(route, source, names);
    }

    /** True when the key goes over unchanged, so that both sides can be read in the same order. */
    public static boolean isOrdered(TablePlan table) {
        return !table.key().isEmpty()
                && KeyOrder.isPossible(table.source(), table.source().identity())
                && KeyOrder.isPossible(table.target(), table.key())
                && table.key().stream().noneMatch(column -> table.targetHandlers().stream()
                        .anyMatch(handler -> handler.field().equals(column)));
    }

    private static List<Column> written(TablePlan table) {
        var written = table.writtenFields();
        return table.target().columns().stream()
                .filter(column -> written.contains(column.name()) && !column.generated())
                .toList();
    }

    /** Which values of a column mean the same, by the handler that makes them. */
    private static Map<String, BiPredicate<Object, Object>> meanings(TablePlan table) {
        Map<String, BiPredicate<Object, Object>> meanings = new HashMap<>();
        for (BoundHandler bound : table.sourceHandlers()) {
            table.targetField(bound.field())
                    .ifPresent(column -> meanings.merge(column, bound.handler()::meansSame, BiPredicate::or));
        }
        table.targetHandlers()
                .forEach(bound -> meanings.merge(bound.field(), bound.handler()::meansSame, BiPredicate::or));
        return meanings;
    }

    public Route route() {
        return route;
    }

    public Table target() {
        return route.table().target();
    }

    /** Names of the key's columns in the source. */
    public List<String> sourceKey() {
        return sourceOrder.fields();
    }

    /** Names of the key's columns in the target. */
    public List<String> targetKey() {
        return targetOrder.fields();
    }

    KeyOrder sourceOrder() {
        return sourceOrder;
    }

    KeyOrder targetOrder() {
        return targetOrder;
    }

    RowComparer comparer() {
        return comparer;
    }

    TableRows sourceRows() {
        return sourceRows;
    }

    TableRows targetRows() {
        return targetRows;
    }

    /** Reads the key's columns only. */
    TableRows sourceKeys() {
        return sourceKeys;
    }

    /** How both servers compute checksums of the rows; empty when rules change them. */
    Optional<PassThrough> sums() {
        return sums;
    }

    /** True when the servers compare whole pieces by checksums. */
    public boolean isPassThrough() {
        return sums.isPresent();
    }

    SideTables sides() {
        return sides;
    }

    /** The tables that are compared: the route's own, then those that its handlers fill. */
    public List<String> tables() {
        var tables = new ArrayList<String>();
        tables.add(route.target());
        sides.all().forEach(side -> tables.add(side.table().name()));
        return tables;
    }

    /** Tables that handlers fill and that cannot be compared. */
    public List<String> notCompared() {
        return sides.unordered();
    }

    /**
     * What the plan makes of source rows.
     *
     * @param rows in the target's order
     * @param rejected how many the plan refuses
     */
    record Expected(List<Row> rows, List<SideRow> sides, long rejected) {}

    Expected expected(List<Row> source, Lookups lookups) {
        var rows = new ArrayList<Row>(source.size());
        var sideRows = new ArrayList<SideRow>();
        long rejected = 0;
        for (MappedRow mapped : route.table().map(route.select(source, lookups), lookups, LossCounter.NONE)) {
            if (mapped.isRejected()) {
                rejected++;
            } else {
                rows.add(mapped.row());
                sideRows.addAll(mapped.sideRows());
            }
        }
        rows.sort(targetOrder);
        return new Expected(rows, sideRows, rejected);
    }
}
