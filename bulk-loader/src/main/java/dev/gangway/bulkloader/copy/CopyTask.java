package dev.gangway.bulkloader.copy;

import dev.gangway.core.plan.TablePlan;
import dev.gangway.core.schema.Table;
import java.util.List;
import java.util.Set;

/**
 * One table to copy: where rows come from, what they become and where they go.
 *
 * @param keepFirst target columns whose equal values mean "keep the first row, leave later ones out"; empty for most
 * @param sideTables further target tables that the mapper fills; emptied before the first row is written
 * @param directColumns when rows need no mapping: the columns, equal on both sides, that the server may copy by itself; else
 *     empty
 * @param mapper turns source rows, in the layout of {@code source}, into rows of {@code target}
 */
public record CopyTask(
        Table source,
        Table target,
        Set<String> keepFirst,
        List<String> sideTables,
        List<String> directColumns,
        BatchMapper mapper) {

    public CopyTask {
        keepFirst = Set.copyOf(keepFirst);
        sideTables = List.copyOf(sideTables);
        directColumns = List.copyOf(directColumns);
    }

    /** A task whose rows always go through the mapper. */
    public CopyTask(Table source, Table target, Set<String> keepFirst, List<String> sideTables, BatchMapper mapper) {
        this(source, target, keepFirst, sideTables, List.of(), mapper);
    }

    /** Copies as the plan says. */
    public static CopyTask of(TablePlan plan, BatchMapper mapper) {
        return new CopyTask(
                plan.source(),
                plan.target(),
                plan.keepFirst(),
                plan.sideTables().stream().map(side -> side.table()).toList(),
                plan.isJustCopy() && plan.keepFirst().isEmpty()
                        ? plan.copies().stream().map(copy -> copy.target()).toList()
                        : List.of(),
                mapper);
    }
}
