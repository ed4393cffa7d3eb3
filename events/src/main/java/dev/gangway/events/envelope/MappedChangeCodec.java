package dev.gangway.events.envelope;

import dev.gangway.core.change.MappedChange;
import java.util.Collection;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/**
 * Turns mapped changes into Avro records and back. Rows come back with a layout of exactly the fields that were set, in
 * their order. Thread-safe.
 */
public final class MappedChangeCodec {
    private static final Schema SCHEMA = EventSchemas.MAPPED_CHANGE;
    private static final Schema REJECTION =
            SCHEMA.getField("rejection").schema().getTypes().get(1);

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
                rejection((GenericRecord) record.get("rejection")));
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
