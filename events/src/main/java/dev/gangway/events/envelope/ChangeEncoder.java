package dev.gangway.events.envelope;

import dev.gangway.core.change.RowChange;
import dev.gangway.core.schema.Table;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;

/** Turns changes of one source table into Avro records of a schema made from its columns. Immutable, thread-safe. */
public final class ChangeEncoder {
    private final Schema schema;
    private final ImageCodec images;

    public ChangeEncoder(Table table) {
        this.schema = ChangeSchema.of(table);
        this.images =
                new ImageCodec(schema.getField("after").schema().getTypes().get(1));
    }

    public Schema schema() {
        return schema;
    }

    /**
     * The change as a record; {@link ChangeDecoder} gives an equal change back.
     *
     * @throws dev.gangway.core.error.MigrationException {@code ROW_REJECTED} when a value does not fit its column's type
     */
    public GenericRecord encode(RowChange change, Origin origin) {
        var source = new GenericData.Record(EventSchemas.SOURCE);
        Positions.put(source, change.position());
        source.put("file", origin.file());
        source.put("transaction", change.transaction());
        source.put("tsUs", change.committedAtMicros());
        source.put("server", origin.server());
        var record = new GenericData.Record(schema);
        record.put(
                "op",
                new GenericData.EnumSymbol(
                        schema.getField("op").schema(), change.operation().name()));
        record.put("before", images.encode(change.before()));
        record.put("after", images.encode(change.after()));
        record.put("source", source);
        record.put("capturedAt", change.capturedAtMicros());
        return record;
    }
}
