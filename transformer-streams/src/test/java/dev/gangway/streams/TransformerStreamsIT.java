package dev.gangway.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gangway.core.change.MappedChange;
import dev.gangway.core.change.Operation;
import dev.gangway.core.change.RowChange;
import dev.gangway.core.change.TargetOperation;
import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import dev.gangway.core.error.Recovery;
import dev.gangway.core.position.SourcePosition;
import dev.gangway.core.retry.Trouble;
import dev.gangway.core.row.Layout;
import dev.gangway.core.row.Row;
import dev.gangway.core.schema.Column;
import dev.gangway.core.schema.Table;
import dev.gangway.embedded.Servers;
import dev.gangway.events.Domain;
import dev.gangway.events.TopicAdmin;
import dev.gangway.events.TopicSettings;
import dev.gangway.events.Topics;
import dev.gangway.events.envelope.ChangeRecords;
import dev.gangway.events.envelope.EventSchemas;
import dev.gangway.events.envelope.MappedChangeCodec;
import dev.gangway.events.envelope.Origin;
import dev.gangway.events.envelope.Watermark;
import dev.gangway.events.registry.InMemorySchemaRegistry;
import dev.gangway.events.registry.RecordDeserializer;
import dev.gangway.events.registry.SchemaRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TransformerStreamsIT {
    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final int PARTITIONS = 2;
    private static final int CHANGES = 2000;
    private static final int AWAY = 22;
    private static final Table PAGE = new Table(
            "cms_page",
            List.of(new Column("page_id", "int(11)", false, null, true, false, null)),
            List.of("page_id"),
            List.of(),
            List.of(),
            "InnoDB",
            false,
            0);

    private final Topics topics = new Topics("s" + UUID.randomUUID().toString().substring(0, 8));
    private final InMemorySchemaRegistry registry = new InMemorySchemaRegistry();
    private final ChangeRecords records = new ChangeRecords(topics, PARTITIONS, registry);
    private final String bootstrap = Servers.kafka().bootstrapServers();
    private final KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrap), new ByteArraySerializer(), new ByteArraySerializer());
    private final KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
            Map.of("bootstrap.servers", bootstrap, "isolation.level", "read_committed"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());

    @TempDir
    Path folder;

    @BeforeEach
    void makeTopics() {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            var settings = new TopicSettings(PARTITIONS, (short) 1, "lz4", 1 << 20, Duration.ofDays(1));
            var topicAdmin = new TopicAdmin(admin, Duration.ofSeconds(60));
            topicAdmin.ensure(topics, settings);
            topicAdmin.ensure(topics, settings);
        }
    }

    @AfterEach
    void close() {
        producer.close();
        consumer.close();
    }

    @Test
    void passesEveryChangeOnceInItsPartitionWhileInstancesComeAndGo() {
        TransformerStreams first = start("a");
        for (int i = 1; i <= CHANGES; i++) {
            send(records.change(PAGE, change(i), new Origin("s", "f")));
            if (i == CHANGES / 3) {
                producer.flush();
                first.close();
                first = start("b");
            }
        }
        TransformerStreams second = start("c");
        var watermark = new Watermark(position(CHANGES), 1, 0, 1, Map.of("cms_page", (long) CHANGES), false, true);
        records.watermarks(watermark).forEach(this::send);
        producer.flush();

        List<GenericRecord> zero = new ArrayList<>();
        List<GenericRecord> one = new ArrayList<>();
        read(0, zero);
        read(1, one);

        assertThat(positions(zero)).isSorted().doesNotHaveDuplicates();
        assertThat(positions(one)).isSorted().doesNotHaveDuplicates();
        assertThat(positions(zero).size() + positions(one).size()).isEqualTo(CHANGES);
        assertThat(EventSchemas.isWatermark(zero.get(zero.size() - 1))).isTrue();
        assertThat(EventSchemas.isWatermark(one.get(one.size() - 1))).isTrue();
        assertThat(first.failure()).isEmpty();
        first.close();
        second.close();
    }

    /** The broker would give the dead one's transaction up only after a quarter of an hour. */
    @Test
    void passesWhatAKilledTransformerLeftOpen() {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                bootstrap,
                "transactional.id",
                topics.transformGroup() + "-dead-1",
                "transaction.timeout.ms",
                "900000");
        try (var dead = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            // Given
            dead.initTransactions();
            dead.beginTransaction();
            for (int partition = 0; partition < PARTITIONS; partition++) {
                var unused = dead.send(new ProducerRecord<>(topics.rows(Domain.CMS), partition, null, new byte[] {1}));
            }
            dead.flush();

            // When
            TransformerStreams streams = start("a");
            send(records.change(PAGE, change(1), new Origin("s", "f")));
            var watermark = new Watermark(position(1), 1, 0, 1, Map.of("cms_page", 1L), false, true);
            records.watermarks(watermark).forEach(this::send);
            producer.flush();
            List<GenericRecord> zero = new ArrayList<>();
            List<GenericRecord> one = new ArrayList<>();
            read(0, zero);
            read(1, one);

            // Then
            assertThat(Stream.concat(positions(zero).stream(), positions(one).stream()))
                    .containsExactly(1L);
            streams.close();
        }
    }

    /** More failures in a row than any limit: a source that is away does not end the stream. */
    @Test
    void waitsForASourceThatIsAwayAndGoesOnByItself() {
        // Given
        var failures = new AtomicInteger();
        TransformerStreams streams = create("a", Duration.ofMillis(100), change -> {
            if (change.position().offset() == 2 && failures.get() < AWAY) {
                failures.incrementAndGet();
                throw new MigrationException(ErrorCode.SOURCE_UNAVAILABLE, "The source is away");
            }
            return map(change);
        });

        // When
        streams.start();
        for (int i = 1; i <= 3; i++) {
            send(records.change(PAGE, change(i), new Origin("s", "f")));
        }
        var watermark = new Watermark(position(3), 1, 0, 1, Map.of("cms_page", 3L), false, true);
        records.watermarks(watermark).forEach(this::send);
        producer.flush();
        List<GenericRecord> zero = new ArrayList<>();
        List<GenericRecord> one = new ArrayList<>();
        read(0, zero);
        read(1, one);

        // Then
        assertThat(failures).hasValue(AWAY);
        assertThat(Stream.concat(positions(zero).stream(), positions(one).stream()))
                .containsExactlyInAnyOrder(1L, 2L, 3L);
        assertThat(streams.status().state()).isEqualTo(TransformState.RUNNING);
        assertThat(streams.status().trouble()).isEmpty();
        streams.close();
    }

    @Test
    void saysWhatItWaitsForAndStopsAtOnceWhileItWaits() {
        // Given: the next try is an hour away
        TransformerStreams streams = create("a", Duration.ofHours(1), change -> {
            throw new MigrationException(ErrorCode.SOURCE_UNAVAILABLE, "The source is away");
        });
        streams.start();
        send(records.change(PAGE, change(1), new Origin("s", "f")));
        await().atMost(LIMIT).until(() -> tries(streams) >= 3);
        await().atMost(LIMIT).until(() -> streams.status().state() == TransformState.WAITING);
        var trouble = streams.status().trouble().orElseThrow();

        // When
        long start = System.nanoTime();
        streams.close();

        // Then
        assertThat(trouble.error()).hasMessage("The source is away");
        assertThat(trouble.recovery()).isEqualTo(Recovery.RESUMES_BY_ITSELF);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
        assertThat(streams.status().state()).isEqualTo(TransformState.STOPPED);
        assertThat(streams.failure()).isEmpty();
    }

    @Test
    void stopsForWhatNeedsAPerson() {
        var cause = new MigrationException(ErrorCode.REGISTRY_REJECTED, "The registry refuses the password");
        var config = config("a", Duration.ofSeconds(1));
        var streams = new TransformerStreams(config, new RefusingRegistry(cause), TransformerStreamsIT::map);
        streams.start();
        send(records.change(PAGE, change(1), new Origin("s", "f")));

        await().atMost(LIMIT).until(() -> streams.failure().isPresent());

        assertThat(streams.failure()).contains(cause);
        assertThat(streams.awaitRunning(LIMIT)).isFalse();
        streams.close();
    }

    private record RefusingRegistry(MigrationException cause) implements SchemaRegistry {
        @Override
        public int register(String subject, Schema schema) {
            throw cause;
        }

        @Override
        public Schema schema(int id) {
            throw cause;
        }
    }

    private static int tries(TransformerStreams streams) {
        return streams.status().trouble().map(Trouble::tries).orElse(0);
    }

    /** Reads until the watermark and then shortly on. */
    private void read(int partition, List<GenericRecord> events) {
        var place = new TopicPartition(topics.rows(Domain.CMS), partition);
        var deserializer = new RecordDeserializer(registry);
        consumer.assign(List.of(place));
        consumer.seekToBeginning(List.of(place));
        await().atMost(LIMIT).pollInSameThread().until(() -> {
            consumer.poll(Duration.ofMillis(500))
                    .forEach(r -> events.add(Objects.requireNonNull(deserializer.deserialize(r.topic(), r.value()))));
            return events.stream().anyMatch(EventSchemas::isWatermark);
        });
        consumer.poll(Duration.ofMillis(500))
                .forEach(r -> events.add(Objects.requireNonNull(deserializer.deserialize(r.topic(), r.value()))));
    }

    private static List<Long> positions(List<GenericRecord> events) {
        var codec = new MappedChangeCodec();
        return events.stream()
                .filter(EventSchemas::isMappedChange)
                .map(e -> codec.decode(e).position().offset())
                .toList();
    }

    private TransformerStreams start(String instance) {
        TransformerStreams streams = create(instance, Duration.ofSeconds(30), TransformerStreamsIT::map);
        streams.start();
        assertThat(streams.awaitRunning(LIMIT))
                .describedAs("%s", streams.status())
                .isTrue();
        return streams;
    }

    private TransformerStreams create(String instance, Duration maxBackOff, Function<RowChange, MappedChange> mapper) {
        return new TransformerStreams(config(instance, maxBackOff), registry, mapper);
    }

    private TransformConfig config(String instance, Duration maxBackOff) {
        return new TransformConfig(
                topics, bootstrap, Map.of(), 1, folder.resolve(instance), 1 << 20, maxBackOff, false);
    }

    private static MappedChange map(RowChange change) {
        Row row = Objects.requireNonNull(change.after());
        List<TargetOperation> upsert = List.of(new TargetOperation.Upsert("cms_page", List.of("page_id"), row));
        return new MappedChange("cms_page", "k", change.position(), "tx", 0, upsert, null);
    }

    private void send(ProducerRecord<byte[], byte[]> record) {
        var unused = producer.send(record);
    }

    private static RowChange change(int i) {
        Row row = Row.full(Layout.of(PAGE), new Object[] {String.valueOf(i)});
        return new RowChange("cms_page", Operation.CREATE, null, row, position(i), "tx", 0, 0);
    }

    private static SourcePosition position(int i) {
        return new SourcePosition(1, i, 0);
    }
}
