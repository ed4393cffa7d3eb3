package dev.gangway.core.handler;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Moves field values between their form in a row and the form a handler works on, keeping text as text and bytes as bytes. */
public final class FieldValue {

    private FieldValue() {}

    /** The bytes that the old tool would see: the value itself, or the text in UTF-8. */
    public static byte[] bytes(Object value) {
        return value instanceof byte[] bytes ? bytes : ((String) value).getBytes(StandardCharsets.UTF_8);
    }

    /** The value as text; bytes are read as UTF-8. */
    public static @Nullable String text(@Nullable Object value) {
        return value instanceof byte[] bytes ? new String(bytes, StandardCharsets.UTF_8) : (String) value;
    }

    /** Text in the form of the value that it replaces. */
    public static Object like(@Nullable Object replaced, String text) {
        return replaced instanceof byte[] ? text.getBytes(StandardCharsets.UTF_8) : text;
    }

    /** Bytes in the form of the value that they replace. */
    public static Object like(@Nullable Object replaced, byte[] bytes) {
        return replaced instanceof byte[] ? bytes : new String(bytes, StandardCharsets.UTF_8);
    }
}
