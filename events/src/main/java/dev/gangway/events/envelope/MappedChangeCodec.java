package dev.gangway.events.envelope;

import dev.gangway.core.change.MappedChange;
import dev.gangway.core.change.TargetOperation;
import dev.gangway.core.change.TargetOperation.Delete;
import dev.gangway.core.position.SourcePosition;
import dev.gangway.core.row.Row;
import dev.gangway.events.avro.AvroInput;
import dev.gangway.events.avro.AvroOutput;
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

    public Schema schema() {
        return SCHEMA;
    }

    /** Whether {@link #read} knows the form of this schema; {@link #decode} knows older ones too. */
    public static boolean reads(Schema schema) {
        return SCHEMA.equals(schema);
    }

    /** Writes a change in Avro's binary form, just as a writer of records writes what {@link #encode} gives. */
    public void write(MappedChange change, AvroOutput out) {
        out.text(change.table());
        out.text(change.key());
        Positions.write(change.position(), out);
        out.text(change.transaction());
        out.number(change.committedAtMicros());
        writeRejection(change.rejection(), out);
        out.array(change.operations(), operation -> operations.write(operation, out));
        out.array(change.losses(), loss -> {
            out.text(loss.table());
            out.text(loss.field());
            out.text(loss.reason());
        });
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws IllegalArgumentException when it is no mapped change
     */
    public MappedChange read(AvroInput in) {
        String table = in.text();
        String key = in.text();
        SourcePosition position = Positions.read(in);
        String transaction = in.text();
        long committedAt = in.number();
        MappedChange.Rejection rejection = readRejection(table, in);
        List<TargetOperation> all = in.array(() -> operations.read(in));
        List<MappedChange.Loss> lost = in.array(() -> new MappedChange.Loss(in.text(), in.text(), in.text()));
        return new MappedChange(table, key, position, transaction, committedAt, all, rejection, lost);
    }

    private static void writeRejection(MappedChange.@Nullable Rejection rejection, AvroOutput out) {
        if (rejection == null) {
            out.number(0);
            return;
        }
        out.number(1);
        out.text(rejection.code());
        out.text(rejection.reason());
        out.text(rejection.oldKey());
        out.array(rejection.rows(), row -> {
            out.text(row.table());
            OperationCodec.writeColumns(row.key(), out);
        });
        writeImage(rejection.before(), out);
        writeImage(rejection.after(), out);
    }

    private static void writeImage(@Nullable Row row, AvroOutput out) {
        out.number(row == null ? 0 : 1);
        if (row != null) {
            OperationCodec.writeColumns(row, out);
        }
    }

    private MappedChange.@Nullable Rejection readRejection(String table, AvroInput in) {
        if (in.index(2) == 0) {
            return null;
        }
        String code = in.text();
        String reason = in.text();
        String oldKey = in.text();
        List<Delete> rows = in.array(() -> {
            String target = in.text();
            return new Delete(target, operations.readColumns(target, in));
        });
        return new MappedChange.Rejection(code, reason, oldKey, rows, readImage(table, in), readImage(table, in));
    }

    private @Nullable Row readImage(String table, AvroInput in) {
        return in.index(2) == 0 ? null : operations.readColumns(table, in);
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
