package dev.gangway.core.plan;

import dev.gangway.core.config.RuleFiles;
import dev.gangway.core.handler.HandlerFactory;
import dev.gangway.core.problem.Place;
import dev.gangway.core.problem.Problems;
import dev.gangway.core.rules.HandlerSpec;
import dev.gangway.core.rules.Rule;
import dev.gangway.core.rules.SettingsRules;
import dev.gangway.core.rules.TransformRule;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Finds handlers that rule files name wrongly: classes that nobody provides, parameters that a handler needs and does not get, and
 * parameters that it does not know. Needs no database.
 */
public final class HandlerCheck {
    private final Function<String, Optional<HandlerFactory>> handlers;

    /** {@code handlers} finds a factory by the class name a rule gives. */
    public HandlerCheck(Function<String, Optional<HandlerFactory>> handlers) {
        this.handlers = handlers;
    }

    /** Looks at all maps and the settings file; a rule that several files include is reported once. */
    public void check(RuleFiles rules, Problems problems) {
        var found = new Problems();
        rules.maps().stream()
                .sorted()
                .forEach(name -> rules.map(name).allRules().forEach(rule -> check(rule, found)));
        for (SettingsRules.Rule rule : rules.settings().allRules()) {
            if (rule instanceof SettingsRules.Transform transform) {
                check(transform.handler(), transform.place(), found);
            }
        }
        new LinkedHashSet<>(found.all()).forEach(problem -> problems.error(problem.place(), problem.message()));
    }

    private void check(Rule rule, Problems problems) {
        if (rule instanceof TransformRule transform) {
            check(transform.handler(), transform.place(), problems);
        }
    }

    private void check(HandlerSpec spec, Place place, Problems problems) {
        handlers.apply(spec.className())
                .ifPresentOrElse(
                        factory -> parametersFit(spec, factory, place, problems),
                        () -> problems.error(place, unknown(spec)));
    }

    static String unknown(HandlerSpec spec) {
        return "Handler " + spec.className() + " is unknown: correct the class name or put its jar on the class path";
    }

    /** True when the handler gets all that it needs and nothing else. */
    static boolean parametersFit(HandlerSpec spec, HandlerFactory factory, Place place, Problems problems) {
        Set<String> given = spec.parameters().keySet();
        var missing = new TreeSet<>(factory.requiredParameters());
        missing.removeAll(given);
        var unknown = new TreeSet<>(given);
        unknown.removeAll(factory.requiredParameters());
        unknown.removeAll(factory.optionalParameters());
        if (!missing.isEmpty()) {
            problems.error(place, "Handler " + factory.name() + " needs the parameter " + String.join(", ", missing));
        }
        if (!unknown.isEmpty()) {
            problems.error(place, "Handler " + factory.name() + " has no parameter " + String.join(", ", unknown));
        }
        return missing.isEmpty() && unknown.isEmpty();
    }
}
