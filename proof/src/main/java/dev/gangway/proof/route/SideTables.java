package dev.gangway.proof.route;

import dev.gangway.core.plan.SideRow;
import dev.gangway.core.plan.TablePlan;
import dev.gangway.core.row.Layout;
import dev.gangway.core.row.Row;
import dev.gangway.core.schema.Column;
import dev.gangway.core.schema.Schema;
import dev.gangway.core.schema.SideTable;
import dev.gangway.core.schema.Table;
import dev.gangway.mysql.connect.TargetNames;
import dev.gangway.proof.row.KeyOrder;
import dev.gangway.proof.row.RowComparer;
import dev.gangway.proof.row.TableRows;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The tables that the handlers of one route fill beside its own. Immutable. */
final class SideTables {

    /**
     * One of them.
     *
     * @param owner order by the one column that holds the key of the source row
     * @param rows reads all of its columns
     */
    record Side(Table table, KeyOrder owner, KeyOrder order, RowComparer comparer, TableRows rows) {

        /** The rows of these that go there, in order, each once. */
        List<Row> expected(List<SideRow> all) {
            var rows = new ArrayList<Row>();
            for (SideRow side : all) {
                if (side.table().equals(table.name())) {
                    var layout =
                            new Layout(side.table(), List.copyOf(side.fields().keySet()));
                    rows.add(Row.full(layout, side.fields().values().toArray()));
                }
            }
            rows.sort(order);
            var once = new ArrayList<Row>(rows.size());
            for (Row row : rows) {
                if (once.isEmpty() || order.compare(once.get(once.size() - 1), row) != 0) {
                    once.add(row);
                }
            }
            return once;
        }

        /** The key of the source row that a row comes from. */
        List<Object> ownerOf(Row row) {
            return owner.of(row);
        }
    }

    private final List<Side> sides;
    private final List<String> unordered;

    private SideTables(List<Side> sides, List<String> unordered) {
        this.sides = List.copyOf(sides);
        this.unordered = List.copyOf(unordered);
    }

    static SideTables of(TablePlan plan, Schema target, TargetNames names) {
        var sides = new ArrayList<Side>();
        var unordered = new ArrayList<String>();
        for (SideTable side : plan.sideTables()) {
            Table table = target.table(side.table()).orElse(null);
            if (table == null) {
                continue;
            }
            Optional<String> owner = owner(side, plan.source());
            List<String> key = table.identity();
            if (owner.isEmpty() || !KeyOrder.isPossible(table, key)) {
                unordered.add(table.name());
                continue;
            }
            List<Column> columns = table.columns().stream()
                    .filter(column -> !column.generated())
                    .toList();
            var order = new KeyOrder(table, key);
            sides.add(new Side(
                    table,
                    new KeyOrder(table, List.of(owner.get())),
                    order,
                    new RowComparer(table.name(), order, columns),
                    new TableRows(names.apply(table.name()), table.name(), columns)));
        }
        return new SideTables(sides, unordered);
    }

    /** The column that takes the source's only key column. */
    private static Optional<String> owner(SideTable side, Table source) {
        return side.fields().entrySet().stream()
                .filter(field -> source.identity().equals(List.of(field.getValue())))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    List<Side> all() {
        return sides;
    }

    /** Tables whose rows cannot be told by the source row they come from. */
    List<String> unordered() {
        return unordered;
    }
}
