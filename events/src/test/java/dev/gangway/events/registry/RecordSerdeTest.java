package dev.gangway.events.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import java.util.Objects;
import java.util.Random;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.junit.jupiter.api.Test;

class RecordSerdeTest {
    private static final Schema SCHEMA = SchemaBuilder.record("r")
            .fields()
            .requiredString("s")
            .requiredBytes("b")
            .endRecord();

    private final InMemorySchemaRegistry registry = new InMemorySchemaRegistry();
    private final RecordDeserializer deserializer = new RecordDeserializer(registry);

    @Test
    void writesMagicIdAndAvro() {
        byte[] bytes = bytes();

        assertThat(bytes).startsWith(0, 0, 0, 0, 1, 4, 'h', 'i');
        assertThat(deserializer.deserialize("t", bytes)).hasToString("{\"s\": \"hi\", \"b\": \"\\u0001\"}");
    }

    @Test
    void refusesWhateverIsNotSuchARecord() {
        byte[] good = bytes();
        var random = new Random(1);
        for (int i = 0; i < 5000; i++) {
            byte[] bad = new byte[random.nextInt(good.length + 3)];
            random.nextBytes(bad);
            if (i % 2 == 0) {
                System.arraycopy(good, 0, bad, 0, Math.min(5, bad.length));
            }
            try {
                deserializer.deserialize("t", bad);
            } catch (MigrationException e) {
                assertThat(e.code()).isEqualTo(ErrorCode.RECORD_UNREADABLE);
            }
        }
        assertThatThrownBy(() -> deserializer.deserialize("t", new byte[] {1, 2}))
                .hasMessageContaining("schema id");
    }

    private byte[] bytes() {
        var record = new GenericData.Record(SCHEMA);
        record.put("s", "hi");
        record.put("b", java.nio.ByteBuffer.wrap(new byte[] {1}));
        return Objects.requireNonNull(new RecordSerializer(registry).serialize("t", record));
    }
}
