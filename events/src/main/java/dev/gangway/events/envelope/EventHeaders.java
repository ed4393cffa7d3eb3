package dev.gangway.events.envelope;

import dev.gangway.core.change.RowChange;
import dev.gangway.core.position.SourcePosition;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/**
 * Table and position of a change, outside the Avro value: a change whose value cannot be read is still counted and parked
 * under its name.
 */
public final class EventHeaders {
    private static final String TABLE = "gangway-table";
    private static final String POSITION = "gangway-position";

    private EventHeaders() {}

    static void put(Headers headers, RowChange change) {
        headers.add(TABLE, change.table().getBytes(StandardCharsets.UTF_8));
        headers.add(POSITION, change.position().toString().getBytes(StandardCharsets.UTF_8));
    }

    public static Optional<String> table(Headers headers) {
        return text(headers, TABLE);
    }

    /** The change's position; empty when there is none or it is not readable. */
    public static Optional<SourcePosition> position(Headers headers) {
        try {
            return text(headers, POSITION).map(SourcePosition::parse);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> text(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null || header.value() == null
                ? Optional.empty()
                : Optional.of(new String(header.value(), StandardCharsets.UTF_8));
    }
}
