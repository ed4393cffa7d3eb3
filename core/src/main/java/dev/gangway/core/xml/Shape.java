package dev.gangway.core.xml;

import dev.gangway.core.problem.NearestName;
import dev.gangway.core.problem.Place;
import dev.gangway.core.problem.Problems;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Checks elements against what a format allows; each deviation becomes a problem that says what to write instead. */
public final class Shape {
    private static final Set<String> RULES = Set.of("ignore", "rename", "move", "transform");

    private final Problems problems;

    public Shape(Problems problems) {
        this.problems = problems;
    }

    /** False, with a problem, when a file holds something else than its name promises. */
    public boolean isRoot(XmlNode root, String expected) {
        if (root.name().equals(expected)) {
            return true;
        }
        problems.error(
                root.place(),
                "The file starts with <%s>, but <%s> is expected here; is it the right file?"
                        .formatted(root.name(), expected));
        return false;
    }

    /** The children of the allowed names in order; unknown elements and stray text are reported. */
    public List<XmlNode> children(XmlNode node, String... allowed) {
        Set<String> known = new LinkedHashSet<>(Arrays.asList(allowed));
        for (String text : node.texts()) {
            if (!text.isBlank()) {
                problems.error(
                        node.place(),
                        "The text \"%s\" does not belong into <%s>; put it into one of its elements or into a comment"
                                .formatted(shortened(text), node.name()));
            }
        }
        return node.children().stream().filter(c -> isKnown(node, c, known)).toList();
    }

    private boolean isKnown(XmlNode parent, XmlNode child, Set<String> known) {
        if (known.contains(child.name())) {
            return true;
        }
        problems.error(
                child.place(),
                "Unknown element <%s> in <%s>%s"
                        .formatted(child.name(), parent.name(), NearestName.hint(child.name(), known)));
        return false;
    }

    /** Reports attributes other than the allowed ones. */
    public void attributes(XmlNode node, String... allowed) {
        List<String> known = List.of(allowed);
        for (String attribute : node.attributes().keySet()) {
            if (!known.contains(attribute)) {
                problems.error(
                        node.place(),
                        "Unknown attribute %s of <%s>%s"
                                .formatted(attribute, node.name(), NearestName.hint(attribute, known)));
            }
        }
    }

    /** The attribute's text; reported and empty when it is missing or empty. */
    public Optional<String> requiredAttribute(XmlNode node, String attribute) {
        Optional<String> value = node.attribute(attribute).filter(v -> !v.isEmpty());
        if (value.isEmpty()) {
            problems.error(
                    node.place(), "<%s> needs the attribute %s=\"...\" with a value".formatted(node.name(), attribute));
        }
        return value;
    }

    /** The one child of that name; reported when there is none or a second one (the first is returned then). */
    public Optional<XmlNode> only(XmlNode node, String child) {
        List<XmlNode> found = node.children(child);
        if (found.isEmpty()) {
            problems.error(node.place(), "<%s> needs one <%s> in it".formatted(node.name(), child));
            return Optional.empty();
        }
        for (XmlNode second : found.subList(1, found.size())) {
            problems.error(
                    second.place(),
                    "<%s> may have only one <%s>, the first is in line %d; %s"
                            .formatted(node.name(), child, found.get(0).place().line(), remedy(node)));
        }
        return Optional.of(found.get(0));
    }

    private static String remedy(XmlNode node) {
        return RULES.contains(node.name())
                ? "remove one or write a second <" + node.name() + "> for it"
                : "put both together";
    }

    /** The text of an element without children or attributes; reported and empty when there is none. */
    public Optional<String> text(XmlNode node) {
        attributes(node);
        return leafText(node);
    }

    /** As {@link #text}, for an element whose attributes are checked elsewhere. */
    public Optional<String> leafText(XmlNode node) {
        if (!node.children().isEmpty()) {
            XmlNode child = node.children().get(0);
            problems.error(child.place(), "<%s> takes text only, not <%s>".formatted(node.name(), child.name()));
            return Optional.empty();
        }
        if (node.texts().size() > 1) {
            problems.error(
                    node.place(),
                    "A comment splits the text of <%s>; write the comment outside of the element"
                            .formatted(node.name()));
            return Optional.empty();
        }
        String text = node.text();
        if (text.isEmpty()) {
            problems.error(
                    node.place(), "<%s> is empty; write a name into it or remove the rule".formatted(node.name()));
            return Optional.empty();
        }
        warnOfBlanks(node.place(), node.name(), text);
        return Optional.of(text);
    }

    private void warnOfBlanks(Place place, String name, String text) {
        if (!text.equals(text.strip())) {
            problems.warning(
                    place,
                    "The text of <%s> starts or ends with a blank or line break, which counts as part of the name; write <%s>%s</%s>"
                            .formatted(name, name, shortened(text.strip()), name));
        }
    }

    private static String shortened(String text) {
        String oneLine = text.strip().replaceAll("\\s+", " ");
        return oneLine.length() <= 40 ? oneLine : oneLine.substring(0, 40) + "...";
    }
}
