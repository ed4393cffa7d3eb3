package dev.gangway.bulkloader.copy;

import dev.gangway.core.plan.LossCounter;
import dev.gangway.core.plan.MappedRow;
import dev.gangway.core.row.Row;
import java.util.List;

/** Turns a batch of source rows into target rows, one result per row, in order. Called from several threads. */
@FunctionalInterface
public interface BatchMapper {

    List<MappedRow> map(List<Row> rows, LossCounter losses);
}
