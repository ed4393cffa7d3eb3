package dev.gangway.events.envelope;

import dev.gangway.core.change.MappedChange;
import dev.gangway.core.change.TargetOperation.Delete;
import dev.gangway.core.row.Row;
import java.util.Collection;
import java.util.List;
import java.util.Map;
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
    private static final String ROWS = "rows";
    private static final Schema WAITING_ROW = REJECTION.getField(ROWS).schema().getElementType();
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
                rejection(record.get("table").toString(), (GenericRecord) record.get("rejection")),
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

    private @Nullable GenericRecord rejection(MappedChange.@Nullable Rejection rejection) {
        if (rejection == null) {
            return null;
        }
        var record = new GenericData.Record(REJECTION);
        record.put("code", rejection.code());
        record.put("reason", rejection.reason());
        record.put("oldKey", rejection.oldKey());
        record.put(
                ROWS, rejection.rows().stream().map(MappedChangeCodec::waiting).toList());
        record.put("before", columns(rejection.before()));
        record.put("after", columns(rejection.after()));
        return record;
    }

    private static GenericRecord waiting(Delete row) {
        var record = new GenericData.Record(WAITING_ROW);
        record.put("table", row.table());
        record.put("columns", OperationCodec.columns(row.key()));
        return record;
    }

    private static @Nullable Map<String, @Nullable Object> columns(@Nullable Row row) {
        return row == null ? null : OperationCodec.columns(row);
    }

    private MappedChange.@Nullable Rejection rejection(String table, @Nullable GenericRecord record) {
        if (record == null) {
            return null;
        }
        String code = record.get("code").toString();
        String reason = record.get("reason").toString();
        if (!record.hasField(ROWS)) {
            return new MappedChange.Rejection(code, reason); // written before more was known
        }
        List<Delete> rows = ((Collection<?>) record.get(ROWS))
                .stream().map(row -> waiting((GenericRecord) row)).toList();
        return new MappedChange.Rejection(
                code,
                reason,
                record.get("oldKey").toString(),
                rows,
                image(table, record.get("before")),
                image(table, record.get("after")));
    }

    private Delete waiting(GenericRecord record) {
        String table = record.get("table").toString();
        return new Delete(table, operations.row(table, (Map<?, ?>) record.get("columns")));
    }

    private @Nullable Row image(String table, @Nullable Object columns) {
        return columns == null ? null : operations.row(table, (Map<?, ?>) columns);
    }
}
