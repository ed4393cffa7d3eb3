package dev.gangway.mysql.read;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A slice of a table by its key: rows above {@code lowerExclusive} up to {@code upperInclusive}; an empty bound is open.
 * Bounds hold one value per key column, as {@link String} or {@code byte[]}. The chunks of one plan cover every possible key
 * exactly once.
 */
public record ChunkRange(List<Object> lowerExclusive, List<Object> upperInclusive) {
    public static final ChunkRange ALL = new ChunkRange(List.of(), List.of());

    public ChunkRange {
        lowerExclusive = List.copyOf(lowerExclusive);
        upperInclusive = List.copyOf(upperInclusive);
    }

    /** A text form of a bound for the checkpoint tables: one line per value. */
    public static String write(List<Object> bound) {
        var lines = new ArrayList<String>();
        for (Object value : bound) {
            lines.add(
                    value instanceof byte[] bytes
                            ? "x" + HexFormat.of().formatHex(bytes)
                            : "t" + value.toString().replace("\\", "\\\\").replace("\n", "\\n"));
        }
        return String.join("\n", lines);
    }

    /** Reads what {@link #write} wrote. */
    public static List<Object> read(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return List.of();
        }
        var values = new ArrayList<Object>();
        for (String line : text.split("\n", -1)) {
            String body = line.substring(1);
            values.add(line.charAt(0) == 'x' ? HexFormat.of().parseHex(body) : unescape(body));
        }
        return values;
    }

    private static String unescape(String text) {
        var out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && i + 1 < text.length()) {
                char next = text.charAt(++i);
                out.append(next == 'n' ? '\n' : next);
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }
}
