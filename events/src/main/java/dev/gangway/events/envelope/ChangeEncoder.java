package dev.gangway.events.envelope;

import dev.gangway.core.change.RowChange;
import dev.gangway.core.schema.Table;
import dev.gangway.events.avro.AvroOutput;
import org.apache.avro.Schema;

/** Writes changes of one source table in Avro, by a schema made from its columns. Thread-safe. */
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
     * Writes a change; {@link ChangeDecoder} gives an equal one back.
     *
     * @throws dev.gangway.core.error.MigrationException {@code ROW_REJECTED} when a value does not fit its column's type
     */
    public void write(RowChange change, Origin origin, AvroOutput out) {
        out.number(change.operation().ordinal());
        images.write(change.before(), out);
        images.write(change.after(), out);
        Positions.write(change.position(), out);
        out.text(origin.file());
        out.text(change.transaction());
        out.number(change.committedAtMicros());
        out.text(origin.server());
        out.number(change.capturedAtMicros());
    }
}
