package dev.gangway.core.handler.content;

import dev.gangway.core.php.PhpText;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads directives as Magento's template filter does and changes only what is inside them. Immutable. */
final class Directives implements Placeholder.Conversion {
    private static final String OPEN = "{{";
    private static final String END = "}}";
    /** A name is tried at its first character only: from each further one, a long word would cost its length squared. */
    private static final Pattern ATTRIBUTE = Pattern.compile(
            "(?<![\\w-])([a-zA-Z_][\\w-]*+)\\s*+=\\s*+(?:\"([^\"]*+)\"|'([^']*+)')", Pattern.UNIX_LINES);

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
                boolean widget = content.startsWith("widget", start + OPEN.length());
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
        int end = content.startsWith("widget", from) ? from + 6 : content.startsWith("block", from) ? from + 5 : -1;
        return end > 0 && end < content.length() && PhpText.isWhitespace(content.charAt(end)) ? end : -1;
    }

    /** The directive's attributes after conversion, or null to remove the directive. */
    private @Nullable String body(String body, boolean widget, Consumer<String> lost) {
        String type = attribute(body, "type");
        if (type == null) {
            return body;
        }
        String target = classes.get(type);
        if (target == null && !OldType.matches(type)) {
            return body;
        }
        if (target == null || target.isEmpty()) {
            lost.accept(
                    widget
                            ? "a widget of unknown type was removed"
                            : "a block of unknown type was left in the content");
            return widget ? null : replace(body, type);
        }
        return replace(body, target.replace("\\", "\\\\"));
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

    private static String replace(String body, String type) {
        var out = new StringBuilder(body.length());
        int copied = 0;
        Matcher matcher = ATTRIBUTE.matcher(body);
        while (matcher.find()) {
            String name = matcher.group(1);
            String value = body.substring(valueStart(matcher), valueEnd(matcher));
            String changed = "type".equals(name) ? type : "template".equals(name) ? withoutModule(value) : value;
            out.append(body, copied, valueStart(matcher)).append(changed);
            copied = valueEnd(matcher);
        }
        return out.append(body, copied, body.length()).toString();
    }

    private static String withoutModule(String template) {
        return template.substring(template.indexOf('/') + 1);
    }

    private static int valueStart(Matcher matcher) {
        return Math.max(matcher.start(2), matcher.start(3));
    }

    private static int valueEnd(Matcher matcher) {
        return Math.max(matcher.end(2), matcher.end(3));
    }
}
