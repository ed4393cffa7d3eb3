package dev.gangway.events.envelope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gangway.core.change.Operation;
import dev.gangway.core.change.RowChange;
import dev.gangway.core.error.MigrationException;
import dev.gangway.core.position.SourcePosition;
import dev.gangway.core.row.Layout;
import dev.gangway.core.row.Row;
import dev.gangway.core.schema.Column;
import dev.gangway.core.schema.Table;
import dev.gangway.events.avro.AvroOutput;
import dev.gangway.events.registry.InMemorySchemaRegistry;
import dev.gangway.events.registry.RecordDeserializer;
import dev.gangway.events.registry.RecordSerializer;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ChangeEnvelopeTest {
    private static final Origin ORIGIN = new Origin("shop", "bin.000007");

    private final InMemorySchemaRegistry registry = new InMemorySchemaRegistry();
    private final RecordSerializer serializer = new RecordSerializer(registry);
    private final RecordDeserializer deserializer = new RecordDeserializer(registry);
    private final ChangeDecoder decoder = new ChangeDecoder();

    @Test
    void givesEveryChangeBackExactly() {
        for (int seed = 0; seed < 2000; seed++) {
            // Given
            var rows = new RandomRows(seed);
            Table table = rows.table();
            var change = change(
                    table.name(),
                    seed % 3 == 0 ? null : rows.row(table, seed % 5 == 0),
                    seed % 4 == 0 ? null : rows.row(table, false));

            // When
            RowChange read = roundTrip(new ChangeEncoder(table), change);

            // Then
            assertThat(read).describedAs("seed %d", seed).isEqualTo(change);
        }
    }

    @Test
    void namesTheColumnsOfAPartialImage() {
        Table table = table("int(10) unsigned");
        var before = new Row(Layout.of(table));
        before.set("id", "4294967295");

        RowChange read = roundTrip(new ChangeEncoder(table), change("t", before, null));

        assertThat(Objects.requireNonNull(read.before()).isSet("v")).isFalse();
        assertThat(read.before().get("id")).isEqualTo("4294967295");
    }

    @Test
    void refusesAValueThatIsNotOfTheColumnsTypeWithoutShowingIt() {
        Table table = table("int(11)");
        RowChange change = change("t", null, Row.full(Layout.of(table), new Object[] {"1", "secret"}));

        assertThatThrownBy(() -> new ChangeEncoder(table).write(change, ORIGIN, new AvroOutput()))
                .isInstanceOf(MigrationException.class)
                .hasMessageContaining("column v")
                .hasMessageNotContaining("secret");
    }

    @Test
    void keepsWatermarksAndParkedChanges() {
        var watermark =
                new Watermark(new SourcePosition(3, 4, 5), 9, 1, 77, Map.of("sales_flat_order", 12L), true, false);
        var parked = new ParkedChange("sink", "CODE", "why", "t", "1", "3:4:5", "topic", 1, 8, 99);

        assertThat(Watermark.from(pass(watermark.toRecord()))).isEqualTo(watermark);
        assertThat(ParkedChange.from(pass(parked.toRecord()))).isEqualTo(parked);
    }

    /** Both readers see the same: our own, and Avro's of records, which any other consumer has. */
    private RowChange roundTrip(ChangeEncoder encoder, RowChange change) {
        byte[] bytes = serializer.serialize("t", encoder.schema(), out -> encoder.write(change, ORIGIN, out));
        Schema schema = deserializer.schema(bytes);
        assertThat(decoder.reads(schema)).isTrue();
        RowChange read = deserializer.read("t", bytes, in -> decoder.read(schema, in));
        assertThat(decoder.decode(Objects.requireNonNull(deserializer.deserialize("t", bytes))))
                .isEqualTo(read);
        return read;
    }

    private GenericRecord pass(GenericRecord record) {
        return Objects.requireNonNull(deserializer.deserialize("t", serializer.serialize("t", record)));
    }

    private static Table table(String type) {
        var id = new Column("id", "int(10) unsigned", false, null, true, false, null);
        var v = new Column("v", type, true, null, false, false, null);
        return new Table("t", List.of(id, v), List.of("id"), List.of(), List.of(), "InnoDB", false, 0);
    }

    private static RowChange change(String table, @Nullable Row before, @Nullable Row after) {
        var position = new SourcePosition(7, 1234567890123L, 3);
        return new RowChange(table, Operation.UPDATE, before, after, position, "0-1-99", 1_700_000_000_000_001L, 5);
    }
}
