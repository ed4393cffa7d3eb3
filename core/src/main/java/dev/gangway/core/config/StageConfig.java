package dev.gangway.core.config;

import dev.gangway.core.problem.Place;

/** One stage of a step as configured: the step that its class belongs to and the class's own name, such as {@code Version191to2000}. */
public record StageConfig(Stage stage, StepKind kind, String simpleName, Place place) {

    /** What a class name says. */
    record Named(StepKind kind, String simpleName) {}
}
