package dev.gangway.core.handler;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What people are told about a handler: {@code docs/reference/handlers.md} and messages are made from it.
 *
 * @param name as in {@link HandlerFactory#name()}
 * @param summary one sentence
 * @param deviation how the default behaviour differs from the old tool's, which {@code compatibility=strict} brings back; or
 *     null
 */
public record HandlerDescription(
        String name,
        String summary,
        List<Parameter> parameters,
        List<Example> examples,
        @Nullable String deviation) {

    public HandlerDescription {
        parameters = List.copyOf(parameters);
        examples = List.copyOf(examples);
    }

    public static HandlerDescription of(String name, String summary) {
        return new HandlerDescription(name, summary, List.of(), List.of(), null);
    }

    /** A parameter of the rule's handler element; {@code whenMissing} tells what holds without it. */
    public record Parameter(
            String name,
            String meaning,
            boolean isRequired,
            @Nullable String whenMissing) {}

    /** One value before and after; {@code given} names parameters and further fields where they matter. */
    public record Example(String given, String before, String after) {}

    public HandlerDescription required(String parameter, String meaning) {
        return with(new Parameter(parameter, meaning, true, null));
    }

    public HandlerDescription optional(String parameter, String meaning, String whenMissing) {
        return with(new Parameter(parameter, meaning, false, whenMissing));
    }

    public HandlerDescription example(String given, String before, String after) {
        var all = new ArrayList<>(examples);
        all.add(new Example(given, before, after));
        return new HandlerDescription(name, summary, parameters, all, deviation);
    }

    public HandlerDescription deviation(String text) {
        return new HandlerDescription(name, summary, parameters, examples, text);
    }

    public Set<String> requiredParameters() {
        return names(true);
    }

    public Set<String> optionalParameters() {
        return names(false);
    }

    private HandlerDescription with(Parameter parameter) {
        var all = new ArrayList<>(parameters);
        all.add(parameter);
        return new HandlerDescription(name, summary, all, examples, deviation);
    }

    private Set<String> names(boolean required) {
        return parameters.stream()
                .filter(parameter -> parameter.isRequired() == required)
                .map(Parameter::name)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
