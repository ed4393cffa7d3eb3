package dev.gangway.core.rules;

import dev.gangway.core.problem.Problems;
import dev.gangway.core.xml.Shape;
import dev.gangway.core.xml.XmlNode;
import dev.gangway.core.xml.XmlReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads a settings file into rules and reports everything the format does not allow. One use, one thread. */
final class SettingsRulesReader {
    private static final Pattern ALLOWED = Pattern.compile("[0-9a-zA-Z_/\\\\*.-]+");

    private final Problems problems;
    private final RuleParts parts;
    private final Shape shape;
    private final List<SettingsRules.Rule> rules = new ArrayList<>();
    private final Map<String, XmlNode> seen = new HashMap<>();

    SettingsRulesReader(Problems problems) {
        this.problems = problems;
        this.parts = new RuleParts(problems);
        this.shape = parts.shape();
    }

    List<SettingsRules.Rule> read(Path file) {
        XmlReader.read(file, problems)
                .filter(root -> shape.isRoot(root, "settings"))
                .ifPresent(this::settings);
        return rules;
    }

    private void settings(XmlNode root) {
        shape.attributes(root);
        List<XmlNode> found = shape.children(root, "key", "value");
        Optional<XmlNode> key = shape.only(root, "key");
        Optional<XmlNode> value = shape.only(root, "value");
        if (key.isPresent() && value.isPresent() && found.indexOf(value.get()) < found.indexOf(key.get())) {
            problems.error(value.get().place(), "<value> comes after <key>; move it down");
        }
        root.children("key").forEach(this::keys);
        root.children("value").forEach(this::values);
    }

    private void keys(XmlNode key) {
        shape.attributes(key);
        needsChild(key, "<ignore> or <rename>");
        for (XmlNode rule : shape.children(key, "ignore", "rename")) {
            shape.attributes(rule);
            if (rule.name().equals("ignore")) {
                shape.children(rule, "path");
                path(rule, "path", true).ifPresent(p -> rules.add(new SettingsRules.Ignore(rule.place(), p)));
                continue;
            }
            shape.children(rule, "path", "to");
            Optional<String> path = path(rule, "path", false);
            Optional<String> to = path(rule, "to", false);
            if (path.isPresent() && to.isPresent()) {
                warnOfSecond(rule, path.get());
                rules.add(new SettingsRules.Rename(rule.place(), path.get(), to.get()));
            }
        }
    }

    private void values(XmlNode value) {
        shape.attributes(value);
        needsChild(value, "<transform>");
        for (XmlNode rule : shape.children(value, "transform")) {
            shape.attributes(rule);
            shape.children(rule, "path", "handler");
            Optional<String> path = path(rule, "path", false);
            Optional<HandlerSpec> handler = parts.handler(rule);
            if (path.isPresent() && handler.isPresent()) {
                warnOfSecond(rule, path.get());
                rules.add(new SettingsRules.Transform(rule.place(), path.get(), handler.get()));
            }
        }
    }

    private void needsChild(XmlNode node, String what) {
        if (node.children().isEmpty()) {
            problems.error(node.place(), "<%s> needs at least one %s in it".formatted(node.name(), what));
        }
    }

    private void warnOfSecond(XmlNode rule, String path) {
        XmlNode first = seen.putIfAbsent(rule.name() + ' ' + path, rule);
        if (first != null) {
            problems.warning(
                    rule.place(),
                    "This <%s> of %s has no effect: the first one, in line %d, wins; remove one of them"
                            .formatted(rule.name(), path, first.place().line()));
        }
    }

    private Optional<String> path(XmlNode rule, String child, boolean wildcard) {
        Optional<String> text = parts.text(rule, child);
        if (text.isEmpty()) {
            return text;
        }
        String path = text.get();
        if (!ALLOWED.matcher(path.strip()).matches()) {
            problems.error(
                    rule.place(),
                    "\"%s\" is not a configuration path: only letters, digits and _ - . / are allowed, as in web/seo/use_rewrites"
                            .formatted(path.strip()));
            return Optional.empty();
        }
        if (!wildcard && path.indexOf('*') >= 0) {
            problems.error(
                    rule.place(),
                    "\"%s\": * is allowed in <ignore> only; write one rule per path".formatted(path.strip()));
            return Optional.empty();
        }
        return text;
    }
}
