package dev.gangway.events.envelope;

import dev.gangway.core.change.Operation;
import dev.gangway.core.change.RowChange;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;

/**
 * Turns records of {@link ChangeEncoder} back into changes, with nothing but the schema they carry. Rows have all columns
 * of the table in their layout; columns that the image does not hold are absent. Thread-safe.
 */
public final class ChangeDecoder {
    private final Map<Schema, ImageCodec> codecs = new ConcurrentHashMap<>();

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

    private static ImageCodec codec(Schema schema) {
        return new ImageCodec(schema.getField("after").schema().getTypes().get(1));
    }
}
