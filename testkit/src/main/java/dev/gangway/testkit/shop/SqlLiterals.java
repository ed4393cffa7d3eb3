package dev.gangway.testkit.shop;

import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Writes values as SQL literals for a session whose sql_mode has no NO_BACKSLASH_ESCAPES. */
public final class SqlLiterals {
    private SqlLiterals() {}

    /** Appends null, a Number, a {@code byte[]} or text. */
    public static void append(StringBuilder sql, @Nullable Object value) {
        if (value == null) {
            sql.append("NULL");
        } else if (value instanceof Number) {
            sql.append(value);
        } else if (value instanceof byte[] bytes) {
            sql.append("x'").append(HexFormat.of().formatHex(bytes)).append('\'');
        } else {
            text(sql, value.toString());
        }
    }

    private static void text(StringBuilder sql, String text) {
        sql.append('\'');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\'' || c == '\\') {
                sql.append('\\');
            }
            sql.append(c);
        }
        sql.append('\'');
    }
}
