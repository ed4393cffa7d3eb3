package dev.gangway.events.registry;

import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import dev.gangway.events.avro.AvroInput;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/** Reads Avro records in Confluent's wire format with the schema they were written with. Maps keep their order. Thread-safe. */
public final class RecordDeserializer implements Deserializer<GenericRecord> {
    private final SchemaRegistry registry;
    private final Map<Integer, GenericDatumReader<GenericRecord>> readers = new ConcurrentHashMap<>();

    public RecordDeserializer(SchemaRegistry registry) {
        this.registry = registry;
    }

    /**
     * The record, or null for a null value.
     *
     * @throws MigrationException {@link ErrorCode#RECORD_UNREADABLE} when the bytes are not such a record, or the
     *     registry's own failure
     */
    @Override
    public @Nullable GenericRecord deserialize(String topic, byte @Nullable [] data) {
        if (data == null) {
            return null;
        }
        int id = WireFormat.schemaId(data);
        GenericDatumReader<GenericRecord> reader = readers.computeIfAbsent(id, this::reader);
        BinaryDecoder decoder =
                DecoderFactory.get().binaryDecoder(data, WireFormat.HEADER, data.length - WireFormat.HEADER, null);
        try {
            GenericRecord record = reader.read(null, decoder);
            if (decoder.isEnd()) {
                return record;
            }
        } catch (IOException | RuntimeException | OutOfMemoryError e) { // a damaged length asks for gigabytes
            throw unreadable(topic, id, e);
        }
        throw unreadable(topic, id, null);
    }

    /**
     * The schema that a record was written with.
     *
     * @throws MigrationException {@link ErrorCode#RECORD_UNREADABLE} when the bytes do not name one that is known, or the
     *     registry's own failure
     */
    public Schema schema(byte[] data) {
        return registry.schema(WireFormat.schemaId(data));
    }

    /**
     * What the reader makes of a record's body.
     *
     * @throws MigrationException {@link ErrorCode#RECORD_UNREADABLE} when it refuses the body or leaves some of it
     */
    public <T> T read(String topic, byte[] data, Function<AvroInput, T> body) {
        var in = new AvroInput(data, WireFormat.HEADER);
        T read;
        try {
            read = body.apply(in);
        } catch (RuntimeException e) {
            throw unreadable(topic, WireFormat.schemaId(data), e);
        }
        if (!in.isAtEnd()) {
            throw unreadable(topic, WireFormat.schemaId(data), null);
        }
        return read;
    }

    private GenericDatumReader<GenericRecord> reader(int id) {
        Schema schema = registry.schema(id);
        return new GenericDatumReader<>(schema, schema, new OrderedData());
    }

    private static MigrationException unreadable(String topic, int id, @Nullable Throwable cause) {
        return new MigrationException(
                ErrorCode.RECORD_UNREADABLE,
                "A record of " + topic + " does not fit schema " + id
                        + ": it is damaged or was written with another registry",
                cause);
    }

    /** Makes maps that keep the order in which they were written. */
    private static final class OrderedData extends GenericData {

        @Override
        public Object newMap(@Nullable Object old, int size) {
            return new LinkedHashMap<>();
        }
    }
}
