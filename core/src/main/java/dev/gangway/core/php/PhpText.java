package dev.gangway.core.php;

import org.jspecify.annotations.Nullable;

/** PHP's everyday rules for text that comes from a database: emptiness, blanks, ASCII case. */
public final class PhpText {

    private PhpText() {}

    /** True for what PHP's {@code empty} accepts in a database value: NULL, the empty text, the text {@code 0}. */
    public static boolean isFalsy(@Nullable Object value) {
        if (value instanceof byte[] bytes) {
            return bytes.length == 0 || (bytes.length == 1 && bytes[0] == '0');
        }
        return value == null || "".equals(value) || "0".equals(value);
    }

    /** Removes space, tab, line feed, carriage return, vertical tab and form feed at both ends. */
    public static String trimWhitespace(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && isWhitespace(text.charAt(start))) {
            start++;
        }
        while (end > start && isWhitespace(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }

    /** PHP's {@code \s} without the u flag. */
    public static boolean isWhitespace(char c) {
        return c == ' ' || (c >= '\t' && c <= '\r');
    }

    /** Lower-cases A to Z only, as PHP 8's {@code strtolower}. */
    public static String lowerAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (isUpper(text.charAt(i))) {
                return lowerFrom(text, i);
            }
        }
        return text;
    }

    private static String lowerFrom(String text, int first) {
        char[] chars = text.toCharArray();
        for (int i = first; i < chars.length; i++) {
            if (isUpper(chars[i])) {
                chars[i] += 'a' - 'A';
            }
        }
        return new String(chars);
    }

    private static boolean isUpper(char c) {
        return c >= 'A' && c <= 'Z';
    }
}
