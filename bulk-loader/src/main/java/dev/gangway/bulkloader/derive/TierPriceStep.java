package dev.gangway.bulkloader.derive;

import dev.gangway.bulkloader.copy.PlannedRows;
import dev.gangway.bulkloader.step.CopiedRows;
import dev.gangway.bulkloader.step.Step;
import dev.gangway.bulkloader.step.StepContext;
import dev.gangway.core.config.OptionName;
import dev.gangway.core.config.StepKind;
import dev.gangway.core.plan.IntegrityCheck;
import dev.gangway.core.plan.IntegrityFinding;
import dev.gangway.core.plan.routes.TierPriceRoutes;
import dev.gangway.core.problem.Place;
import dev.gangway.core.rules.MapRules;
import dev.gangway.core.rules.Rule;
import dev.gangway.derivations.Derivation;
import dev.gangway.derivations.catalog.TierPrices;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Puts tier prices and group prices, which are tier prices of quantity one in Magento 2, into one table. Where both exist for
 * the same customers, website and quantity the group price wins. Both are read as they were at one moment.
 */
public final class TierPriceStep implements Step {
    private static final String TIER = TierPriceRoutes.TIER;
    private static final String GROUP = TierPriceRoutes.GROUP;

    @Override
    public List<IntegrityFinding> integrity(StepContext context) {
        MapRules rules = context.rules().map(OptionName.TIER_PRICE_MAP_FILE);
        var findings = new ArrayList<>(new IntegrityCheck(rules, context.sourceSchema(), context.targetSchema())
                .check(List.of(TIER), List.of(TIER)));
        if (TierPriceRoutes.hasGroupPrices(
                context.environment().option("edition_number").orElse(""))) {
            MapRules intoTierPrices =
                    rules.with(new MapRules(List.of(new Rule.RenameDocument(Place.NOWHERE, GROUP, TIER))));
            findings.addAll(new IntegrityCheck(intoTierPrices, context.sourceSchema(), context.targetSchema())
                    .check(List.of(GROUP), List.of()));
        }
        return findings;
    }

    @Override
    public void data(StepContext context) throws SQLException {
        new PlannedRows(context, StepKind.TIER_PRICE).derive();
        long different = 0;
        for (Derivation derivation : context.run().derivations().of(StepKind.TIER_PRICE)) {
            var prices = (TierPrices) derivation;
            var sql = new TargetSql(context);
            different = sql.count(prices.countDifferent());
            long read = sql.count(prices.countSources());
            for (long i = different; i < read; i++) {
                context.losses().count(TIER, "", "row replaced by a later price for the same customers and quantity");
            }
        }
        CopiedRows.remember(context, Map.of(TIER, different));
    }

    @Override
    public List<String> volume(StepContext context) throws SQLException {
        return CopiedRows.mismatches(context, Map.of(TIER, TIER));
    }
}
