package dev.gangway.app.reemit;

import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import dev.gangway.core.schema.Column;
import dev.gangway.core.schema.Table;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads a key as a person writes it: the values of its columns in their order, separated by commas, bytes as {@code 0x...}. */
final class KeyText {

    private KeyText() {}

    /**
     * The values in the order of the table's key.
     *
     * @throws MigrationException USAGE when these are not as many as the key has columns
     */
    static List<Object> parse(Table table, String text) {
        List<String> names = table.identity();
        String[] parts = text.split(",", -1);
        if (parts.length != names.size()) {
            throw new MigrationException(
                    ErrorCode.USAGE,
                    "The key of table " + table.name() + " is " + String.join(",", names) + ": write " + names.size()
                            + (names.size() == 1 ? " value" : " values separated by commas"));
        }
        var values = new ArrayList<Object>();
        for (int i = 0; i < parts.length; i++) {
            values.add(value(table.column(names.get(i)).orElseThrow(), parts[i].strip()));
        }
        return values;
    }

    private static Object value(Column column, String text) {
        if (!column.kind().isBytes()) {
            return text;
        }
        try {
            return HexFormat.of().parseHex(text.startsWith("0x") ? text.substring(2) : text);
        } catch (IllegalArgumentException e) {
            throw new MigrationException(
                    ErrorCode.USAGE,
                    "Column " + column.name() + " holds bytes: write them as 0x and hexadecimal digits",
                    e);
        }
    }

    static Map<String, Object> byColumn(Table table, List<Object> values) {
        var key = new LinkedHashMap<String, Object>();
        for (int i = 0; i < values.size(); i++) {
            key.put(table.identity().get(i), values.get(i));
        }
        return key;
    }
}
