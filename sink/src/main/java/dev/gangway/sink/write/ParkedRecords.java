package dev.gangway.sink.write;

import dev.gangway.core.change.MappedChange;
import dev.gangway.core.change.MappedChange.Rejection;
import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.position.SourcePosition;
import dev.gangway.events.envelope.MappedChangeCodec;
import dev.gangway.events.registry.RecordSerializer;
import dev.gangway.events.registry.SchemaRegistry;
import dev.gangway.mysql.state.ParkedChange;
import dev.gangway.sink.apply.Parked;
import dev.gangway.sink.read.Batch;
import dev.gangway.sink.read.RowEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Turns what the batch could not apply into rows of the state's parked table and records of the parked topic. */
final class ParkedRecords {
    private static final String STAGE = "sink";
    private static final byte[] NOTHING = new byte[0];

    private final RecordSerializer serializer;
    private final String topic;
    private final MappedChangeCodec codec = new MappedChangeCodec();

    ParkedRecords(SchemaRegistry registry, String topic) {
        this.serializer = new RecordSerializer(registry);
        this.topic = topic;
    }

    /** Rows for the state, each with its change as a record so that it can be replayed. */
    List<ParkedChange> rows(Batch batch, List<Parked> parked) {
        if (parked.isEmpty() && batch.strays().isEmpty()) {
            return List.of();
        }
        Map<SourcePosition, MappedChange> changes = new HashMap<>();
        batch.changes().forEach(change -> changes.put(change.position(), change));
        var rows = new ArrayList<ParkedChange>();
        for (Parked one : parked) {
            MappedChange change = one.sourceTable().isEmpty() ? null : changes.get(one.position());
            byte[] payload = change == null ? NOTHING : serializer.serialize(topic, codec.encode(change));
            rows.add(new ParkedChange(
                    0,
                    one.sourceTable(),
                    one.key(),
                    one.position().toString(),
                    one.code(),
                    one.reason(),
                    one.targetTable(),
                    payload == null ? NOTHING : payload));
        }
        batch.strays().forEach(stray -> rows.add(row(stray)));
        return rows;
    }

    private static ParkedChange row(RowEvent.Stray stray) {
        String where = stray.partition() + " offset " + stray.offset();
        return new ParkedChange(
                0, "", where, "", ErrorCode.RECORD_UNREADABLE.name(), stray.reason(), "", stray.value());
    }

    /** Copies for the topic; changes that the transformer rejected have theirs already. */
    List<dev.gangway.events.envelope.ParkedChange> copies(Batch batch, List<Parked> parked, long nowMs) {
        Map<SourcePosition, Rejection> rejected = new HashMap<>();
        batch.changes().stream()
                .filter(change -> change.rejection() != null)
                .forEach(change -> rejected.put(change.position(), change.rejection()));
        var copies = new ArrayList<dev.gangway.events.envelope.ParkedChange>();
        parked.stream()
                .filter(one -> one.sourceTable().isEmpty() || !rejected.containsKey(one.position()))
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
