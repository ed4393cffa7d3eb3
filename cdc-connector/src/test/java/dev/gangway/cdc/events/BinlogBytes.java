package dev.gangway.cdc.events;

import com.github.shyiko.mysql.binlog.event.Event;
import com.github.shyiko.mysql.binlog.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.Deflater;

/** Writes a binlog by hand: one table with one integer column, events one after the other. */
final class BinlogBytes {
    private final List<Event> events = new ArrayList<>();
    private final EventReader reader;
    private int end = 4;
    private int table;

    BinlogBytes(EventReader reader) {
        this.reader = reader;
    }

    List<Event> events() {
        return events;
    }

    BinlogBytes add(int number, byte[] body) {
        return add(number, 0, body);
    }

    BinlogBytes add(int number, int flags, byte[] body) {
        try {
            events.add(reader.nextEvent(new ByteArrayInputStream(bytes(number, flags, body))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    private byte[] bytes(int number, int flags, byte[] body) {
        int length = RawEvent.HEAD + body.length;
        end += length;
        return ByteBuffer.allocate(length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(1_700_000_000)
                .put((byte) number)
                .putInt(1)
                .putInt(length)
                .putInt(end)
                .putShort((short) flags)
                .put(body)
                .array();
    }

    BinlogBytes rotate(String file) {
        byte[] name = file.getBytes(StandardCharsets.UTF_8);
        return add(
                4,
                0x20,
                ByteBuffer.allocate(8 + name.length)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putLong(4)
                        .put(name)
                        .array());
    }

    BinlogBytes query(String sql) {
        return add(2, query(sql.getBytes(StandardCharsets.UTF_8)));
    }

    /** As MariaDB writes it with log_bin_compress. */
    BinlogBytes compressedQuery(String sql) {
        return add(165, query(deflated(sql.getBytes(StandardCharsets.UTF_8))));
    }

    private static byte[] query(byte[] sql) {
        byte[] database = "shop".getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(13 + database.length + 1 + sql.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(7)
                .putInt(0)
                .put((byte) database.length)
                .putShort((short) 0)
                .putShort((short) 0)
                .put(database)
                .put((byte) 0)
                .put(sql)
                .array();
    }

    private static byte[] deflated(byte[] plain) {
        var deflater = new Deflater();
        deflater.setInput(plain);
        deflater.finish();
        var buffer = new byte[plain.length + 64];
        int length = deflater.deflate(buffer);
        deflater.end();
        var out = new ByteArrayOutputStream();
        out.write(0x82);
        out.write(plain.length >> 8);
        out.write(plain.length);
        out.write(buffer, 0, length);
        return out.toByteArray();
    }

    /** A table map and an insert of these values. */
    BinlogBytes insert(String table, int... values) {
        return add(19, tableMap(table)).add(23, rowsHead(rows(values)));
    }

    BinlogBytes compressedInsert(String table, int... values) {
        return add(19, tableMap(table)).add(166, rowsHead(deflated(rows(values))));
    }

    private byte[] tableMap(String tableName) {
        table = tableName.hashCode() & 0xFFFF;
        byte[] database = "shop".getBytes(StandardCharsets.UTF_8);
        byte[] name = tableName.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(16 + database.length + name.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(table)
                .putInt(0)
                .put((byte) database.length)
                .put(database)
                .put((byte) 0)
                .put((byte) name.length)
                .put(name)
                .put((byte) 0)
                .put((byte) 1)
                .put((byte) 3)
                .put((byte) 0)
                .put((byte) 0)
                .array();
    }

    private byte[] rowsHead(byte[] values) {
        return ByteBuffer.allocate(10 + values.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(table)
                .putInt(0)
                .put((byte) 1)
                .put((byte) 0xFF)
                .put(values)
                .array();
    }

    private static byte[] rows(int[] values) {
        ByteBuffer rows = ByteBuffer.allocate(5 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        for (int value : values) {
            rows.put((byte) 0).putInt(value);
        }
        return rows.array();
    }

    BinlogBytes xid() {
        return add(16, new byte[8]);
    }

    BinlogBytes xaPrepare(String name) {
        byte[] global = name.getBytes(StandardCharsets.UTF_8);
        return add(
                38,
                ByteBuffer.allocate(13 + global.length)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .put((byte) 0)
                        .putInt(1)
                        .putInt(global.length)
                        .putInt(0)
                        .put(global)
                        .array());
    }
}
