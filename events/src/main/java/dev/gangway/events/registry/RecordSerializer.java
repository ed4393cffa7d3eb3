package dev.gangway.events.registry;

import dev.gangway.events.avro.AvroOutput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Writes Avro records in Confluent's wire format. The subject is topic and record name, so that one topic carries many
 * kinds of records. Thread-safe.
 */
public final class RecordSerializer implements Serializer<GenericRecord> {
    private final SchemaRegistry registry;
    private final Map<Target, Writer> writers = new ConcurrentHashMap<>();
    private final ThreadLocal<AvroOutput> outputs = ThreadLocal.withInitial(AvroOutput::new);

    public RecordSerializer(SchemaRegistry registry) {
        this.registry = registry;
    }

    /** The name under which the schema stands in the registry. */
    public static String subject(String topic, Schema schema) {
        return topic + "-" + schema.getFullName();
    }

    /** Registers the schema now, so that the first record of its kind need not wait for that. */
    public void prepare(String topic, Schema schema) {
        writerOf(new Target(topic, schema));
    }

    @Override
    public byte @Nullable [] serialize(String topic, @Nullable GenericRecord record) {
        if (record == null) {
            return null;
        }
        return writerOf(new Target(topic, record.getSchema())).write(record);
    }

    /** The record whose body the writer writes by this schema. */
    public byte[] serialize(String topic, Schema schema, Consumer<AvroOutput> body) {
        AvroOutput out = outputs.get();
        out.clear();
        out.raw(writerOf(new Target(topic, schema)).header());
        body.accept(out);
        return out.toBytes();
    }

    private Writer writerOf(Target target) {
        Writer writer = writers.get(target);
        if (writer == null) {
            writer = writer(target);
            writers.put(target, writer);
        }
        return writer;
    }

    private Writer writer(Target target) {
        Schema schema = target.schema();
        int id = registry.register(subject(target.topic(), schema), schema);
        return new Writer(WireFormat.header(id), new GenericDatumWriter<>(schema));
    }

    private record Target(String topic, Schema schema) {}

    private record Writer(byte[] header, GenericDatumWriter<GenericRecord> datum) {

        byte[] write(GenericRecord record) {
            var out = new ByteArrayOutputStream(256);
            try {
                out.write(header);
                BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
                datum.write(record, encoder);
                encoder.flush();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return out.toByteArray();
        }
    }
}
