package dev.gangway.derivations.shop;

import dev.gangway.core.config.StepKind;
import dev.gangway.derivations.Derivation;
import dev.gangway.derivations.DerivationContext;
import dev.gangway.derivations.DerivationSet;
import dev.gangway.derivations.catalog.SalesChannels;
import dev.gangway.derivations.catalog.SourceItems;
import dev.gangway.derivations.catalog.TierPrices;
import dev.gangway.derivations.catalog.VariantPrices;
import dev.gangway.derivations.cleaning.LastCleanings;
import dev.gangway.derivations.commerce.CategorySorting;
import dev.gangway.derivations.commerce.RewardPoints;
import dev.gangway.derivations.content.PageRewrites;
import dev.gangway.derivations.content.RatingStatus;
import dev.gangway.derivations.customer.CustomerColumns;
import dev.gangway.derivations.customer.StoredLogins;
import dev.gangway.derivations.customer.VisitorCustomers;
import dev.gangway.derivations.eav.AttributeStructure;
import dev.gangway.derivations.eav.OwnOptions;
import dev.gangway.derivations.sales.OrderGrids;
import dev.gangway.derivations.sales.SalesSequences;
import dev.gangway.derivations.sales.ShipmentSources;
import dev.gangway.derivations.settings.Configuration;
import java.util.ArrayList;
import java.util.Set;

/** Every derivation of the product, in the order in which they are recomputed. New ones are added here and nowhere else. */
public final class Derivations {

    private Derivations() {}

    /** Those that the configured steps ask for and that the target has tables for. */
    public static DerivationSet of(DerivationContext context, Set<StepKind> steps) {
        var all = new ArrayList<Derivation>();
        all.add(new Configuration(context));
        all.add(new AttributeStructure(context));
        all.addAll(CustomerColumns.all(context));
        if (StoredLogins.areKept(context)) {
            all.add(new StoredLogins(context));
        }
        if (PageRewrites.areDerived(context)) {
            all.add(new PageRewrites(context));
        }
        all.add(new VisitorCustomers(context));
        all.add(new RatingStatus(context));
        all.addAll(OrderGrids.of(context, false));
        all.addAll(OrderGrids.of(context, true));
        all.add(new VariantPrices(context));
        all.add(new TierPrices(context));
        all.add(new SalesSequences(context));
        all.add(new SourceItems(context));
        all.add(new SalesChannels(context));
        all.add(new ShipmentSources(context));
        all.add(new RewardPoints(context));
        all.add(new CategorySorting(context));
        all.addAll(LastCleanings.of(context));
        if (!context.isStrict()) {
            all.add(new OwnOptions(context));
        }
        return new DerivationSet(all.stream()
                .filter(derivation -> steps.contains(derivation.step()))
                .filter(derivation -> isPossible(context, derivation))
                .toList());
    }

    private static boolean isPossible(DerivationContext context, Derivation derivation) {
        boolean written = derivation.outputs().stream()
                .allMatch(output -> context.target().has(output.table()));
        boolean read = derivation.inputs().stream()
                .allMatch(input -> context.plan().written().has(input.table()));
        return written && read;
    }
}
