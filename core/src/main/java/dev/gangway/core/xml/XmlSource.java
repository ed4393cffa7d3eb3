package dev.gangway.core.xml;

import dev.gangway.core.problem.Place;
import dev.gangway.core.problem.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The text of an XML file and where its elements stand in it, so that a few of them can be changed while comments, order and
 * blanks stay. Other files that it includes are not looked at. One use, one thread.
 */
public final class XmlSource {
    private static final Pattern ATTRIBUTE = Pattern.compile("([^\\s=/>\"']+)\\s*=\\s*(\"[^\"]*\"|'[^']*')");
    private static final Pattern NOT_TEXT = Pattern.compile("<!--.*?-->|<\\?.*?\\?>", Pattern.DOTALL);
    private static final Pattern CDATA = Pattern.compile("<!\\[CDATA\\[(.*?)]]>", Pattern.DOTALL);

    private final String text;
    private final Deque<XmlElement> open = new ArrayDeque<>();
    private int counted;
    private int line = 1;
    private @Nullable XmlElement root;

    private XmlSource(String text) {
        this.text = text;
    }

    /** The file's text with the places of its elements; empty after a problem was added. */
    public static Optional<XmlSource> read(Path file, Problems problems) {
        try {
            return XmlText.decode(file.toString(), Files.readAllBytes(file), problems)
                    .filter(text -> new XmlParser(file, text, problems).parse().isPresent())
                    .map(XmlSource::scanned);
        } catch (IOException e) {
            problems.error(
                    new Place(file.toString(), 0),
                    "The file cannot be read (" + e.getMessage() + "); give its name and check its rights");
            return Optional.empty();
        }
    }

    private static XmlSource scanned(String text) {
        var source = new XmlSource(text);
        source.scan();
        return source;
    }

    public String text() {
        return text;
    }

    public XmlElement root() {
        if (root == null) {
            throw new IllegalStateException("A file that was parsed has a root element");
        }
        return root;
    }

    /** The text is known to be well-formed and without a document type, so that a tag is told by how it begins. */
    private void scan() {
        int at = text.indexOf('<');
        while (at >= 0) {
            at = text.indexOf('<', behind(at));
        }
    }

    private int behind(int at) {
        if (text.startsWith("<!--", at)) {
            return after("-->", at + 4);
        }
        if (text.startsWith("<![CDATA[", at)) {
            return after("]]>", at);
        }
        if (text.startsWith("<?", at)) {
            return after("?>", at);
        }
        return text.startsWith("</", at) ? endTag(at) : startTag(at);
    }

    private int after(String end, int at) {
        return text.indexOf(end, at) + end.length();
    }

    private int startTag(int at) {
        int nameEnd = at + 1;
        while (!isNameEnd(text.charAt(nameEnd))) {
            nameEnd++;
        }
        List<XmlElement.Attribute> attributes = new ArrayList<>();
        Matcher attribute = ATTRIBUTE.matcher(text);
        int next = blanks(nameEnd);
        while (attribute.region(next, text.length()).lookingAt()) {
            String value = attribute.group(2);
            attributes.add(new XmlElement.Attribute(
                    attribute.group(1),
                    plain(value.substring(1, value.length() - 1)),
                    attribute.start(),
                    attribute.end()));
            next = blanks(attribute.end());
        }
        boolean isWhole = text.charAt(next) == '/';
        int tagEnd = text.indexOf('>', next) + 1;
        var element = new XmlElement(text.substring(at + 1, nameEnd), lineOf(at), attributes, at, tagEnd);
        begin(element, isWhole);
        return tagEnd;
    }

    private void begin(XmlElement element, boolean isWhole) {
        XmlElement parent = open.peek();
        if (parent == null) {
            root = element;
        } else {
            parent.add(element);
        }
        if (!isWhole) {
            open.push(element);
        }
    }

    private int endTag(int at) {
        int end = after(">", at);
        XmlElement element = open.pop();
        String content = text.substring(element.tagEnd(), at);
        element.end(at, end, element.children().isEmpty() ? textOf(content) : "");
        return end;
    }

    private static String textOf(String content) {
        String written = NOT_TEXT.matcher(content).replaceAll("");
        var all = new StringBuilder();
        Matcher cdata = CDATA.matcher(written);
        int behind = 0;
        while (cdata.find()) {
            all.append(plain(written.substring(behind, cdata.start()))).append(cdata.group(1));
            behind = cdata.end();
        }
        return all.append(plain(written.substring(behind))).toString();
    }

    private static boolean isNameEnd(char c) {
        return Character.isWhitespace(c) || c == '>' || c == '/';
    }

    private int blanks(int at) {
        int next = at;
        while (Character.isWhitespace(text.charAt(next))) {
            next++;
        }
        return next;
    }

    private int lineOf(int at) {
        for (; counted < at; counted++) {
            if (text.charAt(counted) == '\n') {
                line++;
            }
        }
        return line;
    }

    private static final Pattern REFERENCE = Pattern.compile("&(#x[0-9a-fA-F]+|#[0-9]+|lt|gt|amp|quot|apos);");

    /** The text that references such as {@code &lt;} stand for. */
    private static String plain(String written) {
        return REFERENCE.matcher(written).replaceAll(found -> Matcher.quoteReplacement(character(found.group(1))));
    }

    private static String character(String reference) {
        return switch (reference) {
            case "lt" -> "<";
            case "gt" -> ">";
            case "amp" -> "&";
            case "quot" -> "\"";
            case "apos" -> "'";
            default ->
                Character.toString(
                        reference.startsWith("#x")
                                ? Integer.parseInt(reference.substring(2), 16)
                                : Integer.parseInt(reference.substring(1)));
        };
    }
}
