package dev.gangway.core.change;

import dev.gangway.core.row.Row;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * A row's key as one line that a person reads and a program takes apart again: {@code order_id=5,sku=a%2Cb}. Signs that part
 * columns are written as in a web address, bytes as {@code 0x..}, and so is anything that could be taken for bytes or NULL.
 */
public final class SourceKey {
    private static final String NULL = "null";
    private static final String BYTES = "0x";

    private SourceKey() {}

    /** The line for the given columns of a row; empty when there are none. */
    public static String text(List<String> columns, Row row) {
        return join(columns, i -> row.get(columns.get(i)));
    }

    /** The line for columns and their values, in the same order. */
    public static String text(List<String> columns, List<? extends @Nullable Object> values) {
        return join(columns, values::get);
    }

    private static String join(List<String> columns, IntFunction<@Nullable Object> values) {
        var parts = new ArrayList<String>(columns.size());
        for (int i = 0; i < columns.size(); i++) {
            parts.add(escape(columns.get(i)) + "=" + value(values.apply(i)));
        }
        return String.join(",", parts);
    }

    private static String value(@Nullable Object value) {
        if (value == null) {
            return NULL;
        }
        if (value instanceof byte[] bytes) {
            return BYTES + HexFormat.of().formatHex(bytes);
        }
        String text = escape(value.toString());
        return text.equals(NULL) || text.startsWith(BYTES) ? escaped(text.charAt(0)) + text.substring(1) : text;
    }

    private static String escape(String text) {
        if (text.chars().noneMatch(SourceKey::isSpecial)) {
            return text;
        }
        var out = new StringBuilder();
        text.chars().forEach(c -> out.append(isSpecial(c) ? escaped((char) c) : String.valueOf((char) c)));
        return out.toString();
    }

    private static boolean isSpecial(int c) {
        return c == '%' || c == ',' || c == '=' || c < ' ';
    }

    private static String escaped(char c) {
        return "%%%02X".formatted((int) c);
    }

    /**
     * The columns and their values, each null, text or bytes; empty for a line that names no row ({@code *} and the empty one).
     *
     * @throws IllegalArgumentException when it is no such line
     */
    public static Map<String, @Nullable Object> parse(String text) {
        var columns = new LinkedHashMap<String, @Nullable Object>();
        if (text.isEmpty() || text.equals("*")) {
            return columns;
        }
        for (String part : text.split(",", -1)) {
            int equals = part.indexOf('=');
            if (equals < 0) {
                throw new IllegalArgumentException("Not a key");
            }
            columns.put(unescape(part.substring(0, equals)), parsed(part.substring(equals + 1)));
        }
        return columns;
    }

    private static @Nullable Object parsed(String value) {
        if (value.equals(NULL)) {
            return null;
        }
        return value.startsWith(BYTES) ? HexFormat.of().parseHex(value.substring(BYTES.length())) : unescape(value);
    }

    private static String unescape(String text) {
        int at = text.indexOf('%');
        if (at < 0) {
            return text;
        }
        var out = new StringBuilder();
        int from = 0;
        for (; at >= 0; at = text.indexOf('%', from)) {
            if (at + 3 > text.length()) {
                throw new IllegalArgumentException("Not a key");
            }
            byte[] sign = HexFormat.of().parseHex(text.substring(at + 1, at + 3));
            out.append(text, from, at).append(new String(sign, StandardCharsets.US_ASCII));
            from = at + 3;
        }
        return out.append(text.substring(from)).toString();
    }
}
