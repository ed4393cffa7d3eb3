package dev.gangway.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import dev.gangway.embedded.Servers;
import dev.gangway.events.registry.RecordDeserializer;
import dev.gangway.events.registry.RecordSerializer;
import dev.gangway.events.registry.RegistryClient;
import dev.gangway.events.registry.RegistryConfig;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;

/** The broker's and the registry's side of what the unit tests assume. */
class EventsIT {
    private static final Schema ONE =
            SchemaBuilder.record("r").fields().requiredString("s").endRecord();
    private static final Schema OTHER =
            SchemaBuilder.record("r").fields().requiredInt("s").endRecord();

    private final String unique = UUID.randomUUID().toString().substring(0, 8);

    @Test
    void refusesTopicsThatWereMadeOtherwise() {
        var topics = new Topics("e" + unique);
        try (Admin admin =
                Admin.create(Map.of("bootstrap.servers", Servers.kafka().bootstrapServers()))) {
            var topicAdmin = new TopicAdmin(admin, Duration.ofSeconds(60));
            topicAdmin.ensure(topics, settings(1, 1 << 20));

            assertThatThrownBy(() -> topicAdmin.ensure(topics, settings(3, 2 << 20)))
                    .isInstanceOfSatisfying(
                            MigrationException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.TOPIC_INVALID))
                    .hasMessageContaining(topics.changes(Domain.LOG) + ": has 1 partitions, needs 3")
                    .hasMessageContaining("max.message.bytes=1048576, needs at least 2097152");
        }
    }

    @Test
    void saysThatTheBrokerIsNotThere() {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers", "127.0.0.1:1", "request.timeout.ms", "500", "default.api.timeout.ms", "1000");
        try (Admin admin = Admin.create(settings)) {
            var topicAdmin = new TopicAdmin(admin, Duration.ofSeconds(1));

            assertThatThrownBy(() -> topicAdmin.ensure(new Topics("e" + unique), TopicSettings.DEFAULT))
                    .isInstanceOfSatisfying(MigrationException.class, e -> assertThat(e.code())
                            .isEqualTo(ErrorCode.BROKER_UNAVAILABLE));
        }
    }

    @Test
    void sharesSchemasThroughARealRegistry() {
        RegistryConfig config = RegistryConfig.of(Servers.registry().url());
        var record = new GenericData.Record(ONE);
        record.put("s", "hi");

        byte[] bytes = new RecordSerializer(new RegistryClient(config)).serialize(unique, record);

        assertThat(new RecordDeserializer(new RegistryClient(config)).deserialize(unique, bytes))
                .hasToString("{\"s\": \"hi\"}");
    }

    @Test
    void seesThatARealRegistryRefusesASchema() {
        var client = new RegistryClient(RegistryConfig.of(Servers.registry().url()));
        String subject = RecordSerializer.subject(unique, ONE);
        int id = client.register(subject, ONE);
        client.setCompatibility(subject, "BACKWARD");

        assertThat(client.compatibility(subject)).isEqualTo("BACKWARD");
        assertThat(client.isCompatible(subject, OTHER)).isFalse();
        assertThatThrownBy(() -> client.register(subject, OTHER)).hasMessageContaining(subject);
        assertThat(Objects.requireNonNull(client.schema(id))).isEqualTo(ONE);
        assertThatThrownBy(() -> client.schema(99_999_999))
                .isInstanceOfSatisfying(
                        MigrationException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.RECORD_UNREADABLE));
    }

    private static TopicSettings settings(int partitions, int bytes) {
        return new TopicSettings(partitions, (short) 1, "lz4", bytes, Duration.ofDays(1));
    }
}
