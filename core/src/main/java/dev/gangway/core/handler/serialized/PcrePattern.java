package dev.gangway.core.handler.serialized;

import dev.gangway.core.handler.HandlerParameterException;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Reads a Perl-compatible pattern with delimiters and modifiers, as PHP's {@code preg_match} takes it. */
final class PcrePattern {
    private static final String OPENING = "([{<";
    private static final String CLOSING = ")]}>";

    private PcrePattern() {}

    static Pattern compile(String text) {
        String pattern = text.stripLeading();
        if (pattern.length() < 2 || Character.isLetterOrDigit(pattern.charAt(0)) || pattern.charAt(0) == '\\') {
            throw wrong(text, "it must stand between delimiters, such as /.../");
        }
        int paired = OPENING.indexOf(pattern.charAt(0));
        int end = pattern.lastIndexOf(paired >= 0 ? CLOSING.charAt(paired) : pattern.charAt(0));
        if (end <= 0) {
            throw wrong(text, "the closing delimiter is missing");
        }
        try {
            return Pattern.compile(pattern.substring(1, end), flags(text, pattern.substring(end + 1)));
        } catch (PatternSyntaxException e) {
            throw wrong(text, e.getDescription());
        }
    }

    private static int flags(String text, String modifiers) {
        int flags = Pattern.UNIX_LINES;
        for (char modifier : modifiers.toCharArray()) {
            flags |= switch (modifier) {
                case 'i' -> Pattern.CASE_INSENSITIVE;
                case 'm' -> Pattern.MULTILINE;
                case 's' -> Pattern.DOTALL;
                case 'x' -> Pattern.COMMENTS;
                case 'u' -> Pattern.UNICODE_CASE;
                case '\n', '\r', ' ' -> 0;
                default -> throw wrong(text, "the modifier " + modifier + " is not supported; use i, m, s, x, u");
            };
        }
        return flags;
    }

    private static HandlerParameterException wrong(String text, String reason) {
        return new HandlerParameterException("Pattern '" + text + "' cannot be used: " + reason);
    }
}
