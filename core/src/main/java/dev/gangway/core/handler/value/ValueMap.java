package dev.gangway.core.handler.value;

import dev.gangway.core.handler.HandlerParameterException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The parameter text {@code [from:to;from:to]} as a map of values. Pieces are trimmed, names and values around the colon are
 * not; of two equal names the last one counts. Immutable.
 */
public final class ValueMap {
    private final Map<String, String> values;

    private ValueMap(Map<String, String> values) {
        this.values = Map.copyOf(values);
    }

    /** @throws HandlerParameterException when a piece does not have exactly one colon */
    public static ValueMap parse(String text) {
        var values = new HashMap<String, String>();
        for (String piece : strip(text).split(";", -1)) {
            String pair = piece.strip();
            int colon = pair.indexOf(':');
            if (colon < 0 || pair.indexOf(':', colon + 1) >= 0) {
                throw new HandlerParameterException(
                        "Parameter map has the piece '" + pair
                                + "': write pairs like [from:to;from:to], with exactly one colon each and no semicolon at the end");
            }
            values.put(pair.substring(0, colon), pair.substring(colon + 1));
        }
        return new ValueMap(values);
    }

    private static String strip(String text) {
        int start = 0;
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == ']') {
            end--;
        }
        while (start < end && text.charAt(start) == '[') {
            start++;
        }
        return text.substring(start, end);
    }

    /** The value that {@code from} is mapped to, or null. */
    public @Nullable String get(String from) {
        return values.get(from);
    }
}
