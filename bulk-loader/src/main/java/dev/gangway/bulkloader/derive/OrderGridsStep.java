package dev.gangway.bulkloader.derive;

import dev.gangway.bulkloader.step.RowCounts;
import dev.gangway.bulkloader.step.Step;
import dev.gangway.bulkloader.step.StepContext;
import dev.gangway.core.plan.IntegrityFinding;
import dev.gangway.core.rules.Compatibility;
import dev.gangway.core.schema.Side;
import dev.gangway.mysql.connect.Identifiers;
import dev.gangway.mysql.write.Statements;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * Fills the order grids from the target's own orders, in ranges of ids. Strict compatibility lists exactly the rows that
 * Magento 1's grids list; otherwise every document is listed, because a grid row that Magento 1 lost is lost to its users too.
 * In commerce the grids of archived orders list what Magento 1 archived.
 */
public final class OrderGridsStep implements Step {
    private static final int BLOCK = 2_000;

    private final boolean commerce;

    private OrderGridsStep(boolean commerce) {
        this.commerce = commerce;
    }

    public static OrderGridsStep ofOpenSource() {
        return new OrderGridsStep(false);
    }

    public static OrderGridsStep ofCommerce() {
        return new OrderGridsStep(true);
    }

    private OrderGrids grids(StepContext context) {
        return commerce
                ? OrderGrids.ofCommerce(context.targetSchema(), TargetSql.names(context))
                : new OrderGrids(context.targetSchema(), TargetSql.names(context));
    }

    @Override
    public List<IntegrityFinding> integrity(StepContext context) {
        var needed = new TreeSet<>(List.of("sales_order_address", "sales_order_payment"));
        grids(context).all().forEach(grid -> needed.addAll(List.of(grid.table(), grid.main())));
        needed.removeIf(context.targetSchema()::has);
        return needed.stream()
                .map(table -> new IntegrityFinding(
                        IntegrityFinding.Kind.DOCUMENT_MISSING, Side.DESTINATION, table, List.of()))
                .toList();
    }

    @Override
    public void data(StepContext context) throws SQLException {
        OrderGrids grids = grids(context);
        context.keep(grids.grids().stream().map(OrderGrids.Grid::table).toList());
        for (OrderGrids.Grid grid : grids.grids()) {
            String only = bySource(context, grid) ? "" : " AND " + grids.notArchived(grid);
            try (Connection target = context.target().open()) {
                Statements.execute(
                        target, "TRUNCATE TABLE " + TargetSql.names(context).apply(grid.table()));
                long last = -1;
                for (List<Long> ids = ids(context, grid, last); !ids.isEmpty(); ids = ids(context, grid, last)) {
                    String some = "m.entity_id IN (" + join(ids) + ")";
                    context.writer().execute(target, grids.write(grid, some + only), grid.table());
                    last = ids.get(ids.size() - 1);
                }
            }
        }
    }

    /** True when the rows are those that Magento 1's grid lists: always so for archived orders. */
    private static boolean bySource(StepContext context, OrderGrids.Grid grid) {
        boolean strict = context.environment().compatibility() == Compatibility.STRICT;
        return grid.archived() || (strict && context.sourceSchema().has(grid.sourceGrid()));
    }

    private static List<Long> ids(StepContext context, OrderGrids.Grid grid, long after) throws SQLException {
        boolean bySource = bySource(context, grid);
        if (bySource && !context.sourceSchema().has(grid.sourceGrid())) {
            return List.of();
        }
        String from = bySource
                ? Identifiers.quote(context.source().table(grid.sourceGrid()))
                : Identifiers.quote(context.target().table(grid.main()));
        try (Connection connection =
                        bySource ? context.source().open() : context.target().open();
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
        OrderGrids grids = grids(context);
        var mismatches = new ArrayList<String>();
        for (OrderGrids.Grid grid : grids.grids()) {
            boolean bySource = bySource(context, grid);
            if (bySource && !context.sourceSchema().has(grid.sourceGrid())) {
                continue;
            }
            long expected = bySource
                    ? RowCounts.of(context.source(), grid.sourceGrid())
                    : RowCounts.of(context.target(), grid.main(), " m WHERE " + grids.notArchived(grid));
            long found = RowCounts.of(context.target(), grid.table());
            if (expected != found) {
                mismatches.add("Mismatch of entities in the document: " + grid.table() + " Source: " + expected
                        + " Destination: " + found);
            }
        }
        return mismatches;
    }
}
