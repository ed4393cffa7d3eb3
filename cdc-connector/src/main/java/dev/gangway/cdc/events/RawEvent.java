package dev.gangway.cdc.events;

import com.github.shyiko.mysql.binlog.event.EventData;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * An event as the server sent it, head included, to be read when it is known that it is needed. Not to be changed.
 *
 * @param bytes head, body and checksum
 * @param checksum how many bytes at the end are a checksum
 */
record RawEvent(byte[] bytes, int checksum) implements EventData {
    static final int HEAD = 19;
    private static final int NUMBER_AT = 4;
    private static final int LENGTH_AT = 9;
    private static final int FLAGS_AT = 17;
    private static final int IGNORABLE = 0x80;

    EventKind kind() {
        return EventKind.of(number());
    }

    int number() {
        return bytes[NUMBER_AT] & 0xFF;
    }

    /** True when the server says that a replica that does not know the event may leave it out. */
    boolean isIgnorable() {
        return (bytes[FLAGS_AT] & IGNORABLE) != 0;
    }

    /** Head and body without the checksum, little-endian, standing at the body. */
    ByteBuffer body() {
        return ByteBuffer.wrap(bytes, 0, bytes.length - checksum)
                .order(ByteOrder.LITTLE_ENDIAN)
                .position(HEAD);
    }

    /** True when both say the same, whatever their heads and checksums. */
    boolean hasBodyOf(RawEvent other) {
        return Arrays.equals(
                bytes, HEAD, bytes.length - checksum, other.bytes, HEAD, other.bytes.length - other.checksum);
    }

    /** The table that a row event or table map speaks of, by the number it has until the log ends. */
    long tableNumber() {
        ByteBuffer body = body();
        long low = body.getInt() & 0xFFFFFFFFL;
        return low | (body.getShort() & 0xFFFFL) << 32;
    }

    /** The same event as another type with another body. */
    RawEvent with(int number, byte[] body) {
        var plain = new byte[HEAD + body.length];
        System.arraycopy(bytes, 0, plain, 0, HEAD);
        System.arraycopy(body, 0, plain, HEAD, body.length);
        plain[NUMBER_AT] = (byte) number;
        return new RawEvent(plain, 0);
    }

    /** The bytes as a stream that ends its events with a checksum holds them. */
    byte[] withChecksum(int length) {
        int end = bytes.length - checksum;
        var padded = Arrays.copyOf(bytes, end + length);
        ByteBuffer.wrap(padded).order(ByteOrder.LITTLE_ENDIAN).putInt(LENGTH_AT, padded.length);
        return padded;
    }

    static int lengthOf(byte[] head, int at) {
        return ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN).getInt(at + LENGTH_AT);
    }
}
