package dev.gangway.bulkloader.derive;

import dev.gangway.bulkloader.step.Step;
import dev.gangway.bulkloader.step.StepContext;
import dev.gangway.core.plan.Compatibility;
import dev.gangway.mysql.connect.Identifiers;
import dev.gangway.mysql.write.Statements;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Fills the four order grids from the target's own orders, in ranges of ids. Strict compatibility lists exactly the rows that
 * Magento 1's grids list; otherwise every document is listed, because a grid row that Magento 1 lost is lost to its users too.
 */
public final class OrderGridsStep implements Step {
    private static final int BLOCK = 2_000;

    @Override
    public void data(StepContext context) throws SQLException {
        var grids = new OrderGrids(context.targetSchema(), TargetSql.names(context));
        for (OrderGrids.Grid grid : grids.grids()) {
            try (Connection target = context.target().open()) {
                Statements.execute(
                        target, "TRUNCATE TABLE " + TargetSql.names(context).apply(grid.table()));
                long last = -1;
                for (List<Long> ids = ids(context, grid, last); !ids.isEmpty(); ids = ids(context, grid, last)) {
                    Statements.execute(target, grids.write(grid, "m.entity_id IN (" + join(ids) + ")"));
                    last = ids.get(ids.size() - 1);
                }
            }
        }
    }

    private static List<Long> ids(StepContext context, OrderGrids.Grid grid, long after) throws SQLException {
        boolean strict = context.environment().compatibility() == Compatibility.STRICT
                && context.sourceSchema().has(grid.sourceGrid());
        String from = strict
                ? Identifiers.quote(context.source().table(grid.sourceGrid()))
                : Identifiers.quote(context.target().table(grid.main()));
        try (Connection connection =
                        strict ? context.source().open() : context.target().open();
                var statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT entity_id FROM " + from + " WHERE entity_id > " + after
                        + " ORDER BY entity_id LIMIT " + BLOCK)) {
            var ids = new ArrayList<Long>();
            while (rows.next()) {
                ids.add(rows.getLong(1));
            }
            return ids;
        }
    }

    private static String join(List<Long> ids) {
        var out = new StringBuilder();
        ids.forEach(id -> out.append(out.length() == 0 ? "" : ", ").append(id));
        return out.toString();
    }

    @Override
    public List<String> volume(StepContext context) throws SQLException {
        var grids = new OrderGrids(context.targetSchema(), TargetSql.names(context));
        var mismatches = new ArrayList<String>();
        for (OrderGrids.Grid grid : grids.grids()) {
            if (!context.sourceSchema().has(grid.sourceGrid())) {
                continue;
            }
            long expected = TargetSql.count(
                    context.source(),
                    "SELECT COUNT(*) FROM " + TargetSql.sourceNames(context).apply(grid.sourceGrid()));
            long found = new TargetSql(context)
                    .count("SELECT COUNT(*) FROM " + TargetSql.names(context).apply(grid.table()));
            if (expected != found) {
                mismatches.add(
                        grid.table() + ": " + expected + " rows in " + grid.sourceGrid() + ", " + found + " found");
            }
        }
        return mismatches;
    }
}
