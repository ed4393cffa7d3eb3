package dev.gangway.events.envelope;

import dev.gangway.core.change.Operation;
import dev.gangway.core.change.RowChange;
import dev.gangway.core.position.SourcePosition;
import dev.gangway.core.row.Row;
import dev.gangway.events.avro.AvroInput;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;

/**
 * Reads what {@link ChangeEncoder} wrote, with nothing but the schema they carry. Rows have all columns
 * of the table in their layout; columns that the image does not hold are absent. Thread-safe.
 */
public final class ChangeDecoder {
    private static final Operation[] OPERATIONS = Operation.values();

    private final Map<Schema, ImageCodec> codecs = new ConcurrentHashMap<>();
    private final Map<Schema, Boolean> readable = new ConcurrentHashMap<>();

    public RowChange decode(GenericRecord event) {
        ImageCodec images = codecs.computeIfAbsent(event.getSchema(), ChangeDecoder::codec);
        GenericRecord source = (GenericRecord) event.get("source");
        return new RowChange(
                images.layout().document(),
                Operation.valueOf(event.get("op").toString()),
                images.decode(event.get("before")),
                images.decode(event.get("after")),
                Positions.get(source),
                source.get("transaction").toString(),
                (Long) source.get("tsUs"),
                (Long) event.get("capturedAt"));
    }

    /**
     * Reads a change in Avro's binary form.
     *
     * @param schema the one it was written with, which {@link #reads} knows
     * @throws IllegalArgumentException when it is no change
     */
    public RowChange read(Schema schema, AvroInput in) {
        ImageCodec images = codecs.computeIfAbsent(schema, ChangeDecoder::codec);
        Operation operation = OPERATIONS[in.index(OPERATIONS.length)];
        Row before = images.read(in);
        Row after = images.read(in);
        SourcePosition position = Positions.read(in);
        in.text(); // the binlog's file
        String transaction = in.text();
        long committedAt = in.number();
        in.text(); // the server
        return new RowChange(
                images.layout().document(), operation, before, after, position, transaction, committedAt, in.number());
    }

    /** Whether {@link #read} knows the form of this schema; {@link #decode} tries any. */
    public boolean reads(Schema schema) {
        return readable.computeIfAbsent(schema, ChangeDecoder::isOfThisForm);
    }

    private static boolean isOfThisForm(Schema schema) {
        Schema.Field after = schema.getField("after");
        return after != null
                && schema.getObjectProp(ChangeSchema.TABLE_PROPERTY) != null
                && ChangeSchema.fields(after.schema()).equals(schema.getFields());
    }

    private static ImageCodec codec(Schema schema) {
        return new ImageCodec(schema.getField("after").schema().getTypes().get(1));
    }
}
