package dev.gangway.mysql.read;

import dev.gangway.core.schema.Column;
import dev.gangway.core.schema.ColumnKind;
import dev.gangway.core.schema.Table;
import dev.gangway.mysql.connect.Identifiers;
import dev.gangway.mysql.write.SqlValues;
import java.util.List;

/** Conditions over a composite key that the server answers from its index. */
final class KeyCondition {
    private final List<Column> columns;

    KeyCondition(Table table, List<String> key) {
        this.columns =
                key.stream().map(name -> table.column(name).orElseThrow()).toList();
    }

    /** {@code WHERE ...} for the range, or an empty text when both ends are open. */
    String where(ChunkRange range) {
        String lower = range.lowerExclusive().isEmpty() ? "" : beyond(range.lowerExclusive(), ">", false);
        String upper = range.upperInclusive().isEmpty() ? "" : beyond(range.upperInclusive(), "<", true);
        if (lower.isEmpty() && upper.isEmpty()) {
            return "";
        }
        return " WHERE " + lower + (lower.isEmpty() || upper.isEmpty() ? "" : " AND ") + upper;
    }

    /** Keys greater (or less) than the bound, in key order; {@code orEqual} takes in the bound itself. */
    private String beyond(List<Object> bound, String operator, boolean orEqual) {
        var out = new StringBuilder();
        int last = columns.size() - 1;
        if (last > 0) {
            out.append(compare(0, operator + "=", bound)).append(" AND (");
        }
        for (int i = 0; i <= last; i++) {
            out.append(i == 0 ? "" : " OR ").append('(');
            for (int j = 0; j < i; j++) {
                out.append(compare(j, "=", bound)).append(" AND ");
            }
            out.append(compare(i, i == last && orEqual ? operator + "=" : operator, bound))
                    .append(')');
        }
        return last > 0 ? out.append(')').toString() : out.toString();
    }

    private String compare(int i, String operator, List<Object> bound) {
        var out = new StringBuilder(Identifiers.quote(columns.get(i).name()))
                .append(' ')
                .append(operator)
                .append(' ');
        SqlValues.append(out, columns.get(i).kind(), bound.get(i));
        return out.toString();
    }

    /** True when the order of the key is the order of comparisons with its values, so that ranges can be cut. */
    static boolean isRangeable(Table table, List<String> key) {
        return !key.isEmpty()
                && key.stream().map(name -> table.column(name).orElseThrow()).allMatch(KeyCondition::isRangeable);
    }

    private static boolean isRangeable(Column column) {
        String type = column.baseType();
        boolean byIndex = type.equals("enum") || type.equals("set") || type.equals("json");
        return !byIndex
                && column.kind() != ColumnKind.FLOATING
                && column.kind() != ColumnKind.BIT
                && !column.nullable();
    }
}
