package dev.gangway.bulkloader.copy;

import dev.gangway.core.handler.Lookups;
import dev.gangway.core.plan.ColumnCopy;
import dev.gangway.core.plan.LossCounter;
import dev.gangway.core.plan.MappedRow;
import dev.gangway.core.plan.Route;
import dev.gangway.core.plan.RowFilter;
import dev.gangway.core.plan.ShadowTable;
import dev.gangway.core.plan.TablePlan;
import dev.gangway.core.row.Row;
import dev.gangway.core.schema.Table;
import java.util.List;
import java.util.Set;

/**
 * One table to copy: where rows come from, what they become and where they go.
 *
 * @param keepFirst target columns whose equal values mean "keep the first row, leave later ones out"; empty for most
 * @param sideTables further target tables that the mapper fills; emptied before the first row is written
 * @param direct when rows need no mapping: the columns that the server may copy by itself; else empty
 * @param mapper turns source rows, in the layout of {@code source}, into rows of {@code target}
 */
public record CopyTask(
        Table source,
        Table target,
        Set<String> keepFirst,
        List<String> sideTables,
        List<ColumnCopy> direct,
        BatchMapper mapper) {

    public CopyTask {
        keepFirst = Set.copyOf(keepFirst);
        sideTables = List.copyOf(sideTables);
        direct = List.copyOf(direct);
    }

    /** A task whose rows always go through the mapper. */
    public CopyTask(Table source, Table target, Set<String> keepFirst, List<String> sideTables, BatchMapper mapper) {
        this(source, target, keepFirst, sideTables, List.of(), mapper);
    }

    /** The name of its progress and checkpoints: the source table's, or the shadow's for a task that fills one. */
    public String name() {
        return ShadowTable.isShadow(target.name()) ? target.name() : source.name();
    }

    /** Copies what goes the route's way. */
    public static CopyTask of(Route route, Lookups lookups) {
        if (route.filter() == RowFilter.ALL) {
            return of(route.table(), lookups);
        }
        return of(route.table(), new BatchMapper() {
            @Override
            public List<Row> select(List<Row> rows) {
                return route.select(rows, lookups);
            }

            @Override
            public List<MappedRow> map(List<Row> rows, LossCounter losses) {
                return route.table().map(rows, lookups, losses);
            }
        });
    }

    /** Copies as the plan says and nothing else. */
    public static CopyTask of(TablePlan plan, Lookups lookups) {
        return of(
                plan,
                plan.isPlainCopy() ? plan.copies() : List.of(),
                (rows, losses) -> plan.map(rows, lookups, losses));
    }

    /** Copies by a mapper that does more than the plan says. */
    public static CopyTask of(TablePlan plan, BatchMapper mapper) {
        return of(plan, List.of(), mapper);
    }

    private static CopyTask of(TablePlan plan, List<ColumnCopy> direct, BatchMapper mapper) {
        List<String> sides =
                plan.sideTables().stream().map(side -> side.table()).toList();
        return new CopyTask(plan.source(), plan.target(), plan.keepFirst(), sides, direct, mapper);
    }
}
