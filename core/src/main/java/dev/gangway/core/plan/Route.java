package dev.gangway.core.plan;

import dev.gangway.core.config.StepKind;
import dev.gangway.core.handler.Lookups;
import dev.gangway.core.row.Row;
import java.util.List;

/**
 * One way of a source table's rows through the plan: to a table of the target or to a shadow table. A source table may have
 * several; each is taken by load and stream alike. Immutable and thread-safe.
 *
 * @param step the configured step that asked for it and loads it
 * @param table the mapping, with source and target table
 * @param filter which rows go this way
 */
public record Route(StepKind step, TablePlan table, RowFilter filter) {

    /** A route that takes every row. */
    public Route(StepKind step, TablePlan table) {
        this(step, table, RowFilter.ALL);
    }

    public String source() {
        return table.source().name();
    }

    public String target() {
        return table.target().name();
    }

    /** True when the rows go to a shadow table. */
    public boolean isShadow() {
        return ShadowTable.isShadow(target());
    }

    /** The rows of a batch that the route takes, in order; the list itself when that is all of them. */
    public List<Row> select(List<Row> rows, Lookups lookups) {
        return filter == RowFilter.ALL
                ? rows
                : rows.stream().filter(row -> filter.takes(row, lookups)).toList();
    }
}
