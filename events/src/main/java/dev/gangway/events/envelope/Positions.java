package dev.gangway.events.envelope;

import dev.gangway.core.position.SourcePosition;
import dev.gangway.events.avro.AvroInput;
import dev.gangway.events.avro.AvroOutput;
import org.apache.avro.generic.GenericRecord;

/** Source positions as three fields of a record. */
final class Positions {

    private Positions() {}

    static void put(GenericRecord record, SourcePosition position) {
        record.put("log", position.log());
        record.put("offset", position.offset());
        record.put("row", position.row());
    }

    static SourcePosition get(GenericRecord record) {
        return new SourcePosition((Long) record.get("log"), (Long) record.get("offset"), (Integer) record.get("row"));
    }

    static void write(SourcePosition position, AvroOutput out) {
        out.number(position.log());
        out.number(position.offset());
        out.number(position.row());
    }

    static SourcePosition read(AvroInput in) {
        return new SourcePosition(in.number(), in.number(), in.integer());
    }
}
