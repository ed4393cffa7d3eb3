package dev.gangway.core.rules;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** A handler as a rule file names it: the class text exactly as written and the parameters in file order. */
public record HandlerSpec(String className, Map<String, String> parameters) {
    private static final String NAMESPACE = "Migration\\Handler\\";

    public HandlerSpec {
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    }

    /** The class text without leading backslash and without {@code Migration\Handler\}: the name handlers register under. */
    public String shortName() {
        String name = className.startsWith("\\") ? className.substring(1) : className;
        return name.startsWith(NAMESPACE) ? name.substring(NAMESPACE.length()) : name;
    }
}
