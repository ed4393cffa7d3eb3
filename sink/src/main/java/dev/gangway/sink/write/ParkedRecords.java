package dev.gangway.sink.write;

import dev.gangway.core.change.MappedChange;
import dev.gangway.core.change.MappedChange.Rejection;
import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.position.SourcePosition;
import dev.gangway.events.envelope.MappedChangeCodec;
import dev.gangway.events.registry.RecordDeserializer;
import dev.gangway.events.registry.RecordSerializer;
import dev.gangway.events.registry.SchemaRegistry;
import dev.gangway.mysql.state.ParkedChange;
import dev.gangway.mysql.state.ParkedChange.Cause;
import dev.gangway.mysql.state.ParkedChange.Origin;
import dev.gangway.sink.apply.Parked;
import dev.gangway.sink.read.Batch;
import dev.gangway.sink.read.RowEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Turns what the batch could not apply into rows of the state's parked table and records of the parked topic. */
final class ParkedRecords {
    private static final String STAGE = "sink";
    private static final byte[] NOTHING = new byte[0];

    private final RecordSerializer serializer;
    private final RecordDeserializer deserializer;
    private final String topic;
    private final String plan;
    private final MappedChangeCodec codec = new MappedChangeCodec();

    /** @param plan fingerprint of the plan that mapped the changes */
    ParkedRecords(SchemaRegistry registry, String topic, String plan) {
        this.serializer = new RecordSerializer(registry);
        this.deserializer = new RecordDeserializer(registry);
        this.plan = plan;
        this.topic = topic;
    }

    /** Rows for the state, each with its change as a record so that it can be applied later. */
    List<ParkedChange> rows(Batch batch, List<Parked> parked) {
        if (parked.isEmpty() && batch.strays().isEmpty()) {
            return List.of();
        }
        Map<SourcePosition, RowEvent.Change> events = new HashMap<>();
        batch.events().forEach(event -> events.put(event.change().position(), event));
        var rows = new ArrayList<ParkedChange>();
        for (Parked one : parked) {
            RowEvent.Change event = one.isDisplaced() ? null : events.get(one.position());
            rows.add(event == null ? displaced(one) : row(one, event));
        }
        batch.strays().forEach(stray -> rows.add(row(stray)));
        return rows;
    }

    private static ParkedChange displaced(Parked one) {
        var origin = new Origin(one.sourceTable(), one.key(), one.position().toString());
        return ParkedChange.of(origin, cause(one), NOTHING);
    }

    static Cause cause(Parked one) {
        return new Cause(one.code(), one.reason(), one.targetTable(), one.waitsFor());
    }

    private ParkedChange row(Parked one, RowEvent.Change event) {
        MappedChange change = event.change();
        Rejection rejection = change.rejection();
        var origin = new Origin(
                one.sourceTable(),
                one.key(),
                rejection == null ? "" : rejection.oldKey(),
                one.position().toString(),
                event.partition().topic(),
                event.partition().partition(),
                event.offset());
        byte[] payload = serializer.serialize(topic, codec.schema(), out -> codec.write(change, out));
        return new ParkedChange(
                origin, cause(one), one.rows(), ParkedImages.of(change), plan, payload == null ? NOTHING : payload);
    }

    /** The change that was stored. */
    MappedChange change(byte[] payload) {
        return codec.decode(Objects.requireNonNull(deserializer.deserialize(topic, payload), "payload"));
    }

    private static ParkedChange row(RowEvent.Stray stray) {
        String where = stray.partition() + " offset " + stray.offset();
        var origin = new Origin(
                "", where, "", "", stray.partition().topic(), stray.partition().partition(), stray.offset());
        return ParkedChange.of(
                origin, new Cause(ErrorCode.RECORD_UNREADABLE.name(), stray.reason(), ""), stray.value());
    }

    /** Copies for the topic; changes that the transformer rejected have theirs already. */
    List<dev.gangway.events.envelope.ParkedChange> copies(Batch batch, List<Parked> parked, long nowMs) {
        Map<SourcePosition, Rejection> rejected = new HashMap<>();
        batch.changes().stream()
                .filter(change -> change.rejection() != null)
                .forEach(change -> rejected.put(change.position(), change.rejection()));
        var copies = new ArrayList<dev.gangway.events.envelope.ParkedChange>();
        parked.stream()
                .filter(one -> one.isDisplaced() || !rejected.containsKey(one.position()))
                .forEach(one -> copies.add(copy(one, nowMs)));
        batch.strays().forEach(stray -> copies.add(copy(stray, nowMs)));
        return copies;
    }

    private static dev.gangway.events.envelope.ParkedChange copy(Parked parked, long nowMs) {
        return new dev.gangway.events.envelope.ParkedChange(
                STAGE,
                parked.code(),
                parked.reason(),
                parked.sourceTable(),
                parked.key(),
                parked.position().toString(),
                "",
                0,
                0,
                nowMs);
    }

    private static dev.gangway.events.envelope.ParkedChange copy(RowEvent.Stray stray, long nowMs) {
        return new dev.gangway.events.envelope.ParkedChange(
                STAGE,
                ErrorCode.RECORD_UNREADABLE.name(),
                stray.reason(),
                "",
                "",
                "",
                stray.partition().topic(),
                stray.partition().partition(),
                stray.offset(),
                nowMs);
    }
}
