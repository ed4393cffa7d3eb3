package dev.gangway.testkit.shop;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes values the way PHP's serialize() does, with lengths in UTF-8 bytes. */
final class Php {
    private Php() {}

    static String serialize(@Nullable Object value) {
        var out = new StringBuilder();
        write(value, out);
        return out.toString();
    }

    private static void write(@Nullable Object value, StringBuilder out) {
        if (value == null) {
            out.append("N;");
        } else if (value instanceof String text) {
            out.append("s:").append(text.getBytes(StandardCharsets.UTF_8).length);
            out.append(":\"").append(text).append("\";");
        } else if (value instanceof Boolean flag) {
            out.append("b:").append(flag ? 1 : 0).append(';');
        } else if (value instanceof Double number) {
            out.append("d:").append(number).append(';');
        } else if (value instanceof Number number) {
            out.append("i:").append(number).append(';');
        } else if (value instanceof List<?> list) {
            array(list.size(), out);
            for (int i = 0; i < list.size(); i++) {
                write(i, out);
                write(list.get(i), out);
            }
            out.append('}');
        } else if (value instanceof Map<?, ?> map) {
            array(map.size(), out);
            map.forEach((key, element) -> {
                write(key, out);
                write(element, out);
            });
            out.append('}');
        } else {
            throw new IllegalArgumentException("PHP has no form for " + value.getClass());
        }
    }

    private static void array(int size, StringBuilder out) {
        out.append("a:").append(size).append(":{");
    }
}
