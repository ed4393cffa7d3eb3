package dev.gangway.streams;

import dev.gangway.core.change.MappedChange;
import dev.gangway.core.change.MappedChange.Rejection;
import dev.gangway.core.change.RowChange;
import dev.gangway.core.change.TargetOperation.Delete;
import dev.gangway.core.change.TargetOperation.Upsert;
import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import dev.gangway.core.position.SourcePosition;
import dev.gangway.core.row.Row;
import dev.gangway.events.Topics;
import dev.gangway.events.envelope.ChangeDecoder;
import dev.gangway.events.envelope.EventHeaders;
import dev.gangway.events.envelope.EventSchemas;
import dev.gangway.events.envelope.MappedChangeCodec;
import dev.gangway.events.envelope.ParkedChange;
import dev.gangway.events.registry.RecordDeserializer;
import dev.gangway.events.registry.RecordSerializer;
import dev.gangway.events.registry.SchemaRegistry;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What becomes of one record of a changes topic: a watermark passes, a change becomes exactly one record of mapped rows, and
 * one that was rejected, cannot be read or is too large additionally leaves a copy on the parked topic. Thread-safe.
 */
public final class RecordTransform {
    private static final Logger LOGGER = LoggerFactory.getLogger(RecordTransform.class);
    private static final String STAGE = "transform";
    private static final int PARKED_PARTITION = 0;
    private static final int RECORD_OVERHEAD = 1024; // key, headers and the batch around it

    private final Topics topics;
    private final Function<RowChange, MappedChange> mapper;
    private final int maxRecordBytes;
    private final TransformCounters counters;
    private final RecordDeserializer deserializer;
    private final RecordSerializer serializer;
    private final ChangeDecoder changes = new ChangeDecoder();
    private final MappedChangeCodec rows = new MappedChangeCodec();
    private final Map<String, String> rowsTopics = new ConcurrentHashMap<>();

    /**
     * @param mapper the plan; may change look-ups by what it sees, must be thread-safe
     * @param maxRecordBytes the largest record that the rows topics take
     */
    public RecordTransform(
            Topics topics,
            SchemaRegistry registry,
            Function<RowChange, MappedChange> mapper,
            int maxRecordBytes,
            TransformCounters counters) {
        this.topics = topics;
        this.mapper = mapper;
        this.maxRecordBytes = maxRecordBytes - RECORD_OVERHEAD;
        this.counters = counters;
        this.deserializer = new RecordDeserializer(registry);
        this.serializer = new RecordSerializer(registry);
    }

    List<Outgoing> apply(Record<byte[], byte[]> record, RecordMetadata place) {
        RowChange change;
        try {
            byte[] value = Objects.requireNonNull(record.value(), "value");
            Schema schema = deserializer.schema(value);
            if (changes.reads(schema)) {
                change = deserializer.read(place.topic(), value, in -> changes.read(schema, in));
            } else {
                GenericRecord event = Objects.requireNonNull(deserializer.deserialize(place.topic(), value));
                if (EventSchemas.isWatermark(event)) {
                    counters.watermark();
                    return List.of(toRows(place, event));
                }
                if (EventSchemas.isParkedChange(event)) {
                    return mapped(substituted(ParkedChange.from(event)), place);
                }
                change = changes.decode(event);
            }
        } catch (MigrationException e) {
            if (e.code() != ErrorCode.RECORD_UNREADABLE) {
                throw e;
            }
            return unreadable(record, place, e.getMessage());
        } catch (RuntimeException e) {
            return unreadable(
                    record, place, "The record is not a change: " + e.getClass().getSimpleName());
        }
        return mapped(map(change), place);
    }

    /** The change that a stand-in was sent for. */
    private static MappedChange substituted(ParkedChange parked) {
        return new MappedChange(
                parked.table(),
                parked.key(),
                SourcePosition.parse(parked.position()),
                "",
                parked.timestampMs() * 1000,
                List.of(),
                new Rejection(parked.code(), parked.reason()));
    }

    private MappedChange map(RowChange change) {
        try {
            return mapper.apply(change);
        } catch (MigrationException e) {
            if (e.code().isRetriable()) {
                throw e;
            }
            return rejected(change, new Rejection(e.code().name(), String.valueOf(e.getMessage())));
        } catch (RuntimeException e) {
            LOGGER.atError()
                    .addKeyValue("table", change.table())
                    .addKeyValue("position", change.position())
                    .addKeyValue("error", e.getClass().getName()) // its message may hold values
                    .addKeyValue("at", e.getStackTrace().length == 0 ? "" : e.getStackTrace()[0])
                    .log("Mapping a change failed unexpectedly");
            return rejected(
                    change,
                    new Rejection(
                            ErrorCode.INTERNAL.name(),
                            "Mapping failed with " + e.getClass().getSimpleName()));
        }
    }

