package dev.gangway.core.xml;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One element where it stands in the text of its file, for changes that leave the rest as it is. Places count characters;
 * ends are behind the last one.
 */
public final class XmlElement {
    /** One attribute: its name begins at {@code from}, its value in quotes ends at {@code to}. */
    public record Attribute(String name, String value, int from, int to) {}

    private final String name;
    private final int line;
    private final List<Attribute> attributes;
    private final List<XmlElement> children = new ArrayList<>();
    private final int from;
    private final int tagEnd;
    private int contentEnd;
    private int to;
    private String text = "";

    XmlElement(String name, int line, List<Attribute> attributes, int from, int tagEnd) {
        this.name = name;
        this.line = line;
        this.attributes = List.copyOf(attributes);
        this.from = from;
        this.tagEnd = tagEnd;
        this.contentEnd = tagEnd;
        this.to = tagEnd;
    }

    void add(XmlElement child) {
        children.add(child);
    }

    void end(int endOfContent, int endOfElement, String content) {
        contentEnd = endOfContent;
        to = endOfElement;
        text = content;
    }

    public String name() {
        return name;
    }

    public int line() {
        return line;
    }

    public List<Attribute> attributes() {
        return attributes;
    }

    public Optional<Attribute> attribute(String attribute) {
        return attributes.stream().filter(a -> a.name().equals(attribute)).findFirst();
    }

    public List<XmlElement> children() {
        return List.copyOf(children);
    }

    public List<XmlElement> children(String child) {
        return children.stream().filter(c -> c.name().equals(child)).toList();
    }

    /** What stands in an element without children, comments left out; empty for others. */
    public String text() {
        return children.isEmpty() ? text : "";
    }

    /** Whether it is written as {@code <name/>}. */
    public boolean isOneTag() {
        return to == tagEnd;
    }

    int from() {
        return from;
    }

    /** Behind the start tag. */
    int tagEnd() {
        return tagEnd;
    }

    /** Where the end tag begins. */
    int contentEnd() {
        return contentEnd;
    }

    int to() {
        return to;
    }
}
