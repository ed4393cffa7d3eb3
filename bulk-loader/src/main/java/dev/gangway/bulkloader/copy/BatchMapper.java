package dev.gangway.bulkloader.copy;

import dev.gangway.core.plan.LossCounter;
import dev.gangway.core.plan.MappedRow;
import dev.gangway.core.row.Row;
import java.util.List;

/** Turns a batch of source rows into target rows, one result per row, in order. Called from several threads. */
@FunctionalInterface
public interface BatchMapper {

    /** The rows that are to be mapped at all; the others are read and left out on purpose. */
    default List<Row> select(List<Row> rows) {
        return rows;
    }

    List<MappedRow> map(List<Row> rows, LossCounter losses);
}
