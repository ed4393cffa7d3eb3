package dev.gangway.cdc.debezium;

import com.github.shyiko.mysql.binlog.event.TableMapEventData;
import com.github.shyiko.mysql.binlog.event.deserialization.ColumnType;
import com.github.shyiko.mysql.binlog.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.Serializable;
import java.util.BitSet;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Reads columns that MariaDB stores compressed ({@code TEXT COMPRESSED}): the binlog has them as they are stored, under types of their
 * own that the binlog client does not know. Their types become the plain ones in the table map; a mark in their metadata, which is
 * never as large, tells their cells. Stateless.
 */
final class CompressedColumns {
    private static final int BLOB = 140;
    private static final int VARCHAR = 141;
    private static final int MARK = 1 << 20;

    private static final int ZLIB = 8;
    private static final int BARE = 8;
    private static final int LENGTH_BYTES = 7;

    private CompressedColumns() {}

    /** Gives the columns of a table map's body plain types; says which had others. */
    static BitSet plain(byte[] body) throws IOException {
        var found = new BitSet();
        int database = 8;
        int table = database + 2 + (body[database] & 0xFF);
        int counted = table + 2 + (body[table] & 0xFF);
        var rest = new ByteArrayInputStream(new java.io.ByteArrayInputStream(body, counted, body.length - counted));
        int before = rest.available();
        int columns = rest.readPackedInteger();
        int types = counted + before - rest.available();
        for (int i = 0; i < columns; i++) {
            int type = body[types + i] & 0xFF;
            if (type == BLOB || type == VARCHAR) {
                body[types + i] = (byte) (type == BLOB ? ColumnType.BLOB : ColumnType.VARCHAR).getCode();
                found.set(i);
            }
        }
        return found;
    }

    /** Marks the columns whose cells are compressed. */
    static void mark(TableMapEventData map, BitSet compressed) {
        int[] metadata = map.getColumnMetadata();
        compressed.stream().forEach(i -> metadata[i] |= MARK);
    }

    static boolean isMarked(int metadata) {
        return (metadata & MARK) != 0;
    }

    /** The plain bytes of a marked column's cell. */
    static Serializable read(ColumnType type, int metadata, ByteArrayInputStream in) throws IOException {
        int meta = metadata & ~MARK;
        int lengthBytes = type == ColumnType.BLOB ? meta : meta < 256 ? 1 : 2;
        return inflate(in.read(in.readInteger(lengthBytes)));
    }

    /** A stored value: method, kind of stream and number of length bytes in the first byte, the length, the stream. */
    static byte[] inflate(byte[] stored) throws IOException {
        if (stored.length == 0) {
            return stored;
        }
        int head = stored[0] & 0xFF;
        if (head == 0) {
            return java.util.Arrays.copyOfRange(stored, 1, stored.length);
        }
        if (head >> 4 != ZLIB) {
            throw new IOException("a column is compressed by a method that is not known (" + (head >> 4) + ")");
        }
        int from = 1 + (head & LENGTH_BYTES);
        var inflater = new Inflater((head & BARE) != 0);
        try {
            inflater.setInput(stored, from, stored.length - from);
            return drain(inflater, stored.length);
        } catch (DataFormatException e) {
            throw new IOException("the value of a compressed column is damaged", e);
        } finally {
            inflater.end();
        }
    }

    private static byte[] drain(Inflater inflater, int stored) throws DataFormatException, IOException {
        var plain = new ByteArrayOutputStream(4 * stored);
        byte[] part = new byte[8192];
        while (!inflater.finished()) {
            int bytes = inflater.inflate(part);
            if (bytes == 0 && !inflater.finished()) {
                throw new IOException("the value of a compressed column is cut off");
            }
            plain.write(part, 0, bytes);
        }
        return plain.toByteArray();
    }
}
