package dev.gangway.core.handler;

import java.util.Set;

/** A factory whose name and parameters are told once, by its description. */
public interface DescribedHandlerFactory extends HandlerFactory {

    @Override
    HandlerDescription description();

    @Override
    default String name() {
        return description().name();
    }

    @Override
    default Set<String> requiredParameters() {
        return description().requiredParameters();
    }

    @Override
    default Set<String> optionalParameters() {
        return description().optionalParameters();
    }
}
