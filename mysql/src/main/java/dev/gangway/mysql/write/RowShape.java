package dev.gangway.mysql.write;

import dev.gangway.core.row.Layout;
import dev.gangway.core.row.Row;
import dev.gangway.core.schema.Column;
import dev.gangway.core.schema.ColumnKind;
import dev.gangway.core.schema.Table;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which columns a group of rows writes. Rows that set different columns need different statements: Magento's own tool takes
 * the first row's columns for all of them and shifts values.
 */
final class RowShape {
    private final List<Column> columns;
    private final int[] indexes;

    private RowShape(List<Column> columns, int[] indexes) {
        this.columns = columns;
        this.indexes = indexes;
    }

    /** Rows by shape, in order of first appearance; the rows' order is kept within a shape. */
    static Map<RowShape, List<Row>> group(Table table, List<Row> rows) {
        if (!rows.isEmpty() && rows.stream().allMatch(rows.get(0)::hasFieldsOf)) {
            return Map.of(of(table, rows.get(0)), rows);
        }
        var keys = new LinkedHashMap<SetFields, List<Row>>();
        for (Row row : rows) {
            var set = new BitSet(row.layout().size());
            for (int i = 0; i < row.layout().size(); i++) {
                set.set(i, row.isSet(i));
            }
            keys.computeIfAbsent(new SetFields(row.layout(), set), k -> new ArrayList<>())
                    .add(row);
        }
        var shapes = new LinkedHashMap<RowShape, List<Row>>();
        keys.forEach((set, group) -> shapes.put(of(table, group.get(0)), group));
        return shapes;
    }

    /** Rows of equal layout, by identity, and equal set fields share a statement. */
    private record SetFields(Layout layout, BitSet set) {}

    /** The set fields of the row that the table has and that can be written. */
    static RowShape of(Table table, Row row) {
        var columns = new ArrayList<Column>();
        var indexes = new ArrayList<Integer>();
        for (int i = 0; i < row.layout().size(); i++) {
            Column column =
                    row.isSet(i) ? table.column(row.layout().fields().get(i)).orElse(null) : null;
            if (column != null && !column.generated()) {
                columns.add(column);
                indexes.add(i);
            }
        }
        return new RowShape(
                columns, indexes.stream().mapToInt(Integer::intValue).toArray());
    }

    List<Column> columns() {
        return columns;
    }

    List<String> names() {
        return columns.stream().map(Column::name).toList();
    }

    int size() {
        return indexes.length;
    }

    /** Position in the row's layout of the shape's i-th column. */
    int index(int i) {
        return indexes[i];
    }

    ColumnKind[] kinds() {
        return columns.stream().map(Column::kind).toArray(ColumnKind[]::new);
    }
}
