package dev.gangway.core.handler.content;

import dev.gangway.core.php.PhpText;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads directives as Magento's template filter does and changes only what is inside them. Immutable. */
final class Directives implements Placeholder.Conversion {
    private static final String OPEN = "{{";
    private static final String END = "}}";
    private static final int LONGEST_SHOWN = 60;
    /** The group of {@link #ATTRIBUTE} with a value without quotation marks. */
    private static final int UNQUOTED = 4;

    /** A name is tried at its first character only: from each further one, a long word would cost its length squared. */
    private static final Pattern ATTRIBUTE = Pattern.compile(
            "(?<![\\w-])([a-zA-Z_][\\w-]*+)\\s*+=(?:\\s*+\"([^\"]*+)\"|\\s*+'([^']*+)'|([^\\s\"'][^\\s]*+))",
            Pattern.UNIX_LINES);

    private final Map<String, String> classes;

    Directives(Map<String, String> classes) {
        this.classes = Map.copyOf(classes);
    }

    @Override
    public String convert(String content, Consumer<String> lost) {
        var out = new StringBuilder(content.length());
        int copied = 0;
        for (int start = content.indexOf(OPEN); start >= 0; start = content.indexOf(OPEN, start)) {
            int nameEnd = nameEnd(content, start + OPEN.length());
            int end = nameEnd < 0 ? -1 : content.indexOf(END, nameEnd);
            if (nameEnd >= 0 && end < 0) {
                break;
            }
            if (nameEnd >= 0) {
                boolean widget = isWord(content, "widget", start + OPEN.length());
                String body = body(content.substring(nameEnd, end), widget, lost);
                out.append(content, copied, start);
                if (body != null) {
                    out.append(content, start, nameEnd).append(body).append(END);
                }
                copied = end + END.length();
                start = copied;
            } else {
                start += OPEN.length();
            }
        }
        return copied == 0
                ? content
                : out.append(content, copied, content.length()).toString();
    }

    /** The index behind {@code widget} or {@code block}, or -1 when another directive stands here. */
    private static int nameEnd(String content, int from) {
        int end = isWord(content, "widget", from) ? from + 6 : isWord(content, "block", from) ? from + 5 : -1;
        return end > 0 && end < content.length() && PhpText.isWhitespace(content.charAt(end)) ? end : -1;
    }

    /** Both Magentos find a directive by the name of a method, whose letters' case does not count. */
    private static boolean isWord(String content, String word, int from) {
        return content.regionMatches(true, from, word, 0, word.length());
    }

    /** The directive's attributes after conversion, or null to remove the directive. */
    private @Nullable String body(String body, boolean widget, Consumer<String> lost) {
        String type = attribute(body, "type");
        if (type == null) {
            return body;
        }
        if (!classes.containsKey(type) && !OldType.matches(type)) {
            return body;
        }
        if (!widget) {
            return block(body, type, lost);
        }
        Optional<String> target = blockClass(type);
        if (target.isEmpty()) {
            lost.accept("a widget of type " + shown(type) + " was removed: Magento 2 has no counterpart");
            return null;
        }
        return replace(body, "type", target.get(), Directives::withoutModule);
    }

    /** Magento 2 asks for a block's class by another attribute than Magento 1; without it nothing is shown. */
    private String block(String body, String type, Consumer<String> lost) {
        Optional<String> target = blockClass(type);
        if (target.isPresent()) {
            return replace(body, "class", target.get(), Directives::withoutModule);
        }
        Optional<StandardBlocks.Block> standard = StandardBlocks.find(type, attribute(body, "template"));
        if (standard.isPresent()) {
            return block(body, standard.get());
        }
        lost.accept("a block of type " + shown(type) + " shows nothing: Magento 2 has no counterpart");
        return replace(body, "type", type, Directives::withoutModule);
    }

    private static String block(String body, StandardBlocks.Block block) {
        String template = block.template();
        var more = new StringBuilder();
        if (template != null && attribute(body, "template") == null) {
            more.append(" template=\"").append(template).append('"');
        }
        block.defaults().forEach((name, value) -> {
            if (attribute(body, name) == null) {
                more.append(' ').append(name).append("=\"").append(value).append('"');
            }
        });
        String changed =
                replace(body, "class", block.className(), old -> template == null ? withoutModule(old) : template);
        return more.isEmpty() ? changed : changed.stripTrailing() + more;
    }

    /** Models, which the class map names for attributes, would break the page. */
    private Optional<String> blockClass(String type) {
        return Optional.ofNullable(classes.get(type)).filter(name -> !name.isEmpty() && !name.contains("\\Model\\"));
    }

    private static String shown(String type) {
        return type.length() <= LONGEST_SHOWN ? type : type.substring(0, LONGEST_SHOWN);
    }

    private static @Nullable String attribute(String body, String name) {
        Matcher matcher = ATTRIBUTE.matcher(body);
        while (matcher.find()) {
            if (name.equals(matcher.group(1))) {
                return body.substring(valueStart(matcher), valueEnd(matcher));
            }
        }
        return null;
    }

    /** Names the class, by an attribute of the given name, and changes the template. */
    private static String replace(String body, String name, String className, UnaryOperator<String> template) {
        var out = new StringBuilder(body.length());
        int copied = 0;
        Matcher matcher = ATTRIBUTE.matcher(body);
        while (matcher.find()) {
            String value = body.substring(valueStart(matcher), valueEnd(matcher));
            if ("type".equals(matcher.group(1))) {
                String quote = matcher.start(UNQUOTED) < 0 ? "" : "\"";
                out.append(body, copied, matcher.start(1))
                        .append(name)
                        .append(body, matcher.end(1), valueStart(matcher));
                out.append(quote).append(className.replace("\\", "\\\\")).append(quote);
            } else {
                out.append(body, copied, valueStart(matcher));
                out.append("template".equals(matcher.group(1)) ? template.apply(value) : value);
            }
            copied = valueEnd(matcher);
        }
        return out.append(body, copied, body.length()).toString();
    }

    private static String withoutModule(String template) {
        return template.substring(template.indexOf('/') + 1);
    }

    private static int valueStart(Matcher matcher) {
        return Math.max(Math.max(matcher.start(2), matcher.start(3)), matcher.start(UNQUOTED));
    }

    private static int valueEnd(Matcher matcher) {
        return Math.max(Math.max(matcher.end(2), matcher.end(3)), matcher.end(UNQUOTED));
    }
}
