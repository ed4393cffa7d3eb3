package dev.gangway.core.handler;

import dev.gangway.core.schema.Side;
import dev.gangway.core.schema.Table;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What one rule binds a handler to: a field of a document on one side, with the rule's parameters. */
public record HandlerBinding(
        Side side, Table table, String field, Map<String, String> parameters, HandlerEnvironment environment) {

    public HandlerBinding {
        parameters = Map.copyOf(parameters);
    }

    /** The parameter's text; callers list it in {@link HandlerFactory#requiredParameters()}. */
    public String required(String name) {
        String value = parameters.get(name);
        if (value == null) {
            throw new HandlerParameterException("Parameter " + name + " is missing");
        }
        return value;
    }

    public @Nullable String optional(String name) {
        return parameters.get(name);
    }

    public String optional(String name, String ifMissing) {
        return parameters.getOrDefault(name, ifMissing);
    }
}
