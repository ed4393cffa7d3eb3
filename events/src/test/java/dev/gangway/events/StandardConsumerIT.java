package dev.gangway.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.core.change.Operation;
import dev.gangway.core.change.RowChange;
import dev.gangway.core.position.SourcePosition;
import dev.gangway.core.row.Layout;
import dev.gangway.core.row.Row;
import dev.gangway.core.schema.Column;
import dev.gangway.core.schema.Table;
import dev.gangway.embedded.Servers;
import dev.gangway.events.envelope.ChangeRecords;
import dev.gangway.events.envelope.Origin;
import dev.gangway.events.registry.RegistryClient;
import dev.gangway.events.registry.RegistryConfig;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

/** A consumer that knows nothing of Gangway: Kafka's client, Confluent's registry client, Avro. */
class StandardConsumerIT {
    private static final int MAGIC = 0;

    private final String bootstrap = Servers.kafka().bootstrapServers();
    private final Topics topics =
            new Topics("std-" + UUID.randomUUID().toString().substring(0, 8));

    @Test
    void readsAChangeWithoutAnyClassOfOurs() throws Exception {
        // Given
        send();

        // When
        ConsumerRecord<byte[], byte[]> record = receive();
        ByteBuffer bytes = ByteBuffer.wrap(record.value());
        assertThat(bytes.get()).isEqualTo((byte) MAGIC);
        Schema schema = schema(bytes.getInt());
        GenericRecord change = new GenericDatumReader<GenericRecord>(schema)
                .read(
                        null,
                        DecoderFactory.get().binaryDecoder(record.value(), bytes.position(), bytes.remaining(), null));

        // Then
        assertThat(record.key()).asString().isEqualTo("{\"order\":\"17\"}");
        assertThat(change.get("op")).hasToString("CREATE");
        assertThat(((GenericRecord) change.get("after")).get("entity_id")).isEqualTo(17L);
        assertThat(((GenericRecord) change.get("after")).get("state")).hasToString("new");
    }

    private void send() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            new TopicAdmin(admin, Duration.ofSeconds(60))
                    .ensure(topics, new TopicSettings(1, (short) 1, "lz4", 1 << 20, Duration.ofDays(1)));
        }
        var table = new Table(
                "sales_flat_order",
                List.of(
                        new Column("entity_id", "int(10) unsigned", false, null, true, false, null),
                        new Column("state", "varchar(32)", true, null, false, false, "utf8")),
                List.of("entity_id"),
                List.of(),
                List.of(),
                "InnoDB",
                false,
                0);
        Row row = Row.full(Layout.of(table), new Object[] {"17", "new"});
        var change = new RowChange(
                table.name(), Operation.CREATE, null, row, new SourcePosition(1, 2, 0), "t", 1_000, 2_000);
        var registry = new RegistryClient(RegistryConfig.of(Servers.registry().url()));
        var records = new ChangeRecords(topics, 1, registry);
        try (var producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrap), new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(records.change(table, change, new Origin("host", "file")))
                    .get();
        }
    }

    private ConsumerRecord<byte[], byte[]> receive() {
        Map<String, Object> settings = Map.of("bootstrap.servers", bootstrap, "auto.offset.reset", "earliest");
        try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(new TopicPartition(topics.changes(Domain.SALES), 0)));
            var found = consumer.poll(Duration.ofSeconds(30));
            assertThat(found.count()).isEqualTo(1);
            return found.iterator().next();
        }
    }

    private static Schema schema(int id) throws Exception {
        var client = new CachedSchemaRegistryClient(Servers.registry().url(), 10);
        return new Schema.Parser().parse(client.getSchemaById(id).canonicalString());
    }
}
