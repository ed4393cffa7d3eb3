package dev.gangway.bulkloader.derive;

import dev.gangway.bulkloader.step.CopiedRows;
import dev.gangway.bulkloader.step.Step;
import dev.gangway.bulkloader.step.StepContext;
import dev.gangway.core.config.OptionName;
import dev.gangway.core.plan.IntegrityCheck;
import dev.gangway.core.plan.IntegrityFinding;
import dev.gangway.core.plan.MappedRow;
import dev.gangway.core.plan.TablePlan;
import dev.gangway.core.problem.Place;
import dev.gangway.core.row.Row;
import dev.gangway.core.rules.MapRules;
import dev.gangway.core.rules.Rule;
import dev.gangway.core.schema.Table;
import dev.gangway.mysql.read.ChunkReader;
import dev.gangway.mysql.read.RowStream;
import dev.gangway.mysql.write.Statements;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Puts tier prices and group prices, which are tier prices of quantity one in Magento 2, into one table. Where both exist for
 * the same customers, website and quantity the group price wins. Both are read as they were at one moment.
 */
public final class TierPriceStep implements Step {
    private static final String TIER = "catalog_product_entity_tier_price";
    private static final String GROUP = "catalog_product_entity_group_price";
    private static final String GENERATED = "value_id";
    private static final Set<String> WITHOUT_GROUP_PRICES =
            Set.of("1.6.0.0", "1.6.1.0", "1.6.2.0", "1.11.0.0", "1.11.0.1", "1.11.0.2", "1.11.1.0", "1.11.2.0");
    private static final int BATCH = 1_000;

    /** The tables that this release of Magento 1 has. */
    private static List<String> wanted(StepContext context) {
        boolean groupPrices = context.environment()
                .option("edition_number")
                .filter(number -> !WITHOUT_GROUP_PRICES.contains(number))
                .isPresent();
        return groupPrices ? List.of(TIER, GROUP) : List.of(TIER);
    }

    private static List<String> sources(StepContext context) {
        return wanted(context).stream().filter(context.sourceSchema()::has).toList();
    }

    @Override
    public List<IntegrityFinding> integrity(StepContext context) {
        MapRules rules = context.rules().map(OptionName.TIER_PRICE_MAP_FILE);
        var findings = new ArrayList<>(new IntegrityCheck(rules, context.sourceSchema(), context.targetSchema())
                .check(List.of(TIER), List.of(TIER)));
        if (wanted(context).contains(GROUP)) {
            MapRules intoTierPrices =
                    rules.with(new MapRules(List.of(new Rule.RenameDocument(Place.NOWHERE, GROUP, TIER))));
            findings.addAll(new IntegrityCheck(intoTierPrices, context.sourceSchema(), context.targetSchema())
                    .check(List.of(GROUP), List.of()));
        }
        return findings;
    }

    @Override
    public void data(StepContext context) throws SQLException {
        context.keep(List.of(TIER));
        long different;
        try (Connection source = context.source().open();
                Connection target = context.target().open()) {
            source.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            Statements.execute(source, "START TRANSACTION WITH CONSISTENT SNAPSHOT");
            target.setAutoCommit(false);
            context.writer().clear(target, context.targetSchema().table(TIER).orElseThrow());
            long read = 0;
            for (String table : sources(context)) {
                read += copy(context, context.plan(OptionName.TIER_PRICE_MAP_FILE, table, TIER), source, target);
            }
            different = countDifferent(context, source);
            for (long i = different; i < read; i++) {
                context.losses().count(TIER, "", "row replaced by a later price for the same customers and quantity");
            }
            target.commit();
        }
        CopiedRows.remember(context, Map.of(TIER, different));
    }

    /** Prices of which one each must arrive, among those that this transaction of the source sees. */
    private static long countDifferent(StepContext context, Connection source) throws SQLException {
        var parts = new ArrayList<String>();
        for (String table : sources(context)) {
            String quantity = table.equals(GROUP) ? "1.0000" : "qty";
            parts.add("SELECT entity_id, all_groups, customer_group_id, CAST(" + quantity
                    + " AS DECIMAL(20,4)) AS qty, website_id FROM "
                    + TargetSql.sourceNames(context).apply(table));
        }
        return parts.isEmpty()
                ? 0
                : Statements.queryLong(source, "SELECT COUNT(*) FROM (" + String.join(" UNION ", parts) + ") prices");
    }

    /** Returns how many prices the source has. */
    private static long copy(StepContext context, TablePlan plan, Connection source, Connection target)
            throws SQLException {
        long read = 0;
        var reader = new ChunkReader(context.source().config().prefix());
        try (RowStream rows = reader.open(source, plan.source())) {
            var batch = new ArrayList<Row>();
            for (Row row = rows.next(); row != null; row = rows.next()) {
                batch.add(row);
                read++;
                if (batch.size() == BATCH) {
                    write(context, plan, target, batch);
                }
            }
            if (!batch.isEmpty()) {
                write(context, plan, target, batch);
            }
        }
        return read;
    }

    private static void write(StepContext context, TablePlan plan, Connection target, List<Row> batch)
            throws SQLException {
        List<Row> rows = plan.map(batch, context.lookups(), context.losses()).stream()
                .map(MappedRow::row)
                .map(TierPriceStep::withoutId)
                .toList();
        context.writer().upsert(target, plan.target(), key(plan.target()), rows);
        batch.clear();
    }

    /** The target numbers its rows itself. */
    private static Row withoutId(Row row) {
        var result = new Row(row.layout());
        for (int i = 0; i < row.layout().size(); i++) {
            if (row.isSet(i) && !row.layout().fields().get(i).equals(GENERATED)) {
                result.set(i, row.get(i));
            }
        }
        return result;
    }

    private static List<String> key(Table table) {
        return table.uniqueKeys().stream()
                .map(unique -> unique.columns())
                .filter(columns -> columns.contains("qty"))
                .findFirst()
                .orElse(List.of("entity_id", "all_groups", "customer_group_id", "qty", "website_id"));
    }

    @Override
    public List<String> volume(StepContext context) throws SQLException {
        return CopiedRows.mismatches(context, Map.of(TIER, TIER));
    }
}
