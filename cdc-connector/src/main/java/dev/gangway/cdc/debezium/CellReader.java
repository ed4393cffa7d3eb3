package dev.gangway.cdc.debezium;

import com.github.shyiko.mysql.binlog.event.deserialization.ColumnType;
import com.github.shyiko.mysql.binlog.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * Reads those cells of a row event that Debezium's own deserializers would lose something of: temporal values as text, strings
 * and bits as bytes. Stateless.
 */
final class CellReader {

    private CellReader() {}

    /** The cell's value, or null when the type is left to the default deserializer (which never yields null). */
    static @Nullable Serializable read(ColumnType type, int meta, int length, ByteArrayInputStream in)
            throws IOException {
        if (CompressedColumns.isMarked(meta)) {
            return CompressedColumns.read(type, meta, in);
        }
        return switch (type) {
            case STRING -> in.read(in.readInteger(length < 256 ? 1 : 2));
            case VARCHAR, VAR_STRING -> in.read(in.readInteger(meta < 256 ? 1 : 2));
            case BIT -> in.read((((meta >> 8) * 8 + (meta & 0xFF)) + 7) / 8);
            case DATE -> TemporalText.date(in.readInteger(3));
            case TIME -> TemporalText.oldTime(in.readInteger(3) << 8 >> 8);
            case DATETIME -> TemporalText.oldDateTime(in.readLong(8));
            case TIMESTAMP -> TemporalText.timestamp(in.readLong(4), 0, 0);
            case YEAR -> TemporalText.year(in.readInteger(1));
            case TIME_V2 -> {
                int fractionBytes = (meta + 1) / 2;
                yield TemporalText.time(bigEndian(in, 3 + fractionBytes), fractionBytes, meta);
            }
            case DATETIME_V2 -> TemporalText.dateTime(bigEndian(in, 5), bigEndian(in, (meta + 1) / 2), meta);
            case TIMESTAMP_V2 -> TemporalText.timestamp(bigEndian(in, 4), bigEndian(in, (meta + 1) / 2), meta);
            default -> null;
        };
    }

    private static long bigEndian(ByteArrayInputStream in, int bytes) throws IOException {
        long value = 0;
        for (byte b : in.read(bytes)) {
            value = value << 8 | (b & 0xFF);
        }
        return value;
    }
}
