package dev.gangway.bulkloader;

import dev.gangway.bulkloader.step.map.MapStep;
import dev.gangway.bulkloader.step.settings.SettingsStep;
import dev.gangway.bulkloader.step.stores.StoresStep;
import dev.gangway.core.config.StepConfig;
import dev.gangway.core.config.StepKind;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/** Knows which class does which configured step. */
public final class StepRegistry {

    /** Makes a step from what it works with and how it is configured. */
    @FunctionalInterface
    public interface StepFactory extends BiFunction<StepContext, StepConfig, Step> {}

    private final Map<StepKind, StepFactory> factories = new EnumMap<>(StepKind.class);

    /** All steps of the product. */
    public static StepRegistry standard() {
        var registry = new StepRegistry();
        registry.factories.put(StepKind.SETTINGS, (context, config) -> new SettingsStep(context));
        registry.factories.put(StepKind.STORES, (context, config) -> new StoresStep(context));
        registry.factories.put(StepKind.MAP, (context, config) -> new MapStep(context));
        return registry;
    }

    /** The step's kind: that of its first configured stage. */
    static Optional<StepKind> kind(StepConfig config) {
        return config.stages().values().stream().map(stage -> stage.kind()).findFirst();
    }

    /** The step; empty when this program cannot do it yet. */
    public Optional<Step> create(StepContext context, StepConfig config) {
        return kind(config).map(factories::get).map(factory -> factory.apply(context, config));
    }
}