    private List<Outgoing> mapped(MappedChange mapped, RecordMetadata place) {
        String topic = rowsTopic(place);
        byte[] value = serializer.serialize(topic, rows.schema(), out -> rows.write(mapped, out));
        var whole = new Outgoing(topic, place.partition(), value);
        if (whole.value().length > maxRecordBytes) {
            String reason = "The mapped change has " + whole.value().length + " bytes, the topic takes "
                    + maxRecordBytes + ": raise max-message-bytes in <kafka> and repair the row";
            return mapped(withRejection(mapped, tooLarge(mapped, reason)), place);
        }
        counters.count(mapped);
        Rejection rejection = mapped.rejection();
        return rejection == null
                ? List.of(whole)
                : List.of(
                        whole,
                        parked(
                                place,
                                rejection,
                                mapped.table(),
                                mapped.key(),
                                mapped.position().toString()));
    }

    /** What it says of a row that was rejected already may be what makes the record too large. */
    private static Rejection tooLarge(MappedChange mapped, String reason) {
        Rejection rejection = mapped.rejection();
        if (rejection != null && (rejection.before() != null || rejection.after() != null)) {
            return rejection.withoutImages();
        }
        List<Delete> rows = mapped.operations().stream()
                .filter(Upsert.class::isInstance)
                .map(Upsert.class::cast)
                .map(upsert -> new Delete(upsert.table(), key(upsert)))
                .toList();
        return new Rejection(ErrorCode.RECORD_TOO_LARGE.name(), reason, "", rows, null, null);
    }

    private static Row key(Upsert upsert) {
        var key = new Row(upsert.row().layout());
        upsert.key().forEach(field -> key.set(field, upsert.row().get(field)));
        return key;
    }

    private List<Outgoing> unreadable(Record<byte[], byte[]> record, RecordMetadata place, @Nullable String reason) {
        var rejection = new Rejection(ErrorCode.RECORD_UNREADABLE.name(), String.valueOf(reason));
        Optional<String> table = EventHeaders.table(record.headers());
        Optional<SourcePosition> position = EventHeaders.position(record.headers());
        LOGGER.atError()
                .addKeyValue("topic", place.topic())
                .addKeyValue("partition", place.partition())
                .addKeyValue("offset", place.offset())
                .addKeyValue("errorCode", rejection.code())
                .log("Record cannot be read and is parked");
        if (table.isEmpty() || position.isEmpty()) {
            counters.unreadable();
            return List.of(parked(place, rejection, "", "", ""));
        }
        long committedAtMicros = record.timestamp() * 1000;
        return mapped(
                new MappedChange(table.get(), "", position.get(), "", committedAtMicros, List.of(), rejection), place);
    }

    private String rowsTopic(RecordMetadata place) {
        return rowsTopics.computeIfAbsent(
                place.topic(), changes -> topics.rows(topics.domainOf(changes).orElseThrow()));
    }

    private Outgoing toRows(RecordMetadata place, GenericRecord event) {
        String topic = rowsTopic(place);
        byte[] value = Objects.requireNonNull(serializer.serialize(topic, event));
        return new Outgoing(topic, place.partition(), value);
    }

    private Outgoing parked(RecordMetadata place, Rejection rejection, String table, String key, String position) {
        var parked = new ParkedChange(
                STAGE,
                rejection.code(),
                rejection.reason(),
                table,
                key,
                position,
                place.topic(),
                place.partition(),
                place.offset(),
                System.currentTimeMillis());
        byte[] value = Objects.requireNonNull(serializer.serialize(topics.parked(), parked.toRecord()));
        return new Outgoing(topics.parked(), PARKED_PARTITION, value);
    }

    private static MappedChange rejected(RowChange change, Rejection rejection) {
        return new MappedChange(
                change.table(),
                "",
                change.position(),
                change.transaction(),
                change.committedAtMicros(),
                List.of(),
                rejection);
    }

    private static MappedChange withRejection(MappedChange change, Rejection rejection) {
        return new MappedChange(
                change.table(),
                change.key(),
                change.position(),
                change.transaction(),
                change.committedAtMicros(),
                List.of(),
                rejection);
    }
}
