package dev.gangway.core.handler;

import java.util.Set;

/**
 * Makes the handlers of one class name. Implementations are found with {@link java.util.ServiceLoader}; users add their own
 * by putting a jar on the class path. Called once per rule while the plan is compiled, on one thread.
 */
public interface HandlerFactory {

    /** The name after {@code \Migration\Handler\}, such as {@code SerializeToJson\ItemOption}; unique. */
    String name();

    Set<String> requiredParameters();

    Set<String> optionalParameters();

    /** What people are told about the handler; the default knows only names. */
    default HandlerDescription description() {
        HandlerDescription description = HandlerDescription.of(name(), "");
        for (String parameter : requiredParameters()) {
            description = description.required(parameter, "");
        }
        for (String parameter : optionalParameters()) {
            description = description.optional(parameter, "", "");
        }
        return description;
    }

    /**
     * Makes the handler of one rule.
     *
     * @throws HandlerParameterException when a parameter's value is wrong; the compiler reports it at the rule's line
     */
    Handler create(HandlerBinding binding);
}
