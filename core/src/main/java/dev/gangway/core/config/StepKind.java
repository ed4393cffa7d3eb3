package dev.gangway.core.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The steps of a migration, recognised by the class names that configuration files give their stages. */
public enum StepKind {
    SETTINGS("Settings", List.of("Integrity", "Data"), OptionName.SETTINGS_MAP_FILE),
    STORES("Stores", Classes.WITHOUT_DELTA, OptionName.STORES_MAP_FILE),
    DATA_INTEGRITY("DataIntegrity", List.of("Integrity")),
    EAV("Eav", Classes.WITHOUT_DELTA, OptionName.EAV_MAP_FILE, OptionName.CLASS_MAP),
    CUSTOMER("Customer", Classes.ALL, OptionName.CUSTOMER_MAP_FILE),
    CUSTOM_CUSTOMER_ATTRIBUTES("CustomCustomerAttributes", Classes.ALL, OptionName.CUSTOMER_ATTR_MAP_FILE),
    MAP("Map", Classes.ALL, OptionName.MAP_FILE),
    URL_REWRITE("UrlRewrite", Classes.URL_REWRITE, OptionName.MAP_FILE),
    LOG("Log", Classes.ALL, OptionName.LOG_MAP_FILE),
    RATINGS("Ratings", Classes.WITHOUT_DELTA),
    SALES_ORDER("SalesOrder", Classes.ALL, OptionName.SALES_ORDER_MAP_FILE),
    CONFIGURABLE_PRICES("ConfigurablePrices", Classes.ALL, OptionName.MAP_FILE),
    ORDER_GRIDS("OrderGrids", Classes.ALL),
    ORDER_GRIDS_EE("OrderGridsEE", Classes.ALL),
    TIER_PRICE("TierPrice", Classes.ALL, OptionName.TIER_PRICE_MAP_FILE),
    SALES_INCREMENT("SalesIncrement", Classes.ALL, OptionName.MAP_FILE),
    INVENTORY("Inventory", Classes.ALL, OptionName.MAP_FILE),
    VISUAL_MERCHANDISER("VisualMerchandiser", Classes.WITHOUT_DELTA, OptionName.VISUAL_MERCHANDISER_MAP),
    POST_PROCESSING("PostProcessing", List.of("Data"), OptionName.MAP_FILE);

    private static final String NAMESPACE = "Migration\\Step\\";

    private static final class Classes {
        private static final List<String> WITHOUT_DELTA = List.of("Integrity", "Data", "Volume");
        private static final List<String> ALL = List.of("Integrity", "Data", "Volume", "Delta");
        private static final List<String> URL_REWRITE = List.of(
                "Version191to2000",
                "Version191to2000Delta",
                "Version11300to2000",
                "Version11300to2000Delta",
                "Version11410to2000",
                "Version11410to2000Delta");
    }

    private final String folder;
    private final List<String> classes;
    private final Set<OptionName> requiredOptions;

    StepKind(String folder, List<String> classes, OptionName... requiredOptions) {
        this.folder = folder;
        this.classes = classes;
        this.requiredOptions = Set.of(requiredOptions);
    }

    /** Options without which no stage of this step can work. */
    public Set<OptionName> requiredOptions() {
        return requiredOptions;
    }

    /** The step and stage class of a full class name such as {@code Migration\Step\Map\Data}. */
    static Optional<StageConfig.Named> ofClassName(String className) {
        for (StepKind kind : values()) {
            for (String simple : kind.classes) {
                if (className.equals(NAMESPACE + kind.folder + '\\' + simple)) {
                    return Optional.of(new StageConfig.Named(kind, simple));
                }
            }
        }
        return Optional.empty();
    }

    /** True when the class of that simple name can do the stage. */
    boolean canDo(String simpleName, Stage stage) {
        if (this == URL_REWRITE) {
            return simpleName.endsWith("Delta") == (stage == Stage.DELTA);
        }
        return simpleName.equalsIgnoreCase(stage.word());
    }

    static List<String> classNames(Stage stage) {
        List<String> names = new ArrayList<>();
        for (StepKind kind : values()) {
            kind.classes.stream()
                    .filter(simple -> kind.canDo(simple, stage))
                    .forEach(simple -> names.add(NAMESPACE + kind.folder + '\\' + simple));
        }
        return names;
    }
}
