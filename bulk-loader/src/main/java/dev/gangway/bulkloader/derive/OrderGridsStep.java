package dev.gangway.bulkloader.derive;

import dev.gangway.bulkloader.copy.PlannedRows;
import dev.gangway.bulkloader.step.CopiedRows;
import dev.gangway.bulkloader.step.Step;
import dev.gangway.bulkloader.step.StepContext;
import dev.gangway.core.config.StepKind;
import dev.gangway.core.plan.IntegrityFinding;
import dev.gangway.core.schema.Side;
import dev.gangway.derivations.DerivationContext;
import dev.gangway.derivations.sales.OrderGrid;
import dev.gangway.derivations.sales.OrderGrids;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Fills the order grids from the target's own orders, in ranges of ids. */
public final class OrderGridsStep implements Step {
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

    private StepKind kind() {
        return commerce ? StepKind.ORDER_GRIDS_EE : StepKind.ORDER_GRIDS;
    }

    @Override
    public List<IntegrityFinding> integrity(StepContext context) {
        var needed = new TreeSet<>(List.of("sales_order_address", "sales_order_payment"));
        var derivations = DerivationContext.of(
                context.run().plan(),
                context.rules(),
                context.environment(),
                context.handlers(),
                context.run().state());
        OrderGrids.all(derivations, commerce)
                .forEach(grid -> needed.addAll(
                        List.of(grid.listing().table(), grid.listing().main())));
        needed.removeIf(context.targetSchema()::has);
        return needed.stream()
                .map(table -> new IntegrityFinding(
                        IntegrityFinding.Kind.DOCUMENT_MISSING, Side.DESTINATION, table, List.of()))
                .toList();
    }

    private List<OrderGrid> grids(StepContext context) {
        return context.run().derivations().of(kind()).stream()
                .map(OrderGrid.class::cast)
                .toList();
    }

    @Override
    public void data(StepContext context) throws SQLException {
        List<OrderGrid> grids = grids(context);
        var rows = new PlannedRows(context, kind());
        rows.clear(grids.stream().map(grid -> grid.listing().table()).toList());
        rows.derive();
        var listed = new LinkedHashMap<String, Long>();
        var sql = new TargetSql(context);
        for (OrderGrid grid : grids) {
            listed.put(grid.listing().table(), sql.count(count(context, grid)));
            countLost(context, sql, grid);
        }
        CopiedRows.remember(context, listed);
    }

    private static String count(StepContext context, OrderGrid grid) {
        String main = context.run().state().names().apply(grid.listing().main());
        return "SELECT COUNT(*) FROM " + main + " m WHERE " + grid.listed();
    }

    private static void countLost(StepContext context, TargetSql sql, OrderGrid grid) throws SQLException {
        if (!grid.isByShadow()) {
            return;
        }
        long lost = sql.count(context.run()
                .state()
                .names()
                .in("SELECT COUNT(*) FROM {" + grid.listing().shadow() + "} g WHERE NOT EXISTS (SELECT 1 FROM {"
                        + grid.listing().main() + "} m WHERE m.entity_id = g.entity_id)"));
        for (long i = 0; i < lost; i++) {
            context.losses().count(grid.listing().table(), "", "row of a document that is not in the target");
        }
    }

    /** Each grid stands for itself: what it must list was counted when it was filled. */
    @Override
    public List<String> volume(StepContext context) throws SQLException {
        Map<String, String> tables = grids(context).stream()
                .map(grid -> grid.listing().table())
                .collect(Collectors.toMap(table -> table, table -> table, (one, same) -> one, LinkedHashMap::new));
        return CopiedRows.mismatches(context, tables);
    }
}
