package dev.gangway.mysql.schema;

import dev.gangway.mysql.connect.Flavor;
import org.jspecify.annotations.Nullable;

/** Brings a default from information_schema into one form: the bare text, or null for none. */
final class ColumnDefaults {

    private ColumnDefaults() {}

    static @Nullable String normalize(@Nullable String value, Flavor flavor) {
        if (value == null || !flavor.quotesDefaults()) {
            return value;
        }
        if (value.equals("NULL")) {
            return null;
        }
        if (value.length() >= 2 && value.startsWith("'") && value.endsWith("'")) {
            return unescape(value.substring(1, value.length() - 1));
        }
        return value.equalsIgnoreCase("current_timestamp()") ? "CURRENT_TIMESTAMP" : value;
    }

    private static String unescape(String text) {
        var out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean pair = i + 1 < text.length() && (c == '\\' || (c == '\'' && text.charAt(i + 1) == '\''));
            if (!pair) {
                out.append(c);
                continue;
            }
            char next = text.charAt(++i);
            out.append(c == '\\' ? escaped(next) : next);
        }
        return out.toString();
    }

    private static char escaped(char c) {
        return switch (c) {
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case '0' -> '\0';
            default -> c;
        };
    }
}
