package dev.gangway.core.php;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A PHP string: any bytes, usually but not necessarily UTF-8. Immutable; comparable so that hash tables of hostile keys stay
 * fast.
 */
public final class PhpString implements PhpValue, Comparable<PhpString> {
    private final byte[] bytes;
    private int hash;

    PhpString(byte[] bytes) {
        this.bytes = bytes;
    }

    public static PhpString of(String text) {
        return new PhpString(text.getBytes(StandardCharsets.UTF_8));
    }

    public static PhpString of(byte[] bytes) {
        return new PhpString(bytes.clone());
    }

    public int length() {
        return bytes.length;
    }

    public byte byteAt(int index) {
        return bytes[index];
    }

    public byte[] toBytes() {
        return bytes.clone();
    }

    /** The content read as UTF-8; invalid bytes become U+FFFD. */
    public String text() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    byte[] raw() {
        return bytes;
    }

    @Override
    public boolean isTruthy() {
        return bytes.length > 1 || (bytes.length == 1 && bytes[0] != '0');
    }

    @Override
    public int compareTo(PhpString other) {
        return Arrays.compareUnsigned(bytes, other.bytes);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof PhpString that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        int h = hash;
        if (h == 0) {
            h = Arrays.hashCode(bytes);
            hash = h;
        }
        return h;
    }

    /** The length only: content is customers' data. */
    @Override
    public String toString() {
        return "PhpString[" + bytes.length + " bytes]";
    }
}
