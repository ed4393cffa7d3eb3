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
 * @param mapper turns source rows, in the layout of {@code source}, into rows of {@code target}
 */
public record CopyTask(Table source, Table target, Set<String> keepFirst, List<String> sideTables, BatchMapper mapper) {

    public CopyTask {
        keepFirst = Set.copyOf(keepFirst);
        sideTables = List.copyOf(sideTables);
    }

    /** Copies as the plan says. */
    public static CopyTask of(TablePlan plan, BatchMapper mapper) {
        return new CopyTask(
                plan.source(),
                plan.target(),
                plan.keepFirst(),
                plan.sideTables().stream().map(side -> side.table()).toList(),
                mapper);
    }
}
