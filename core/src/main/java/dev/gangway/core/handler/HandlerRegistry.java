package dev.gangway.core.handler;

import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.TreeMap;

/**
 * Finds handlers by the class names that rule files use: {@code \Migration\Handler\Convert}, the same without the leading
 * backslash, or the short name {@code Convert}. Names are case-sensitive. Immutable and thread-safe.
 */
public final class HandlerRegistry {
    private static final String PREFIX = "Migration\\Handler\\";

    private final Map<String, HandlerFactory> factories;

    /** @throws MigrationException {@link ErrorCode#PLAN_INVALID} when two factories have the same name */
    public HandlerRegistry(Iterable<HandlerFactory> factories) {
        var byName = new TreeMap<String, HandlerFactory>();
        for (HandlerFactory factory : factories) {
            String name = shortName(factory.name());
            HandlerFactory other = byName.put(name, factory);
            if (other != null) {
                throw new MigrationException(
                        ErrorCode.PLAN_INVALID,
                        "Handler " + name + " is provided twice, by "
                                + other.getClass().getName() + " and "
                                + factory.getClass().getName() + ": remove one of them from the class path");
            }
        }
        this.factories = Collections.unmodifiableMap(byName);
    }

    /** All handlers on the class path, the product's own and the user's. */
    public static HandlerRegistry load() {
        return new HandlerRegistry(ServiceLoader.load(HandlerFactory.class));
    }

    public Optional<HandlerFactory> find(String className) {
        return Optional.ofNullable(factories.get(shortName(className)));
    }

    /** All factories, ordered by name. */
    public Collection<HandlerFactory> all() {
        return factories.values();
    }

    /** The name without leading backslash and without Magento's namespace. */
    public static String shortName(String className) {
        String name = className.startsWith("\\") ? className.substring(1) : className;
        return name.startsWith(PREFIX) ? name.substring(PREFIX.length()) : name;
    }
}
