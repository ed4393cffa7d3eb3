package dev.gangway.core.xml;

import dev.gangway.core.problem.Place;
import dev.gangway.core.problem.Problems;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** Turns the text of one file into a tree, without looking at other files. One use, one thread. */
final class XmlParser {
    static final String INCLUDE = "xi:include";
    static final String XINCLUDE_NAMESPACE = "http://www.w3.org/2001/XInclude";
    private static final String DOCTYPE = "A document type declaration (<!DOCTYPE ...>) is not allowed; remove it";
    private static final int MAX_DEPTH = 64;
    private static final int MAX_NODES = 400_000;

    /** An element whose end tag was not read yet. */
    private static final class Open {
        final String name;
        final Map<String, String> attributes;
        final Place place;
        final List<XmlNode> children = new ArrayList<>();
        final List<String> texts = new ArrayList<>();
        final StringBuilder text = new StringBuilder();

        Open(String name, Map<String, String> attributes, Place place) {
            this.name = name;
            this.attributes = attributes;
            this.place = place;
        }

        void endText() {
            if (!text.isEmpty()) {
                texts.add(text.toString());
                text.setLength(0);
            }
        }

        XmlNode close() {
            endText();
            if (!children.isEmpty()) {
                texts.removeIf(String::isBlank);
            }
            return new XmlNode(name, attributes, texts, children, place);
        }
    }

    /** The file is well-formed but holds what is refused. */
    private static final class Refused extends Exception {
        final Place place;
        final String reason;

        Refused(Place place, String reason) {
            super(reason);
            this.place = place;
            this.reason = reason;
        }
    }

    private final String file;
    private final String text;
    private final Problems problems;
    private final List<String> lines;
    private final Deque<Open> stack = new ArrayDeque<>();
    private int nodes;
    private @Nullable XmlNode root;

    XmlParser(Path file, String text, Problems problems) {
        this.file = file.toString();
        this.text = text;
        this.problems = problems;
        this.lines = text.lines().toList();
    }

    Optional<XmlNode> parse() {
        try {
            XMLStreamReader reader = factory().createXMLStreamReader(new StringReader(text));
            while (reader.hasNext()) {
                next(reader);
                accept(reader);
            }
            return Optional.ofNullable(root);
        } catch (XMLStreamException e) {
            int line = e.getLocation() == null ? 0 : Math.max(0, e.getLocation().getLineNumber());
            problems.error(new Place(file, line), "The file is not well-formed XML: " + reason(e) + context());
        } catch (Refused e) {
            problems.error(e.place, e.reason);
        }
        return Optional.empty();
    }

    /** The JDK has no words for a forbidden character in a document type declaration and says so by an exception. */
    private void next(XMLStreamReader reader) throws XMLStreamException, Refused {
        try {
            reader.next();
        } catch (MissingResourceException e) {
            throw new Refused(here(reader), DOCTYPE);
        }
    }

    private String context() {
        Open inner = stack.peek();
        return inner == null ? "" : " (within <%s>, which starts in line %d)".formatted(inner.name, inner.place.line());
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
        return factory;
    }

    private void accept(XMLStreamReader reader) throws Refused {
        switch (reader.getEventType()) {
            case XMLStreamConstants.START_ELEMENT -> start(reader);
            case XMLStreamConstants.END_ELEMENT -> end();
            case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
                text(reader.getText());
            case XMLStreamConstants.COMMENT, XMLStreamConstants.PROCESSING_INSTRUCTION -> endText();
            case XMLStreamConstants.DTD -> throw new Refused(here(reader), DOCTYPE);
            case XMLStreamConstants.ENTITY_REFERENCE ->
                throw new Refused(
                        here(reader),
                        "The entity &" + reader.getLocalName() + "; is not known; write the character itself");
            default -> {}
        }
    }

    private void start(XMLStreamReader reader) throws Refused {
        String name = elementName(reader);
        Place place = new Place(file, startLine(reader));
        if (stack.size() >= MAX_DEPTH) {
            throw new Refused(place, "Elements are nested deeper than " + MAX_DEPTH + " levels");
        }
        if (++nodes > MAX_NODES) {
            throw new Refused(place, "The file has more than " + MAX_NODES + " elements; split it with xi:include");
        }
        endText();
        stack.push(new Open(name, attributes(reader), place));
    }

    private void end() {
        XmlNode node = stack.pop().close();
        Open parent = stack.peek();
        if (parent == null) {
            root = node;
        } else {
            parent.children.add(node);
        }
    }

    private void text(String text) {
        Open current = stack.peek();
        if (current != null) {
            current.text.append(text);
        }
    }

    private void endText() {
        Open current = stack.peek();
        if (current != null) {
            current.endText();
        }
    }

    private static String elementName(XMLStreamReader reader) {
        if (XINCLUDE_NAMESPACE.equals(reader.getNamespaceURI())) {
            return "xi:" + reader.getLocalName();
        }
        return qualified(reader.getPrefix(), reader.getLocalName());
    }

    private static String qualified(@Nullable String prefix, String localName) {
        return prefix == null || prefix.isEmpty() ? localName : prefix + ':' + localName;
    }

    /** All attributes but those that XML itself defines for any element (schema location, xml:lang, ...). */
    private static Map<String, String> attributes(XMLStreamReader reader) {
        Map<String, String> attributes = new LinkedHashMap<>();
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            String namespace = reader.getAttributeNamespace(i);
            if (XMLConstants.W3C_XML_SCHEMA_INSTANCE_NS_URI.equals(namespace)
                    || XMLConstants.XML_NS_URI.equals(namespace)) {
                continue;
            }
            attributes.put(
                    qualified(reader.getAttributePrefix(i), reader.getAttributeLocalName(i)),
                    reader.getAttributeValue(i));
        }
        return attributes;
    }

    private Place here(XMLStreamReader reader) {
        return new Place(file, Math.max(0, reader.getLocation().getLineNumber()));
    }

    /** The reader knows where a start tag ends; the tag starts on the nearest line at or before that holds its name. */
    private int startLine(XMLStreamReader reader) {
        int end = Math.min(reader.getLocation().getLineNumber(), lines.size());
        String tag = '<' + qualified(reader.getPrefix(), reader.getLocalName());
        for (int line = end; line > 0; line--) {
            String text = lines.get(line - 1);
            if (text.contains(tag)) {
                return line;
            }
            if (text.indexOf('<') >= 0) {
                break;
            }
        }
        return Math.max(end, 0);
    }

    private static String reason(XMLStreamException e) {
        String message = String.valueOf(e.getMessage());
        int start = message.indexOf("Message: ");
        return PlainWords.of(start < 0 ? message : message.substring(start + "Message: ".length()));
    }
}
