package dev.gangway.core.plan;

import dev.gangway.core.schema.Column;
import dev.gangway.core.schema.Table;
import java.util.ArrayList;

/** What a target table is when it has got every column of its source table: for tables whose columns differ from shop to shop. */
public final class GrownTable {

    private GrownTable() {}

    /** The target's columns, those that the source has too as the source describes them, and behind them the source's others. */
    public static Table of(Table source, Table target) {
        var columns = new ArrayList<Column>();
        for (Column column : target.columns()) {
            columns.add(source.column(column.name()).orElse(column));
        }
        source.columns().stream()
                .filter(column -> !target.hasColumn(column.name()))
                .forEach(columns::add);
        return new Table(
                target.name(),
                columns,
                target.primaryKey(),
                target.uniqueKeys(),
                target.foreignKeys(),
                target.engine(),
                target.view(),
                target.rowEstimate());
    }
}
