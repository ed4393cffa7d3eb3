package dev.gangway.core.php;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Collects ASCII text; several times faster than a {@link StringBuilder} when the text comes as bytes. */
final class AsciiBuffer {
    private static final int FIRST_SIZE = 256;

    private byte[] bytes = new byte[FIRST_SIZE];
    private int length;

    int length() {
        return length;
    }

    /** Forgets everything behind {@code newLength}. */
    void cut(int newLength) {
        length = newLength;
    }

    AsciiBuffer append(char c) {
        ensure(1);
        bytes[length++] = (byte) c;
        return this;
    }

    @SuppressWarnings("deprecation")
    AsciiBuffer append(String text) {
        int size = text.length();
        ensure(size);
        text.getBytes(0, size, bytes, length);
        length += size;
        return this;
    }

    AsciiBuffer append(byte[] source, int from, int to) {
        ensure(to - from);
        System.arraycopy(source, from, bytes, length, to - from);
        length += to - from;
        return this;
    }

    private void ensure(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }

    @Override
    public String toString() {
        return new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
    }
}
