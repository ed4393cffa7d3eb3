package dev.gangway.bulkloader.derive;

import dev.gangway.bulkloader.step.CopiedRows;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

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
        var listed = new LinkedHashMap<String, Long>();
        for (OrderGrids.Grid grid : grids.grids()) {
            try (Connection target = context.target().open()) {
                listed.put(grid.table(), fill(context, grids, grid, target));
            }
        }
        CopiedRows.remember(context, listed);
    }

    /** Returns how many of the documents that the grid is to list exist. */
    private static long fill(StepContext context, OrderGrids grids, OrderGrids.Grid grid, Connection target)
            throws SQLException {
        boolean bySource = bySource(context, grid);
        String only = bySource ? "" : " AND " + grids.notArchived(grid);
        String main = TargetSql.names(context).apply(grid.main());
        Statements.execute(target, "TRUNCATE TABLE " + TargetSql.names(context).apply(grid.table()));
        long listed = 0;
        long last = -1;
        for (List<Long> ids = ids(context, grid, last); !ids.isEmpty(); ids = ids(context, grid, last)) {
            String some = "m.entity_id IN (" + join(ids) + ")";
            long existing = Statements.queryLong(target, "SELECT COUNT(*) FROM " + main + " m WHERE " + some + only);
            for (long i = existing; bySource && i < ids.size(); i++) {
                context.losses().count(grid.table(), "", "row of a document that is not in the target");
            }
            context.writer().execute(target, grids.write(grid, some + only), grid.table());
            listed += existing;
            last = ids.get(ids.size() - 1);
        }
        return listed;
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

    /** Each grid stands for itself: what it must list was counted when it was filled. */
    @Override
    public List<String> volume(StepContext context) throws SQLException {
        Map<String, String> tables = grids(context).grids().stream()
                .map(OrderGrids.Grid::table)
                .collect(Collectors.toMap(table -> table, table -> table, (one, same) -> one, LinkedHashMap::new));
        return CopiedRows.mismatches(context, tables);
    }
}
