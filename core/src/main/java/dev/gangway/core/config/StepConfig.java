package dev.gangway.core.config;

import dev.gangway.core.problem.Place;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** One step of a mode as configured; the title is its identity. */
public record StepConfig(String title, Place place, Map<Stage, StageConfig> stages) {

    public StepConfig {
        Map<Stage, StageConfig> copy = new EnumMap<>(Stage.class);
        copy.putAll(stages);
        stages = Collections.unmodifiableMap(copy);
    }

    public Optional<StageConfig> stage(Stage stage) {
        return Optional.ofNullable(stages.get(stage));
    }

    /** What step it is, by its first stage; empty when it has none. */
    public Optional<StepKind> kind() {
        return stages.values().stream().findFirst().map(StageConfig::kind);
    }

    public boolean is(StepKind kind) {
        return stages.values().stream().anyMatch(stage -> stage.kind() == kind);
    }
}
