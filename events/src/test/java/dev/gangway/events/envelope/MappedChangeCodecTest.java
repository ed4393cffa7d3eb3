package dev.gangway.events.envelope;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.core.change.MappedChange;
import dev.gangway.core.change.TargetOperation;
import dev.gangway.core.change.TargetOperation.Cascade;
import dev.gangway.core.change.TargetOperation.Clear;
import dev.gangway.core.change.TargetOperation.Delete;
import dev.gangway.core.change.TargetOperation.Edge;
import dev.gangway.core.change.TargetOperation.Upsert;
import dev.gangway.core.position.SourcePosition;
import dev.gangway.core.row.Layout;
import dev.gangway.core.row.Row;
import dev.gangway.events.registry.InMemorySchemaRegistry;
import dev.gangway.events.registry.RecordDeserializer;
import dev.gangway.events.registry.RecordSerializer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MappedChangeCodecTest {
    private final InMemorySchemaRegistry registry = new InMemorySchemaRegistry();
    private final RecordSerializer serializer = new RecordSerializer(registry);
    private final RecordDeserializer deserializer = new RecordDeserializer(registry);
    private final MappedChangeCodec codec = new MappedChangeCodec();

    @Test
    void givesEveryOperationBackInOrder() {
        for (int seed = 0; seed < 500; seed++) {
            MappedChange change = change(operations(new Random(seed)), null);

            assertThat(roundTrip(change)).isEqualTo(change);
        }
    }

    @Test
    void keepsTheRejection() {
        MappedChange change = change(List.of(), new MappedChange.Rejection("ROW_REJECTED", "why"));

        assertThat(roundTrip(change)).isEqualTo(change);
    }

    @Test
    void keepsWhatIsKnownOfARejectedRow() {
        var layout = new Layout("s", List.of("id", "v"));
        Row after = Row.full(layout, new Object[] {"1", new byte[] {1}});
        var key = new Delete("n", Row.full(new Layout("n", List.of("id")), new Object[] {"1"}));
        var rejection = new MappedChange.Rejection("ROW_REJECTED", "why", "id=2", List.of(key), null, after);
        MappedChange change = change(List.of(), rejection);

        assertThat(roundTrip(change)).isEqualTo(change);
    }

    @Test
    void keepsWhatTheMappingChanged() {
        var losses = List.of(new MappedChange.Loss("s", "a", "cut"), new MappedChange.Loss("s", "b", "broken"));
        var change = new MappedChange("s", "1", new SourcePosition(1, 2, 3), "tx", 4, List.of(), null, losses);

        assertThat(roundTrip(change)).isEqualTo(change);
    }

    @Test
    void readsRecordsWrittenBeforeThereWereLosses() {
        MappedChange change = change(List.of(new Clear("t")), null);
        GenericRecord whole = codec.encode(change);
        List<Schema.Field> fields = whole.getSchema().getFields().stream()
                .filter(field -> !field.name().equals("losses"))
                .map(field -> new Schema.Field(field, field.schema()))
                .toList();
        var older =
                new GenericData.Record(Schema.createRecord("MappedChange", "", "dev.gangway.events", false, fields));
        fields.forEach(field -> older.put(field.name(), whole.get(field.name())));

        byte[] bytes = serializer.serialize("t", older);

        assertThat(codec.decode(Objects.requireNonNull(deserializer.deserialize("t", bytes))))
                .isEqualTo(change);
    }

    @Test
    void leavesOutFieldsThatAreNotSet() {
        var row = new Row(new Layout("t", List.of("b", "a", "c")));
        row.set("c", null);
        row.set("b", "1");

        MappedChange read = roundTrip(change(List.of(new Upsert("t", List.of("b"), row)), null));

        Row back = ((Upsert) read.operations().get(0)).row();
        assertThat(back.layout().fields()).containsExactly("b", "c");
        assertThat(back.isSet("c")).isTrue();
    }

    /** The bytes are those that Avro writes of the record, and both readers see the same. */
    private MappedChange roundTrip(MappedChange change) {
        byte[] bytes = serializer.serialize("t", codec.schema(), out -> codec.write(change, out));
        assertThat(bytes).isEqualTo(serializer.serialize("t", codec.encode(change)));
        assertThat(MappedChangeCodec.reads(deserializer.schema(bytes))).isTrue();
        MappedChange read = deserializer.read("t", bytes, codec::read);
        assertThat(codec.decode(Objects.requireNonNull(deserializer.deserialize("t", bytes))))
                .isEqualTo(read);
        return read;
    }

    private static MappedChange change(List<TargetOperation> operations, MappedChange.@Nullable Rejection rejection) {
        return new MappedChange("s", "1", new SourcePosition(1, 2, 3), "tx", 4, operations, rejection);
    }

    private static List<TargetOperation> operations(Random random) {
        var operations = new ArrayList<TargetOperation>();
        for (int i = random.nextInt(6); i > 0; i--) {
            Object value = random.nextBoolean() ? "v" + i : new byte[] {(byte) i, -1};
            Row row = Row.full(new Layout("t", List.of("z" + i, "a")), new Object[] {value, null});
            operations.add(
                    switch (random.nextInt(4)) {
                        case 0 -> new Upsert("t", List.of("a", "z" + i), row);
                        case 1 -> new Delete("t", row);
                        case 2 -> new Clear("t");
                        default ->
                            new Cascade(
                                    "t",
                                    "c",
                                    "5",
                                    Cascade.Action.UPDATE,
                                    random.nextBoolean() ? null : "6",
                                    edges(random, 3));
                    });
        }
        return operations;
    }

    private static List<Edge> edges(Random random, int depth) {
        var edges = new ArrayList<Edge>();
        for (int i = depth == 0 ? 0 : random.nextInt(3); i > 0; i--) {
            edges.add(new Edge("c" + i, "parent_id", "id", Cascade.Action.DELETE, edges(random, depth - 1)));
        }
        return edges;
    }
}
