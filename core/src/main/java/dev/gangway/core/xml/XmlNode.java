package dev.gangway.core.xml;

import dev.gangway.core.problem.Place;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One element of an XML file, so that every finding about it can name its line. Immutable.
 *
 * <p>{@code texts} are the runs of text between comments and child elements, untrimmed; runs of mere blanks beside child
 * elements are left out. Names in a namespace keep their prefix.
 */
public record XmlNode(
        String name, Map<String, String> attributes, List<String> texts, List<XmlNode> children, Place place) {

    public XmlNode {
        attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
        texts = List.copyOf(texts);
        children = List.copyOf(children);
    }

    /** The whole text, as if comments were not there; never trimmed. */
    public String text() {
        return texts.size() == 1 ? texts.get(0) : String.join("", texts);
    }

    public Optional<String> attribute(String attribute) {
        return Optional.ofNullable(attributes.get(attribute));
    }

    public Optional<XmlNode> child(String childName) {
        return children.stream().filter(c -> c.name().equals(childName)).findFirst();
    }

    public List<XmlNode> children(String childName) {
        return children.stream().filter(c -> c.name().equals(childName)).toList();
    }

    @Override
    public String toString() {
        return "<" + name + "> at " + place;
    }
}
