package dev.gangway.mysql.compare;

import dev.gangway.core.config.StepKind;
import dev.gangway.core.handler.Lookups;
import dev.gangway.core.plan.MigrationPlan;
import dev.gangway.core.plan.SideRow;
import dev.gangway.core.plan.TablePlan;
import dev.gangway.core.row.Layout;
import dev.gangway.core.row.Row;
import dev.gangway.core.schema.Column;
import dev.gangway.core.schema.ColumnKind;
import dev.gangway.core.schema.SideTable;
import dev.gangway.core.schema.Table;
import dev.gangway.mysql.connect.Database;
import dev.gangway.mysql.connect.Identifiers;
import dev.gangway.mysql.connect.SqlErrors;
import dev.gangway.mysql.lookup.JdbcLookups;
import dev.gangway.mysql.read.RowStream;
import dev.gangway.mysql.read.Values;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Proves that the target holds what the plan makes of the source: every mapped table is read once on each side in the same key
 * order and compared row by row, over the columns that the plan writes. Memory does not grow with the tables; nothing is written.
 * Source and target should be at rest, else rows in motion are reported. Immutable and thread-safe; each call reads anew.
 */
public final class PlanComparer {
    private static final int EXAMPLES = 20;

    private final Database source;
    private final Database target;
    private final MigrationPlan plan;

    public PlanComparer(Database source, Database target, MigrationPlan plan) {
        this.source = source;
        this.target = target;
        this.plan = plan;
    }

    /** Compares all mapped tables and the tables that handlers fill beside them. */
    public List<TableComparison> compareAll(Consumer<TableComparison> progress) {
        var results = new ArrayList<TableComparison>();
        try (var lookups = new JdbcLookups(source, plan.source())) {
            for (TablePlan table : plan.tables(StepKind.MAP)) {
                for (TableComparison result : compare(table, lookups)) {
                    results.add(result);
                    progress.accept(result);
                }
            }
        }
        return results;
    }

    /** Compares one mapped table; the first result is the table itself, the others are what its handlers fill. */
    public List<TableComparison> compare(TablePlan table, Lookups lookups) {
        try (Connection from = source.open();
                Connection to = target.open()) {
            return compare(table, lookups, from, to);
        } catch (SQLException e) {
            throw SqlErrors.translate(
                    e,
                    target.config(),
                    "comparing " + table.source().name() + " with "
                            + table.target().name());
        }
    }

    private List<TableComparison> compare(TablePlan table, Lookups lookups, Connection from, Connection to)
            throws SQLException {
        Map<String, SideBag> sides = sides(table);
        Consumer<SideRow> take =
                row -> Optional.ofNullable(sides.get(row.table())).ifPresent(bag -> bag.expected(row));
        var found = new ComparisonBuilder(table.source().name(), table.target().name(), EXAMPLES);
        if (isOrdered(table)) {
            inOrder(table, lookups, new Sides(from, to, found, take));
        } else {
            withoutOrder(table, lookups, new Sides(from, to, found, take));
        }
        var results = new ArrayList<TableComparison>();
        results.add(found.build());
        for (SideBag side : sides.values()) {
            results.add(side.finish(to));
        }
        return results;
    }

    private record Sides(Connection from, Connection to, ComparisonBuilder found, Consumer<SideRow> sideRows) {}

    /** True when the key goes over unchanged, so that both sides can be read in the same order. */
    private static boolean isOrdered(TablePlan table) {
        return !table.key().isEmpty()
                && table.key().stream().noneMatch(column -> table.targetHandlers().stream()
                        .anyMatch(handler -> handler.field().equals(column)));
    }

    private void inOrder(TablePlan table, Lookups lookups, Sides sides) throws SQLException {
        List<String> sourceKey = table.source().identity();
        var sourceOrder = new KeyOrder(table.source(), sourceKey, sourceKey);
        var targetOrder = new KeyOrder(table.target(), table.key(), table.key());
        List<Column> columns = writtenColumns(table);
        var forms = new ArrayList<StoredForm>();
        columns.forEach(column -> forms.add(new StoredForm(column)));
        try (var expected = new ExpectedRows(
                        table,
                        lookups,
                        ExpectedRows.read(sides.from(), source, table, sourceOrder.sql()),
                        sides.found(),
                        sides.sideRows());
                RowStream actual = readTarget(sides.to(), table.target(), columns, targetOrder.sql())) {
            var merge = new Merge(targetOrder, columns, forms, sides.found());
            merge.run(expected, actual);
        }
    }

    private void withoutOrder(TablePlan table, Lookups lookups, Sides sides) throws SQLException {
        List<Column> columns = writtenColumns(table);
        var bag = new RowBag(columns);
        try (var expected = new ExpectedRows(
                        table,
                        lookups,
                        ExpectedRows.read(sides.from(), source, table, ""),
                        sides.found(),
                        sides.sideRows());
                RowStream actual = readTarget(sides.to(), table.target(), columns, "")) {
            Row e = expected.next();
            Row a = actual.next();
            while (e != null || a != null) {
                if (e != null) {
                    bag.expected(values(columns, e));
                    e = expected.next();
                }
                if (a != null) {
                    sides.found().actual();
                    bag.actual(values(columns, a));
                    a = actual.next();
                }
            }
        }
        bag.report(sides.found());
    }

    private static List<@Nullable Object> values(List<Column> columns, Row row) {
        var values = new ArrayList<@Nullable Object>();
        columns.forEach(column -> values.add(row.get(column.name())));
        return values;
    }

    private static List<Column> writtenColumns(TablePlan table) {
        var written = table.writtenFields();
        return table.target().columns().stream()
                .filter(column -> written.contains(column.name()) && !column.generated())
                .toList();
    }

    private RowStream readTarget(Connection to, Table table, List<Column> columns, String orderBy) throws SQLException {
        String sql = "SELECT " + Values.selectList(columns) + " FROM " + Identifiers.quote(target.table(table.name()))
                + orderBy;
        var layout = new Layout(table.name(), columns.stream().map(Column::name).toList());
        ColumnKind[] kinds = columns.stream().map(Column::kind).toArray(ColumnKind[]::new);
        return RowStream.open(to, sql, layout, kinds);
    }

    private Map<String, SideBag> sides(TablePlan table) {
        var bags = new LinkedHashMap<String, SideBag>();
        for (SideTable side : table.sideTables()) {
            plan.target()
                    .table(side.table())
                    .ifPresent(t ->
                            bags.put(side.table(), new SideBag(table.source().name(), t, side)));
        }
        return bags;
    }

    /** A table that a handler fills from the rows of another. */
    private final class SideBag {
        private final Table table;
        private final List<Column> columns;
        private final RowBag bag;
        private final ComparisonBuilder found;

        SideBag(String sourceTable, Table table, SideTable side) {
            this.table = table;
            this.columns = table.columns().stream()
                    .filter(column -> side.fields().containsKey(column.name()))
                    .toList();
            this.bag = new RowBag(columns);
            this.found = new ComparisonBuilder(sourceTable, table.name(), EXAMPLES);
        }

        void expected(SideRow row) {
            found.expected();
            var values = new ArrayList<@Nullable Object>();
            columns.forEach(column -> values.add(row.fields().get(column.name())));
            bag.expected(values);
        }

        TableComparison finish(Connection to) throws SQLException {
            try (RowStream actual = readTarget(to, table, columns, "")) {
                for (Row row = actual.next(); row != null; row = actual.next()) {
                    found.actual();
                    bag.actual(values(columns, row));
                }
            }
            bag.report(found);
            return found.build();
        }
    }
}
