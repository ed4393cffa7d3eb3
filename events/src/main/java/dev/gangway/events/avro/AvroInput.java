package dev.gangway.events.avro;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/**
 * Reads values in Avro's binary form, one behind the other. Bytes that are no such values give an
 * {@link IllegalArgumentException}, whatever they are, and no length is believed that the bytes do not have. One thread at a time.
 */
public final class AvroInput {
    private final byte[] data;
    private int at;

    /** Reads from an index on. */
    public AvroInput(byte[] data, int from) {
        this.data = data;
        this.at = from;
    }

    public boolean isAtEnd() {
        return at == data.length;
    }

    /** See {@link AvroOutput#number}. */
    public long number() {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            byte next = next();
            value |= (next & 0x7FL) << shift;
            if (next >= 0) {
                return value >>> 1 ^ -(value & 1);
            }
        }
        throw new IllegalArgumentException("A number does not end");
    }

    public int integer() {
        long value = number();
        if (value != (int) value) {
            throw new IllegalArgumentException("A number is too large");
        }
        return (int) value;
    }

    /** A number from 0 on and below the limit. */
    public int index(int limit) {
        long value = number();
        if (value < 0 || value >= limit) {
            throw new IllegalArgumentException("A branch or symbol is not known");
        }
        return (int) value;
    }

    public double floating() {
        int from = skip(8);
        long bits = 0;
        for (int i = 7; i >= 0; i--) {
            bits = bits << 8 | data[from + i] & 0xFF;
        }
        return Double.longBitsToDouble(bits);
    }

    public byte[] bytes() {
        int from = skip();
        return Arrays.copyOfRange(data, from, at);
    }

    public String text() {
        int from = skip();
        return new String(data, from, at - from, StandardCharsets.UTF_8);
    }

    /** The length of the next block of an array or map; 0 at its end. Items take a byte each at least. */
    public int block() {
        long count = number();
        if (count < 0) {
            count = -count;
            number(); // the block's size in bytes
        }
        if (count < 0 || count > data.length - at) {
            throw new IllegalArgumentException("A block is longer than the record");
        }
        return (int) count;
    }

    /** Reads a text when it is this one, whose bytes are given; else stays before it. */
    boolean textIs(byte[] expected) {
        int before = at;
        int from = skip();
        if (Arrays.equals(data, from, at, expected, 0, expected.length)) {
            return true;
        }
        at = before;
        return false;
    }

    /** Where bytes or a text begin, which are behind the reader then. */
    private int skip() {
        return skip(number());
    }

    private int skip(long length) {
        if (length < 0 || length > data.length - at) {
            throw new IllegalArgumentException("A value is longer than the record");
        }
        int from = at;
        at += (int) length;
        return from;
    }

    private byte next() {
        if (at == data.length) {
            throw new IllegalArgumentException("The record ends too early");
        }
        return data[at++];
    }

    /** An array, of any number of blocks. */
    public <T> List<T> array(Supplier<T> reader) {
        int left = block();
        if (left == 0) {
            return List.of();
        }
        var items = new ArrayList<T>(left);
        for (; left > 0; left = block()) {
            for (int i = 0; i < left; i++) {
                items.add(reader.get());
            }
        }
        return items;
    }
}
