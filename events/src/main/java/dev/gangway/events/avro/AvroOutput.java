package dev.gangway.events.avro;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/** Writes values in Avro's binary form, one behind the other, into a buffer that grows and can be used again. One thread at a time. */
public final class AvroOutput {
    private static final int LARGE = 1 << 20;

    private byte[] buffer = new byte[1024];
    private int size;

    /** Begins anew; the memory that a very large record took is given back. */
    public void clear() {
        size = 0;
        if (buffer.length > LARGE) {
            buffer = new byte[1024];
        }
    }

    /** A copy of what was written since the last {@link #clear()}. */
    public byte[] toBytes() {
        return Arrays.copyOf(buffer, size);
    }

    /** Bytes as they are, without their length. */
    public void raw(byte[] bytes) {
        reserve(bytes.length);
        System.arraycopy(bytes, 0, buffer, size, bytes.length);
        size += bytes.length;
    }

    /** An {@code int} or {@code long}, the branch of a union, the place of an enum's symbol, or the length of a block. */
    public void number(long value) {
        reserve(10);
        long rest = value << 1 ^ value >> 63;
        while ((rest & ~0x7FL) != 0) {
            buffer[size++] = (byte) (rest & 0x7F | 0x80);
            rest >>>= 7;
        }
        buffer[size++] = (byte) rest;
    }

    public void bool(boolean value) {
        reserve(1);
        buffer[size++] = (byte) (value ? 1 : 0);
    }

    public void floating(double value) {
        reserve(8);
        long bits = Double.doubleToRawLongBits(value);
        for (int i = 0; i < 8; i++) {
            buffer[size++] = (byte) (bits >>> 8 * i);
        }
    }

    public void bytes(byte[] value) {
        number(value.length);
        raw(value);
    }

    /** The shortest two's complement of a number, as a decimal has it. */
    public void unscaled(long value) {
        int length = 1;
        while (length < 8 && value >> 8 * length - 1 != 0 && value >> 8 * length - 1 != -1) {
            length++;
        }
        number(length);
        reserve(length);
        for (int i = length - 1; i >= 0; i--) {
            buffer[size++] = (byte) (value >> 8 * i);
        }
    }

    public void text(String value) {
        bytes(value.getBytes(StandardCharsets.UTF_8));
    }

    private void reserve(int more) {
        if (buffer.length - size < more) {
            buffer = Arrays.copyOf(buffer, Math.max(2 * buffer.length, size + more));
        }
    }

    /** An array, as one block. */
    public <T> void array(List<T> items, Consumer<T> writer) {
        if (!items.isEmpty()) {
            number(items.size());
            items.forEach(writer);
        }
        number(0);
    }
}
