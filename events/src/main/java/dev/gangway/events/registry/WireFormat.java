package dev.gangway.events.registry;

import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import java.nio.ByteBuffer;

/** Confluent's framing of a record: a zero byte, the schema's id in four bytes, then Avro. */
final class WireFormat {
    static final int HEADER = 5;
    private static final byte MAGIC = 0;

    private WireFormat() {}

    static byte[] header(int schemaId) {
        return ByteBuffer.allocate(HEADER).put(MAGIC).putInt(schemaId).array();
    }

    static int schemaId(byte[] record) {
        if (record.length < HEADER || record[0] != MAGIC) {
            throw new MigrationException(
                    ErrorCode.RECORD_UNREADABLE,
                    "The record does not start with a schema id: it was not written by this product");
        }
        return ByteBuffer.wrap(record, 1, HEADER - 1).getInt();
    }
}
