package dev.gangway.cdc.structure;

import dev.gangway.core.schema.Column;
import dev.gangway.core.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Compares a table's structure with what the plan needs of it.
 *
 * @param planned the table as the plan knows it
 * @param needed tells which of its columns the plan uses
 */
public record ShapeCheck(Table planned, Predicate<String> needed) {

    /** Why rows of this structure do not serve the plan, as phrases for a person; empty when they do. */
    public List<String> misfits(@Nullable TableShape now) {
        if (now == null) {
            return List.of("the table was dropped or renamed");
        }
        var misfits = new ArrayList<String>();
        if (now.versioned()) {
            misfits.add("the table got system versioning, whose rows hold old states too");
        }
        for (Column column : planned.columns()) {
            if (needed.test(column.name())) {
                misfit(ColumnShape.of(column), now).forEach(misfits::add);
            }
        }
        if (!planned.primaryKey().isEmpty() && !now.hasKey(planned.primaryKey())) {
            misfits.add("the primary key is (" + String.join(", ", now.key()) + ") and no longer ("
                    + String.join(", ", planned.primaryKey()) + ")");
        }
        return misfits;
    }

    private static List<String> misfit(ColumnShape column, TableShape now) {
        return now.column(column.name())
                .map(found -> found.serves(column)
                        ? List.<String>of()
                        : List.of("column `" + column.name() + "` is " + found.type() + " and no longer "
                                + column.type()))
                .orElse(List.of("column `" + column.name() + "` was dropped or renamed"));
    }

    /** What a statement may have done to values that the plan uses, without any row change in the binlog. */
    public List<String> touchedValues(TableShape before, TableShape after) {
        var touched = new ArrayList<String>();
        for (Column column : planned.columns()) {
            if (!needed.test(column.name())) {
                continue;
            }
            @Nullable ColumnShape was = before.column(column.name()).orElse(null);
            @Nullable ColumnShape is = after.column(column.name()).orElse(null);
            if (is != null && was == null) {
                touched.add("column `" + column.name() + "` came back");
            } else if (is != null && was != null && !is.keepsValuesOf(was)) {
                touched.add("column `" + column.name() + "` changed from " + was.type() + " to " + is.type());
            }
        }
        return touched;
    }

    /** Columns that came and that the plan does not know. */
    public List<String> unknown(TableShape before, TableShape after) {
        return after.columns().stream()
                .map(ColumnShape::name)
                .filter(name -> before.column(name).isEmpty())
                .filter(name ->
                        planned.columns().stream().noneMatch(c -> c.name().equalsIgnoreCase(name)))
                .toList();
    }
}
