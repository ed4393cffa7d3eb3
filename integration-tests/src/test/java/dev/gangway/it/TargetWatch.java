package dev.gangway.it;

import dev.gangway.app.run.LedgerView;
import dev.gangway.core.plan.MigrationPlan;
import dev.gangway.core.plan.TablePlan;
import dev.gangway.core.schema.ForeignKey;
import dev.gangway.mysql.state.ParkedRows;
import dev.gangway.mysql.state.StateSchema;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Reads a target in a loop while changes are applied to it, each time in one snapshot, and looks for what no cut of the source
 * shows: rows without the parent that they must have, an order that is not the sum of its items, a grid that is not its
 * orders, prices without a source, a ledger out of balance. A snapshot that says it is between cuts counts for nothing. Rows may lack
 * parents as long as the state tells that rows of the parents' table gave way to others with an equal unique value.
 */
final class TargetWatch implements AutoCloseable {
    private static final long BETWEEN_LOOKS_MS = 60;

    private final SeedShop.Target target;
    private final StateSchema state;
    private final Map<String, String> rules = new LinkedHashMap<>();
    private final Map<String, String> parentsOfRules = new HashMap<>();
    private final CountDownLatch stop = new CountDownLatch(1);
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    private final List<String> broken = new ArrayList<>();
    private final Thread thread = new Thread(this::watch, "target-watch");
    private int cuts;

    TargetWatch(SeedShop.Target target, MigrationPlan plan, boolean countsItems) {
        this.target = target;
        this.state = target.databases().state();
        plan.tables().forEach(table -> parents(plan, table));
        if (countsItems) {
            rules.put(
                    "order = sum of its items",
                    "SELECT COUNT(*) FROM sales_order o WHERE COALESCE(o.total_qty_ordered, 0) <> (SELECT"
                            + " COALESCE(SUM(i.qty_ordered), 0) FROM sales_order_item i WHERE i.order_id = o.entity_id)");
        }
        rules.put(
                "grid = orders",
                "SELECT COUNT(*) FROM sales_order o LEFT JOIN sales_order_grid g ON g.entity_id = o.entity_id"
                        + " WHERE NOT (g.increment_id <=> o.increment_id) OR NOT (g.status <=> o.status)");
        rules.put(
                "grid without order",
                "SELECT COUNT(*) FROM sales_order_grid g LEFT JOIN sales_order o ON o.entity_id = g.entity_id"
                        + " WHERE o.entity_id IS NULL");
        prices();
    }

    /** Products that are no variants have a price for each source, and a source for each price. */
    private void prices() {
        String prices = "catalog_product_entity_tier_price";
        String tier = state.table("shadow_catalog_product_entity_tier_price");
        String group = state.table("shadow_catalog_product_entity_group_price");
        String single = " p.entity_id NOT IN (SELECT product_id FROM catalog_product_super_link)";
        String same = "o.entity_id = p.entity_id AND o.website_id = p.website_id AND o.all_groups = p.all_groups"
                + " AND o.customer_group_id = p.customer_group_id";
        rules.put(
                "tier price without row",
                "SELECT COUNT(*) FROM " + tier + " p WHERE" + single + " AND NOT EXISTS (SELECT 1 FROM " + prices
                        + " o WHERE " + same + " AND o.qty = p.qty)");
        rules.put(
                "row without tier or group price",
                "SELECT COUNT(*) FROM " + prices + " p WHERE" + single + " AND NOT EXISTS (SELECT 1 FROM " + tier
                        + " o WHERE " + same + " AND o.qty = p.qty) AND NOT EXISTS (SELECT 1 FROM " + group
                        + " o WHERE " + same + ")");
    }

    /** A foreign key of the target that the source has as well. */
    private void parents(MigrationPlan plan, TablePlan table) {
        for (ForeignKey key : table.target().foreignKeys()) {
            String own = key.columns().get(0);
            boolean ofSource = table.source().foreignKeys().stream()
                    .filter(theirs -> table.targetField(theirs.columns().get(0))
                            .filter(own::equals)
                            .isPresent())
                    .anyMatch(theirs -> plan.routes(theirs.referencedTable()).stream()
                            .anyMatch(route -> route.target().equals(key.referencedTable())));
            if (ofSource) {
                String rule = table.target().name() + '.' + own + " has its parent";
                parentsOfRules.put(rule, key.referencedTable());
                rules.put(
                        rule,
                        "SELECT COUNT(*) FROM `" + table.target().name() + "` c LEFT JOIN `" + key.referencedTable()
                                + "` p ON p.`" + key.referencedColumns().get(0) + "` = c.`" + own + "` WHERE c.`" + own
                                + "` IS NOT NULL AND p.`"
                                + key.referencedColumns().get(0) + "` IS NULL");
            }
        }
    }

    TargetWatch start() {
        thread.setDaemon(true);
        thread.start();
        return this;
    }

    private void watch() {
        String all = String.join(
                " UNION ALL ",
                rules.values().stream().map(sql -> "(" + sql + ")").toList());
        try (Connection connection = target.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ");
            do {
                statement.execute("START TRANSACTION WITH CONSISTENT SNAPSHOT");
                if (isAtCut(statement)) {
                    look(statement, all);
                    cuts++;
                }
                statement.execute("COMMIT");
                LedgerView ledger = LedgerView.read(state);
                if (!ledger.isBalanced()) {
                    broken.add(ledger.imbalances().toString());
                }
            } while (!stop.await(BETWEEN_LOOKS_MS, TimeUnit.MILLISECONDS));
        } catch (SQLException | InterruptedException | RuntimeException e) {
            failure.set(e);
        }
    }

    private boolean isAtCut(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery(
                "SELECT COUNT(*) FROM " + state.table("sink_watermark") + " WHERE complete = 0")) {
            return row.next() && row.getLong(1) == 0;
        }
    }

    private void look(Statement statement, String all) throws SQLException {
        var found = new LinkedHashMap<String, Long>();
        try (ResultSet counts = statement.executeQuery(all)) {
            for (String rule : rules.keySet()) {
                if (counts.next() && counts.getLong(1) > 0) {
                    found.put(rule, counts.getLong(1));
                }
            }
        }
        if (!found.isEmpty()) {
            Set<String> displaced =
                    new ParkedRows(state).displaced(statement.getConnection()).keySet();
            found.keySet().removeIf(rule -> displaced.contains(parentsOfRules.getOrDefault(rule, "")));
            found.forEach((rule, rows) -> broken.add(rule + ": not for " + rows + " rows at look " + cuts));
        }
    }

    /** Ends the loop; what was broken at a cut, the first findings first. */
    List<String> end() throws Exception {
        close();
        Exception failed = failure.get();
        if (failed != null) {
            throw failed;
        }
        return broken.subList(0, Math.min(20, broken.size()));
    }

    @Override
    public String toString() {
        return rules.size() + " rules held at " + cuts + " cuts";
    }

    @Override
    public void close() {
        stop.countDown();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
