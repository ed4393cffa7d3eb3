package dev.gangway.core.xml;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Changes of one file's text, collected first and made together. What lies in an element that is removed is not changed as
 * well. One use, one thread.
 */
public final class XmlEdits {
    private record Edit(int from, int to, String text) {}

    private final XmlSource source;
    private final List<Edit> edits = new ArrayList<>();

    public XmlEdits(XmlSource source) {
        this.source = source;
    }

    /** Takes an element out, with its line when nothing else stands in it. */
    public void remove(XmlElement element) {
        String text = source.text();
        int from = element.from();
        int to = element.to();
        int lineStart = text.lastIndexOf('\n', from - 1) + 1;
        int lineEnd = text.indexOf('\n', to);
        boolean isAlone = lineEnd >= 0
                && text.substring(lineStart, from).isBlank()
                && text.substring(to, lineEnd).isBlank();
        edits.add(isAlone ? new Edit(lineStart, lineEnd + 1, "") : new Edit(from, to, ""));
    }

    /** Takes an attribute out, with the blanks before it. */
    public void remove(XmlElement.Attribute attribute) {
        int from = attribute.from();
        while (Character.isWhitespace(source.text().charAt(from - 1))) {
            from--;
        }
        edits.add(new Edit(from, attribute.to(), ""));
    }

    public void rename(XmlElement.Attribute attribute, String name) {
        edits.add(new Edit(attribute.from(), attribute.from() + attribute.name().length(), name));
    }

    public void rename(XmlElement element, String name) {
        int from = element.from() + 1;
        edits.add(new Edit(from, from + element.name().length(), name));
        if (!element.isOneTag()) {
            int end = element.contentEnd() + 2;
            edits.add(new Edit(end, end + element.name().length(), name));
        }
    }

    /** Gives an element that has an end tag another text. */
    public void setText(XmlElement element, String text) {
        edits.add(new Edit(element.tagEnd(), element.contentEnd(), written(text)));
    }

    /** Adds an attribute behind the others. */
    public void addAttribute(XmlElement element, String name, String value) {
        List<XmlElement.Attribute> there = element.attributes();
        int at = there.isEmpty()
                ? element.from() + 1 + element.name().length()
                : there.get(there.size() - 1).to();
        edits.add(new Edit(at, at, " " + name + "=\"" + written(value) + "\""));
    }

    /** Adds an element behind all that stands in another, which has an end tag, on a line of its own. */
    public void addChild(XmlElement parent, String name, String text) {
        int end = parent.contentEnd();
        int lineStart = source.text().lastIndexOf('\n', end) + 1;
        String before = source.text().substring(lineStart, end);
        String element = "<" + name + ">" + written(text) + "</" + name + ">";
        edits.add(
                before.isBlank()
                        ? new Edit(lineStart, lineStart, before + "    " + element + "\n")
                        : new Edit(end, end, element));
    }

    private static String written(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    /** Replaces what stands between two places, such as a word of the XML declaration. */
    public void replace(int from, int to, String text) {
        edits.add(new Edit(from, to, text));
    }

    /** The text with all changes made. */
    public String apply() {
        List<Edit> inOrder = new ArrayList<>(edits);
        inOrder.sort(Comparator.comparingInt(Edit::from)
                .thenComparing(edit -> edit.to() > edit.from())
                .thenComparing(edit -> -edit.to()));
        var changed = new StringBuilder();
        int at = 0;
        for (Edit edit : inOrder) {
            if (edit.from() >= at) {
                changed.append(source.text(), at, edit.from()).append(edit.text());
                at = edit.to();
            }
        }
        return changed.append(source.text().substring(at)).toString();
    }
}
