package dev.gangway.core.php;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What PHP makes of the characters between quotes. */
final class PhpQuotes {
    private static final Pattern ESCAPE =
            Pattern.compile("\\\\(?:([nrtvef\\\\$\"])|([0-7]{1,3})|x([0-9A-Fa-f]{1,2})|u\\{([0-9A-Fa-f]{1,6})})");
    private static final Pattern VARIABLE = Pattern.compile("\\$[A-Za-z_{\\x80-\\uffff]|\\{\\$");
    private static final Pattern ESCAPED = Pattern.compile("\\\\.", Pattern.DOTALL);
    private static final int LARGEST_BYTE = 0xff;

    private PhpQuotes() {}

    /** Of {@code '...'}: only the quote and the backslash are escaped. */
    static String ofSingle(String raw) {
        StringBuilder text = new StringBuilder(raw.length());
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            boolean escape = c == '\\' && i + 1 < raw.length();
            if (escape && (raw.charAt(i + 1) == '\\' || raw.charAt(i + 1) == '\'')) {
                i++;
                text.append(raw.charAt(i));
            } else {
                text.append(c);
            }
        }
        return text.toString();
    }

    /** True for the inside of {@code "..."} when variables stand in it. */
    static boolean isTemplate(String raw) {
        return VARIABLE.matcher(ESCAPED.matcher(raw).replaceAll("  ")).find();
    }

    /** Of {@code "..."} without variables; what is no escape stays as it is. */
    static String ofDouble(String raw) {
        return ESCAPE.matcher(raw).replaceAll(match -> Matcher.quoteReplacement(meant(match)));
    }

    private static String meant(java.util.regex.MatchResult escape) {
        if (escape.group(1) != null) {
            return switch (escape.group(1)) {
                case "n" -> "\n";
                case "r" -> "\r";
                case "t" -> "\t";
                case "v" -> "\u000b";
                case "e" -> "\u001b";
                case "f" -> "\f";
                default -> escape.group(1);
            };
        }
        if (escape.group(2) != null) {
            return Character.toString(Integer.parseInt(escape.group(2), 8) & LARGEST_BYTE);
        }
        if (escape.group(3) != null) {
            return Character.toString(Integer.parseInt(escape.group(3), 16));
        }
        int code = Integer.parseInt(escape.group(4), 16);
        return Character.isValidCodePoint(code) ? Character.toString(code) : escape.group();
    }
}
