package dev.gangway.proof.route;

import dev.gangway.core.plan.ColumnCopy;
import dev.gangway.core.plan.Route;
import dev.gangway.core.plan.RowFilter;
import dev.gangway.core.plan.TablePlan;
import dev.gangway.core.schema.Column;
import dev.gangway.core.schema.ColumnKind;
import dev.gangway.core.schema.Table;
import dev.gangway.mysql.connect.Database;
import dev.gangway.mysql.connect.Identifiers;
import dev.gangway.mysql.connect.TargetNames;
import dev.gangway.proof.row.KeyOrder;
import dev.gangway.proof.row.RowSums;
import dev.gangway.proof.row.StoredForm;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A route whose rows go over as they are, so that source and target can compute the same checksums. Immutable.
 *
 * @param source checksums of the source's rows, of the columns that are copied
 * @param target the same of the target's
 */
record PassThrough(RowSums source, RowSums target) {

    /** Empty when rules make other values, or the servers write some of them differently. */
    static Optional<PassThrough> of(Route route, Database database, TargetNames names) {
        TablePlan plan = route.table();
        boolean isPlain = plan.sourceHandlers().isEmpty()
                && plan.targetHandlers().isEmpty()
                && plan.keepFirst().isEmpty()
                && route.filter() == RowFilter.ALL
                && plan.sideTables().isEmpty()
                && hasNumberedKey(plan.source(), plan.source().identity());
        if (!isPlain) {
            return Optional.empty();
        }
        var from = new ArrayList<Column>();
        var to = new ArrayList<Column>();
        var scales = new ArrayList<Integer>();
        for (ColumnCopy copy : plan.copies()) {
            Column source = plan.source().column(copy.source()).orElseThrow();
            Column target = plan.target().column(copy.target()).orElseThrow();
            if (target.generated()) {
                continue;
            }
            if (!RowSums.isPossible(source, target)) {
                return Optional.empty();
            }
            from.add(source);
            to.add(target);
            scales.add(StoredForm.scaleOf(target));
        }
        String sourceTable = Identifiers.quote(database.table(route.source()));
        return Optional.of(new PassThrough(
                new RowSums(sourceTable, columns(plan.source(), plan.source().identity()), from, scales),
                new RowSums(names.apply(route.target()), columns(plan.target(), plan.key()), to, scales)));
    }

    /** The servers find a range of such keys by their index. */
    private static boolean hasNumberedKey(Table table, List<String> key) {
        return KeyOrder.isPossible(table, key)
                && columns(table, key).stream()
                        .allMatch(column -> column.kind() == ColumnKind.INTEGER && !column.nullable());
    }

    private static List<Column> columns(Table table, List<String> names) {
        return names.stream().map(name -> table.column(name).orElseThrow()).toList();
    }
}
