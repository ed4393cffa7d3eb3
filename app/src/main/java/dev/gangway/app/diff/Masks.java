package dev.gangway.app.diff;

import dev.gangway.core.row.Row;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Values of rows as they may stand on a terminal: hashes and secrets are never shown, long texts are cut. */
final class Masks {
    private static final int SHOWN = 60;
    private static final Pattern SECRET =
            Pattern.compile("(?i).*(pass|hash|secret|token|salt|cc_|crypt|card|iban|protect_code|key$).*");

    private Masks() {}

    static String value(@Nullable Row row, String column) {
        if (row == null || !row.isSet(column)) {
            return "-";
        }
        Object value = row.get(column);
        if (value == null) {
            return "NULL";
        }
        if (SECRET.matcher(column).matches() || isHash(value, row)) {
            return "***";
        }
        String text = value instanceof byte[] bytes ? "0x" + HexFormat.of().formatHex(bytes) : value.toString();
        String line = text.replace('\n', ' ').replace('\r', ' ');
        return line.length() <= SHOWN ? "'" + line + "'" : "'" + line.substring(0, SHOWN) + "...'";
    }

    /** The value tables of customers hold hashes of passwords under a column's name that says nothing. */
    private static boolean isHash(Object value, Row row) {
        return value instanceof String text
                && row.document().contains("customer_entity_")
                && text.matches("[0-9a-f]{32,}(:.*)?");
    }
}
