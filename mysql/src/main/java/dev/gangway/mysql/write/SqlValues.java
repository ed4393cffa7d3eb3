package dev.gangway.mysql.write;

import dev.gangway.core.schema.ColumnKind;
import org.jspecify.annotations.Nullable;

/**
 * Writes values as SQL literals for sessions opened by {@link dev.gangway.mysql.connect.Database}: utf8mb4, backslash escapes
 * on. Statements with such literals must run with escape processing off.
 */
public final class SqlValues {
    private static final char[] HEX = "0123456789ABCDEF".toCharArray();

    private SqlValues() {}

    /** Appends the literal; numbers stand bare for numeric columns so that comparisons use the index. */
    public static void append(StringBuilder out, ColumnKind kind, @Nullable Object value) {
        if (value == null) {
            out.append("NULL");
        } else if (value instanceof byte[] bytes) {
            appendBytes(out, bytes);
        } else {
            String text = value.toString();
            boolean numeric = kind == ColumnKind.INTEGER || kind == ColumnKind.DECIMAL;
            if (numeric && isPlainNumber(text)) {
                out.append(text);
            } else {
                appendText(out, text);
            }
        }
    }

    private static void appendBytes(StringBuilder out, byte[] bytes) {
        out.ensureCapacity(out.length() + 2 * bytes.length + 3);
        out.append("x'");
        for (byte b : bytes) {
            out.append(HEX[(b >> 4) & 15]).append(HEX[b & 15]);
        }
        out.append('\'');
    }

    private static void appendText(StringBuilder out, String text) {
        out.append('\'');
        int from = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\'' || c == '\\' || c == 0) {
                out.append(text, from, i).append('\\').append(c == 0 ? '0' : c);
                from = i + 1;
            }
        }
        out.append(text, from, text.length()).append('\'');
    }

    private static boolean isPlainNumber(String text) {
        int start = text.startsWith("-") ? 1 : 0;
        boolean digit = false;
        boolean dot = false;
        for (int i = start; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '.' && !dot) {
                dot = true;
            } else if (c >= '0' && c <= '9') {
                digit = true;
            } else {
                return false;
            }
        }
        return digit && text.length() < 70;
    }
}
