package dev.gangway.derivations.sales;

import dev.gangway.core.config.StepKind;
import dev.gangway.core.plan.ShadowTable;
import dev.gangway.derivations.DerivationContext;
import java.util.ArrayList;
import java.util.List;

/**
 * The four grids of the sales back end, in commerce also those of archived orders. Strict compatibility lists exactly the rows
 * that Magento 1's grids list; otherwise every document is listed, because a grid row that Magento 1 lost is lost to its users
 * too. Grids of archived orders list what Magento 1 archived.
 */
public final class OrderGrids {
    private static final List<String> DOCUMENTS = List.of("order", "invoice", "shipment", "creditmemo");

    private OrderGrids() {}

    /** Every grid of an edition, archives first, whether or not its tables exist. */
    public static List<OrderGrid> all(DerivationContext context, boolean commerce) {
        StepKind step = commerce ? StepKind.ORDER_GRIDS_EE : StepKind.ORDER_GRIDS;
        var grids = new ArrayList<OrderGrid>();
        for (String document : commerce ? DOCUMENTS : List.<String>of()) {
            String shadow = ShadowTable.nameOf("enterprise_sales_" + document + "_grid_archive");
            if (context.hasShadow(shadow)) {
                grids.add(new OrderGrid(
                        context, step, new OrderGrid.Listing(archive(document), "sales_" + document, shadow, "")));
            }
        }
        for (String document : DOCUMENTS) {
            String shadow = ShadowTable.nameOf("sales_flat_" + document + "_grid");
            String archive = commerce && context.target().has(archive(document)) ? archive(document) : "";
            grids.add(new OrderGrid(
                    context,
                    step,
                    new OrderGrid.Listing(
                            "sales_" + document + "_grid",
                            "sales_" + document,
                            context.isStrict() && context.hasShadow(shadow) ? shadow : "",
                            archive)));
        }
        return grids;
    }

    private static String archive(String document) {
        return "magento_sales_" + document + "_grid_archive";
    }

    /** The grids of this target, those whose tables exist. */
    public static List<OrderGrid> of(DerivationContext context, boolean commerce) {
        return all(context, commerce).stream()
                .filter(grid -> context.target().has(grid.listing().table())
                        && context.target().has(grid.listing().main()))
                .toList();
    }
}
