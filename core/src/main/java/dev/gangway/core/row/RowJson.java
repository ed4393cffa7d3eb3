package dev.gangway.core.row;

import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes rows as JSON that a person can read: every value is a string or null, bytes are {@code 0x..}. */
public final class RowJson {
    private RowJson() {}

    /** An object of the set fields, in their order. */
    public static String of(Row row) {
        var out = new StringBuilder("{");
        List<String> fields = row.layout().fields();
        for (int i = 0; i < fields.size(); i++) {
            if (row.isSet(i)) {
                out.append(out.length() > 1 ? "," : "");
                quote(out, fields.get(i));
                out.append(':');
                value(out, row.get(i));
            }
        }
        return out.append('}').toString();
    }

    /** Appends a field's value. */
    public static void value(StringBuilder out, @Nullable Object value) {
        if (value == null) {
            out.append("null");
        } else {
            quote(out, value instanceof byte[] bytes ? "0x" + HexFormat.of().formatHex(bytes) : value.toString());
        }
    }

    /** Appends a text as a JSON string. */
    public static void quote(StringBuilder out, String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ') {
                out.append("\\u%04x".formatted((int) c));
            } else {
                out.append(c);
            }
        }
        out.append('"');
    }
}
