package dev.gangway.bulkloader.copy;

import dev.gangway.core.handler.Lookups;
import dev.gangway.core.plan.ColumnCopy;
import dev.gangway.core.plan.TablePlan;
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
