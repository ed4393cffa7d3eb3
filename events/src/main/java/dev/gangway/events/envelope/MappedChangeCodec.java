package dev.gangway.events.envelope;

import dev.gangway.core.change.MappedChange;
import java.util.Collection;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/**
 * Turns mapped changes into Avro records and back. Rows come back with a layout of exactly the fields that were set, in
 * their order. Thread-safe.
 */
public final class MappedChangeCodec {
    private static final String LOSSES = "losses";
    private static final Schema SCHEMA = EventSchemas.MAPPED_CHANGE;
    private static final Schema REJECTION =
            SCHEMA.getField("rejection").schema().getTypes().get(1);
    private static final Schema LOSS = SCHEMA.getField(LOSSES).schema().getElementType();

    private final OperationCodec operations = new OperationCodec(
            SCHEMA.getField("operations").schema().getElementType().getTypes());

    public GenericRecord encode(MappedChange change) {
        var record = new GenericData.Record(SCHEMA);
        record.put("table", change.table());
        record.put("key", change.key());
        Positions.put(record, change.position());
        record.put("transaction", change.transaction());
        record.put("committedAt", change.committedAtMicros());
        record.put("rejection", rejection(change.rejection()));
        record.put(
                "operations",
                change.operations().stream().map(operations::encode).toList());
        record.put(LOSSES, change.losses().stream().map(MappedChangeCodec::loss).toList());
        return record;
    }

    public MappedChange decode(GenericRecord record) {
        return new MappedChange(
                record.get("table").toString(),
                record.get("key").toString(),
                Positions.get(record),
                record.get("transaction").toString(),
                (Long) record.get("committedAt"),
                ((Collection<?>) record.get("operations"))
                        .stream().map(o -> operations.decode((GenericRecord) o)).toList(),
                rejection((GenericRecord) record.get("rejection")),
                losses(record));
    }

    /** None in records written before there were any. */
    private static List<MappedChange.Loss> losses(GenericRecord record) {
        return record.hasField(LOSSES)
                ? ((Collection<?>) record.get(LOSSES))
                        .stream().map(l -> loss((GenericRecord) l)).toList()
                : List.of();
    }

    private static GenericRecord loss(MappedChange.Loss loss) {
        var record = new GenericData.Record(LOSS);
        record.put("table", loss.table());
        record.put("field", loss.field());
        record.put("reason", loss.reason());
        return record;
    }

    private static MappedChange.Loss loss(GenericRecord record) {
        return new MappedChange.Loss(
                record.get("table").toString(),
                record.get("field").toString(),
                record.get("reason").toString());
    }

    private static @Nullable GenericRecord rejection(MappedChange.@Nullable Rejection rejection) {
        if (rejection == null) {
            return null;
        }
        var record = new GenericData.Record(REJECTION);
        record.put("code", rejection.code());
        record.put("reason", rejection.reason());
        return record;
    }

    private static MappedChange.@Nullable Rejection rejection(@Nullable GenericRecord record) {
        return record == null
                ? null
                : new MappedChange.Rejection(
                        record.get("code").toString(), record.get("reason").toString());
    }
}
