package dev.gangway.sink.read;

import dev.gangway.core.change.MappedChange;
import dev.gangway.core.change.MappedChange.Rejection;
import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import dev.gangway.core.position.SourcePosition;
import dev.gangway.events.envelope.EventHeaders;
import dev.gangway.events.envelope.EventSchemas;
import dev.gangway.events.envelope.MappedChangeCodec;
import dev.gangway.events.envelope.Watermark;
import dev.gangway.events.registry.RecordDeserializer;
import dev.gangway.events.registry.SchemaRegistry;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Turns records of rows topics into events; a change that cannot be read becomes a rejected one under its name. */
public final class RowEventDecoder {
    private final RecordDeserializer deserializer;
    private final MappedChangeCodec changes = new MappedChangeCodec();
    private final Map<Schema, Boolean> known = new ConcurrentHashMap<>();

    public RowEventDecoder(SchemaRegistry registry) {
        this.deserializer = new RecordDeserializer(registry);
    }

    /**
     * The event of a record.
     *
     * @throws MigrationException when the schema registry cannot be reached
     */
    public RowEvent decode(ConsumerRecord<byte[], byte[]> record) {
        var partition = new TopicPartition(record.topic(), record.partition());
        if (record.value() == null) {
            return new RowEvent.Stray(partition, record.offset(), new byte[0], "The record has no value");
        }
        try {
            int bytes = record.value().length;
            if (isMappedChange(deserializer.schema(record.value()))) {
                MappedChange change = deserializer.read(record.topic(), record.value(), changes::read);
                return new RowEvent.Change(partition, record.offset(), bytes, change);
            }
            GenericRecord event = Objects.requireNonNull(deserializer.deserialize(record.topic(), record.value()));
            return EventSchemas.isWatermark(event)
                    ? new RowEvent.Cut(partition, record.offset(), bytes, Watermark.from(event))
                    : new RowEvent.Change(partition, record.offset(), bytes, changes.decode(event));
        } catch (MigrationException e) {
            if (e.code() != ErrorCode.RECORD_UNREADABLE) {
                throw e;
            }
            return unreadable(partition, record, String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            return unreadable(
                    partition,
                    record,
                    "The record is not a mapped change: " + e.getClass().getSimpleName());
        }
    }

    private boolean isMappedChange(Schema schema) {
        return known.computeIfAbsent(schema, MappedChangeCodec::reads);
    }

    private static RowEvent unreadable(TopicPartition partition, ConsumerRecord<byte[], byte[]> record, String reason) {
        Optional<String> table = EventHeaders.table(record.headers());
        Optional<SourcePosition> position = EventHeaders.position(record.headers());
        if (table.isEmpty() || position.isEmpty()) {
            return new RowEvent.Stray(partition, record.offset(), record.value(), reason);
        }
        String where = reason + " (" + partition + " offset " + record.offset() + ")";
        var rejection = new Rejection(ErrorCode.RECORD_UNREADABLE.name(), where);
        long micros = record.timestamp() * 1000;
        return new RowEvent.Change(
                partition,
                record.offset(),
                record.value().length,
                new MappedChange(table.get(), "", position.get(), "", micros, List.of(), rejection));
    }
}
