package dev.gangway.bulkloader;

import dev.gangway.bulkloader.step.Step;
import dev.gangway.bulkloader.step.map.MapStep;
import dev.gangway.bulkloader.step.settings.SettingsStep;
import dev.gangway.bulkloader.step.stores.StoresStep;
import dev.gangway.core.config.StageConfig;
import dev.gangway.core.config.StepConfig;
import dev.gangway.core.config.StepKind;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Knows which class does which configured step. One line per step; steps are added here and nowhere else. */
public final class StepRegistry {
    private final Map<StepKind, Function<StepConfig, Step>> factories = new EnumMap<>(StepKind.class);

    /** All steps of the product. */
    public static StepRegistry standard() {
        var registry = new StepRegistry();
        registry.factories.put(StepKind.SETTINGS, config -> new SettingsStep());
        registry.factories.put(StepKind.STORES, config -> new StoresStep());
        registry.factories.put(StepKind.MAP, config -> new MapStep());
        return registry;
    }

    /** The step; empty when this program cannot do it yet. */
    public Optional<Step> create(StepConfig config) {
        return config.stages().values().stream()
                .map(StageConfig::kind)
                .findFirst()
                .map(factories::get)
                .map(factory -> factory.apply(config));
    }
}
