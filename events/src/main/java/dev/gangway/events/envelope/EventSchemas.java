package dev.gangway.events.envelope;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;

/** The schemas that do not depend on the source's tables, and the test which kind a record is of. */
public final class EventSchemas {
    public static final Schema SOURCE = read("Source");
    public static final Schema WATERMARK = read("Watermark");
    public static final Schema MAPPED_CHANGE = read("MappedChange");
    public static final Schema PARKED_CHANGE = read("ParkedChange");

    private EventSchemas() {}

    public static boolean isWatermark(GenericRecord event) {
        return hasName(event, WATERMARK);
    }

    public static boolean isMappedChange(GenericRecord event) {
        return hasName(event, MAPPED_CHANGE);
    }

    public static boolean isParkedChange(GenericRecord event) {
        return hasName(event, PARKED_CHANGE);
    }

    /** A row change of a source table. */
    public static boolean isChange(GenericRecord event) {
        return event.getSchema().getObjectProp(ChangeSchema.TABLE_PROPERTY) != null;
    }

    private static boolean hasName(GenericRecord event, Schema schema) {
        return event.getSchema().getFullName().equals(schema.getFullName());
    }

    private static Schema read(String name) {
        try (InputStream in = EventSchemas.class.getResourceAsStream(name + ".avsc")) {
            return new Schema.Parser().parse(Objects.requireNonNull(in, name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
