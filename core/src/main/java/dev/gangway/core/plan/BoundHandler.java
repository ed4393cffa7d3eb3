package dev.gangway.core.plan;

import dev.gangway.core.handler.Handler;
import java.util.Map;

/** One handler of a table plan with the field it is bound to and the name and parameters that its rule gave. */
public record BoundHandler(String field, String name, Map<String, String> parameters, Handler handler) {

    public BoundHandler {
        parameters = Map.copyOf(parameters);
    }
}
