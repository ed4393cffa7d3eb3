package dev.gangway.mysql.write;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Rows in the text form of LOAD DATA: fields separated by tabs, rows ended by line feeds, backslash escapes, {@code \N} for
 * NULL. Values go in byte by byte, so any binary content survives. One thread at a time.
 */
final class LoadDataBuffer {
    static final String FORMAT = " FIELDS TERMINATED BY '\\t' ESCAPED BY '\\\\' LINES TERMINATED BY '\\n'";
    private static final int INITIAL = 1 << 16;

    private byte[] buffer = new byte[INITIAL];
    private int size;
    private boolean inRow;

    void field(@Nullable Object value) {
        if (inRow) {
            put('\t');
        }
        inRow = true;
        if (value == null) {
            put('\\');
            put('N');
        } else if (value instanceof byte[] bytes) {
            escape(bytes, 0);
        } else {
            text(value.toString());
        }
    }

    void endRow() {
        put('\n');
        inRow = false;
    }

    int size() {
        return size;
    }

    InputStream input() {
        return new ByteArrayInputStream(buffer, 0, size);
    }

    private void text(String value) {
        ensure(2 * value.length());
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c >= 0x80) {
                escape(value.substring(i).getBytes(StandardCharsets.UTF_8), 0);
                return;
            }
            escaped((byte) c);
        }
    }

    private void escape(byte[] bytes, int from) {
        ensure(2 * (bytes.length - from));
        for (int i = from; i < bytes.length; i++) {
            escaped(bytes[i]);
        }
    }

    private void escaped(byte b) {
        switch (b) {
            case 0 -> pair('0');
            case '\t' -> pair('t');
            case '\n' -> pair('n');
            case '\r' -> pair('r');
            case '\\' -> pair('\\');
            default -> buffer[size++] = b;
        }
    }

    private void pair(char c) {
        buffer[size++] = '\\';
        buffer[size++] = (byte) c;
    }

    private void put(char c) {
        ensure(1);
        buffer[size++] = (byte) c;
    }

    private void ensure(int more) {
        if (size + more > buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.max(size + more, buffer.length * 2));
        }
    }
}
