package dev.gangway.cdc.events;

import com.github.luben.zstd.Zstd;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Takes apart what servers compress: single events of MariaDB ({@code log_bin_compress}) and whole transactions of MySQL
 * ({@code binlog_transaction_compression}). Formats: MariaDB's log_event.cc, MySQL's Transaction_payload_event. Stateless.
 */
final class PlainEvents {
    private static final int LARGEST = 1 << 30;
    private static final int QUERY_HEAD = 13;
    private static final int TABLE_NUMBER_AND_FLAGS = 8;

    private static final int PAYLOAD_END = 0;
    private static final int PAYLOAD_COMPRESSION = 2;
    private static final int PAYLOAD_PLAIN_SIZE = 3;
    private static final int ZSTD = 0;
    private static final int NOT_COMPRESSED = 255;

    private PlainEvents() {}

    /** The event without compression; the event itself when there is none. */
    static RawEvent plain(RawEvent event) throws IOException {
        EventKind kind = event.kind();
        if (!kind.isCompressed()) {
            return event;
        }
        try {
            ByteBuffer body = event.body();
            int from = kind == EventKind.QUERY_COMPRESSED ? queryHead(body) : rowsHead(body, kind);
            byte[] head = new byte[from - RawEvent.HEAD];
            body.get(RawEvent.HEAD, head);
            byte[] rest = inflate(body.position(from));
            byte[] whole = Arrays.copyOf(head, head.length + rest.length);
            System.arraycopy(rest, 0, whole, head.length, rest.length);
            return event.with(numberOf(kind), whole);
        } catch (BufferUnderflowException | IndexOutOfBoundsException | IllegalArgumentException e) {
            throw new IOException("a compressed event is cut short", e);
        }
    }

    private static int numberOf(EventKind kind) {
        return switch (kind) {
            case QUERY_COMPRESSED -> EventKind.QUERY.number();
            case WRITE_ROWS_COMPRESSED_V1 -> EventKind.WRITE_ROWS_V1.number();
            case UPDATE_ROWS_COMPRESSED_V1 -> EventKind.UPDATE_ROWS_V1.number();
            case DELETE_ROWS_COMPRESSED_V1 -> EventKind.DELETE_ROWS_V1.number();
            case WRITE_ROWS_COMPRESSED -> EventKind.WRITE_ROWS.number();
            case UPDATE_ROWS_COMPRESSED -> EventKind.UPDATE_ROWS.number();
            case DELETE_ROWS_COMPRESSED -> EventKind.DELETE_ROWS.number();
            default -> kind.number();
        };
    }

    /** Where the compressed statement begins: behind status variables and the database's name. */
    private static int queryHead(ByteBuffer body) {
        int at = body.position();
        int database = body.get(at + 8) & 0xFF;
        int variables = body.getShort(at + 11) & 0xFFFF;
        return at + QUERY_HEAD + variables + database + 1;
    }

    /** Where the compressed rows begin: behind the bitmaps of the columns. */
    private static int rowsHead(ByteBuffer body, EventKind kind) {
        body.position(body.position() + TABLE_NUMBER_AND_FLAGS);
        if (kind.hasExtraInformation()) {
            int extra = body.getShort(body.position()) & 0xFFFF;
            body.position(body.position() + extra);
        }
        int bitmap = ((int) packed(body) + 7) / 8;
        return body.position() + (kind.isUpdate() ? 2 * bitmap : bitmap);
    }

    /** One byte with the length of the length, the plain length big-endian, then zlib data. */
    private static byte[] inflate(ByteBuffer from) throws IOException {
        int head = from.get() & 0xFF;
        int algorithm = (head & 0x70) >> 4;
        if ((head & 0x80) == 0 || algorithm != 0) {
            throw new IOException("compressed by an algorithm that is not known");
        }
        long length = 0;
        for (int i = head & 0x07; i > 0; i--) {
            length = length << 8 | (from.get() & 0xFF);
        }
        byte[] plain = new byte[size(length)];
        var inflater = new Inflater();
        try {
            inflater.setInput(from);
            int done = 0;
            while (done < plain.length && !inflater.finished()) {
                int read = inflater.inflate(plain, done, plain.length - done);
                if (read == 0 && (inflater.needsInput() || inflater.needsDictionary())) {
                    break;
                }
                done += read;
            }
            if (done != plain.length) {
                throw new IOException("a compressed event is cut short");
            }
            return plain;
        } catch (DataFormatException e) {
            throw new IOException("a compressed event is damaged", e);
        } finally {
            inflater.end();
        }
    }

    /** The events of a compressed transaction, in order; they have no checksums. */
    static List<RawEvent> unpack(RawEvent payload) throws IOException {
        try {
            ByteBuffer body = payload.body();
            int compression = NOT_COMPRESSED;
            long plainSize = -1;
            for (long field = packed(body); field != PAYLOAD_END; field = packed(body)) {
                int length = (int) packed(body);
                int next = body.position() + length;
                if (field == PAYLOAD_COMPRESSION) {
                    compression = (int) packed(body);
                } else if (field == PAYLOAD_PLAIN_SIZE) {
                    plainSize = packed(body);
                }
                body.position(next);
            }
            byte[] data = new byte[body.remaining()];
            body.get(data);
            return split(plainPayload(data, compression, plainSize));
        } catch (BufferUnderflowException | IndexOutOfBoundsException | IllegalArgumentException e) {
            throw new IOException("a compressed transaction is cut short", e);
        }
    }

    private static byte[] plainPayload(byte[] data, int compression, long plainSize) throws IOException {
        if (compression == NOT_COMPRESSED) {
            return data;
        }
        if (compression != ZSTD) {
            throw new IOException("a transaction is compressed by algorithm " + compression + ", which is not known");
        }
        byte[] plain = new byte[size(plainSize)];
        long read = Zstd.decompress(plain, data);
        if (Zstd.isError(read) || read != plain.length) {
            throw new IOException("a compressed transaction is damaged");
        }
        return plain;
    }

    private static List<RawEvent> split(byte[] plain) throws IOException {
        var events = new ArrayList<RawEvent>();
        for (int at = 0; at < plain.length; ) {
            int length = RawEvent.lengthOf(plain, at);
            if (length < RawEvent.HEAD || length > plain.length - at) {
                throw new IOException("a compressed transaction is damaged");
            }
            events.add(new RawEvent(Arrays.copyOfRange(plain, at, at + length), 0));
            at += length;
        }
        return events;
    }

    private static int size(long length) throws IOException {
        if (length < 0 || length > LARGEST) {
            throw new IOException("an event of " + length + " bytes does not fit into memory");
        }
        return (int) length;
    }

    /** The server's packed integer: one byte, or a mark and two, three or eight bytes. */
    static long packed(ByteBuffer from) {
        int first = from.get() & 0xFF;
        return switch (first) {
            case 252 -> from.getShort() & 0xFFFFL;
            case 253 -> (from.getShort() & 0xFFFFL) | (from.get() & 0xFFL) << 16;
            case 254 -> from.getLong();
            default -> first;
        };
    }
}
