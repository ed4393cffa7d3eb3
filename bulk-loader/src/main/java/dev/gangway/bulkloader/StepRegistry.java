package dev.gangway.bulkloader;

import dev.gangway.bulkloader.commerce.CustomCustomerAttributesStep;
import dev.gangway.bulkloader.commerce.SalesOrderStep;
import dev.gangway.bulkloader.commerce.VisualMerchandiserStep;
import dev.gangway.bulkloader.customer.CustomerStep;
import dev.gangway.bulkloader.derive.ConfigurablePricesStep;
import dev.gangway.bulkloader.derive.DataIntegrityStep;
import dev.gangway.bulkloader.derive.InventoryStep;
import dev.gangway.bulkloader.derive.LogStep;
import dev.gangway.bulkloader.derive.OrderGridsStep;
import dev.gangway.bulkloader.derive.PostProcessingStep;
import dev.gangway.bulkloader.derive.RatingsStep;
import dev.gangway.bulkloader.derive.SalesIncrementStep;
import dev.gangway.bulkloader.derive.TierPriceStep;
import dev.gangway.bulkloader.eav.EavStep;
import dev.gangway.bulkloader.step.Step;
import dev.gangway.bulkloader.step.map.MapStep;
import dev.gangway.bulkloader.step.settings.SettingsStep;
import dev.gangway.bulkloader.step.stores.StoresStep;
import dev.gangway.bulkloader.urlrewrite.CommerceUrlRewriteStep;
import dev.gangway.bulkloader.urlrewrite.UrlRewriteStep;
import dev.gangway.core.config.Stage;
import dev.gangway.core.config.StageConfig;
import dev.gangway.core.config.StepConfig;
import dev.gangway.core.config.StepKind;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Knows which class does which configured step. One line per step; steps are added here and nowhere else. */
public final class StepRegistry {
    private final Map<StepKind, Function<StepConfig, Step>> factories = new EnumMap<>(StepKind.class);

    /** All steps of the product. */
    public static StepRegistry standard() {
        var registry = new StepRegistry();
        registry.factories.put(StepKind.SETTINGS, config -> new SettingsStep());
        registry.factories.put(StepKind.STORES, config -> new StoresStep());
        registry.factories.put(StepKind.EAV, config -> new EavStep());
        registry.factories.put(StepKind.MAP, config -> new MapStep());
        registry.factories.put(StepKind.DATA_INTEGRITY, config -> new DataIntegrityStep());
        registry.factories.put(StepKind.CUSTOMER, config -> new CustomerStep());
        registry.factories.put(StepKind.LOG, config -> new LogStep());
        registry.factories.put(StepKind.TIER_PRICE, config -> new TierPriceStep());
        registry.factories.put(StepKind.URL_REWRITE, StepRegistry::urlRewrites);
        registry.factories.put(StepKind.RATINGS, config -> new RatingsStep());
        registry.factories.put(StepKind.CONFIGURABLE_PRICES, config -> new ConfigurablePricesStep());
        registry.factories.put(StepKind.ORDER_GRIDS, config -> OrderGridsStep.ofOpenSource());
        registry.factories.put(StepKind.ORDER_GRIDS_EE, config -> OrderGridsStep.ofCommerce());
        registry.factories.put(StepKind.CUSTOM_CUSTOMER_ATTRIBUTES, config -> new CustomCustomerAttributesStep());
        registry.factories.put(StepKind.SALES_ORDER, config -> new SalesOrderStep());
        registry.factories.put(StepKind.VISUAL_MERCHANDISER, config -> new VisualMerchandiserStep());
        registry.factories.put(StepKind.SALES_INCREMENT, config -> new SalesIncrementStep());
        registry.factories.put(StepKind.INVENTORY, config -> new InventoryStep());
        registry.factories.put(StepKind.POST_PROCESSING, config -> new PostProcessingStep());
        return registry;
    }

    /** The same registry with only these steps; others are left out of a run with a warning. */
    public StepRegistry only(Set<StepKind> kinds) {
        var registry = new StepRegistry();
        registry.factories.putAll(factories);
        registry.factories.keySet().retainAll(kinds);
        return registry;
    }

    /** The step; empty when this program cannot do it yet. */
    public Optional<Step> create(StepConfig config) {
        return config.kind().map(factories::get).map(factory -> factory.apply(config));
    }

    /** The class tells in which of three ways the source keeps its url rewrites; the data stage's counts. */
    private static Step urlRewrites(StepConfig config) {
        String simpleName = config.stage(Stage.DATA)
                .or(() -> config.stages().values().stream().findFirst())
                .map(StageConfig::simpleName)
                .orElse("");
        if (simpleName.startsWith("Version11300")) {
            return CommerceUrlRewriteStep.of11300();
        }
        return simpleName.startsWith("Version11410") ? CommerceUrlRewriteStep.of11410() : new UrlRewriteStep();
    }
}
