package dev.gangway.core.rules;

import dev.gangway.core.problem.Place;
import dev.gangway.core.problem.Problems;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Answers what a settings file says about configuration paths of Magento 1: exact comparison, ignore beats rename and
 * transform, the first rename and the first transform of a path win. Immutable.
 */
public final class SettingsRules {

    /** One rule with its place, to report those without effect. */
    public sealed interface Rule permits Ignore, Rename, Transform {
        Place place();

        String path();
    }

    /** A path left out; {@code *} stands for one or more characters and the end is open. */
    public record Ignore(Place place, String path) implements Rule {}

    /** A path and its name in Magento 2. */
    public record Rename(Place place, String path, String to) implements Rule {}

    /** A handler for the value of a path, named as in Magento 1. */
    public record Transform(Place place, String path, HandlerSpec handler) implements Rule {}

    private final List<Rule> rules;
    private final Map<String, Boolean> ignored = new HashMap<>();
    private final List<PathPattern> patterns;
    private final Map<String, String> renames = new HashMap<>();
    private final Map<String, HandlerSpec> handlers = new HashMap<>();

    public SettingsRules(List<Rule> rules) {
        this.rules = List.copyOf(rules);
        this.patterns = rules.stream()
                .filter(rule -> rule instanceof Ignore && rule.path().indexOf('*') >= 0)
                .map(rule -> PathPattern.of(rule.path()))
                .toList();
        for (Rule rule : rules) {
            if (rule instanceof Ignore) {
                ignored.put(rule.path(), true);
            } else if (rule instanceof Rename rename) {
                renames.putIfAbsent(rename.path(), rename.to());
            } else if (rule instanceof Transform transform) {
                handlers.putIfAbsent(transform.path(), transform.handler());
            }
        }
    }

    public static SettingsRules empty() {
        return new SettingsRules(List.of());
    }

    /** Reads a settings file with its includes; every mistake becomes a problem, and what could be read is returned. */
    public static SettingsRules read(Path file, Problems problems) {
        return new SettingsRules(new SettingsRulesReader(problems).read(file));
    }

    public List<Rule> allRules() {
        return rules;
    }

    public boolean isIgnored(String path) {
        return ignored.containsKey(path) || patterns.stream().anyMatch(p -> p.matches(path));
    }

    /** The path in Magento 2: the same one when it is ignored or not renamed. */
    public String mappedPath(String path) {
        return isIgnored(path) ? path : renames.getOrDefault(path, path);
    }

    /** The handler for a path as it is named in Magento 1; empty when the path is ignored. */
    public Optional<HandlerSpec> handler(String path) {
        return isIgnored(path) ? Optional.empty() : Optional.ofNullable(handlers.get(path));
    }
}
