package dev.gangway.cdc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gangway.core.change.Operation;
import dev.gangway.core.change.RowChange;
import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import dev.gangway.core.position.SourcePosition;
import dev.gangway.core.row.Row;
import dev.gangway.core.schema.Column;
import dev.gangway.core.schema.Side;
import dev.gangway.core.schema.Table;
import dev.gangway.embedded.Servers;
import dev.gangway.events.TopicAdmin;
import dev.gangway.events.TopicSettings;
import dev.gangway.events.Topics;
import dev.gangway.events.envelope.ChangeDecoder;
import dev.gangway.events.envelope.EventSchemas;
import dev.gangway.events.envelope.ParkedChange;
import dev.gangway.events.envelope.Watermark;
import dev.gangway.events.registry.InMemorySchemaRegistry;
import dev.gangway.events.registry.RecordDeserializer;
import dev.gangway.mysql.connect.Database;
import dev.gangway.mysql.connect.DatabaseConfig;
import dev.gangway.mysql.connect.Password;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Exactly once from a scripted source into a real broker. */
@NullUnmarked
class CdcConnectorIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Table CUSTOMER = new Table(
            "customer_entity",
            List.of(
                    new Column("entity_id", "int(10) unsigned", false, null, true, false, null),
                    new Column("email", "longtext", true, null, false, false, "utf8")),
            List.of("entity_id"),
            List.of(),
            List.of(),
            "InnoDB",
            false,
            0);

    private final InMemorySchemaRegistry registry = new InMemorySchemaRegistry();
    private final List<CdcConnector> connectors = new ArrayList<>();
    private final Topics topics =
            new Topics("it-" + UUID.randomUUID().toString().substring(0, 8));
    private CapturedTables tables;

    @BeforeEach
    void createTopics() {
        var config = DatabaseConfig.tcp(Side.SOURCE, "127.0.0.1", 1, "none", "none", Password.EMPTY);
        tables = new CapturedTables(new Database(config), List.of(CUSTOMER));
        try (Admin admin =
                Admin.create(Map.of("bootstrap.servers", Servers.kafka().bootstrapServers()))) {
            var settings = new TopicSettings(2, (short) 1, "lz4", 1 << 20, Duration.ofDays(1));
            new TopicAdmin(admin, Duration.ofSeconds(30)).ensure(topics, settings);
        }
    }

    @AfterEach
    void closeConnectors() {
        connectors.forEach(CdcConnector::close);
    }

    @Test
    void writesChangesWatermarksAndCheckpoint() {
        var source = source(List.of(piece(1, 3, true), piece(4, 2, false), piece(6, 1, true)), null, 0);
        CdcConnector connector = start(() -> source);
        await().atMost(LIMIT).until(() -> connector.status().watermark().equals(at(6)));
        assertThat(connector.status().capturedTotal()).isEqualTo(6);
        assertThat(connector.status().state()).isEqualTo(CaptureState.RUNNING);
        connector.close();
        assertThat(connector.status().state()).isEqualTo(CaptureState.STOPPED);
        assertThat(source.closed).isTrue();
        assertThat(source.acknowledged).hasSize(3);
        await().atMost(LIMIT).untilAsserted(() -> assertCommitted(6));
        Read read = read();
        assertThat(read.watermarks)
                .hasSize(3 * 10 * 2)
                .extracting(Watermark::position)
                .containsOnly(at(3), at(5), at(6));
        assertThat(read.watermarks)
                .filteredOn(w -> !w.endsTransaction())
                .extracting(Watermark::position)
                .containsOnly(at(5));
        assertThat(read.watermarks)
                .filteredOn(w -> w.position().equals(at(6)) && !w.captured().isEmpty())
                .singleElement()
                .satisfies(w -> assertThat(w.captured()).isEqualTo(Map.of("customer_entity", 6L)));
    }

    @Test
    void goesOnAfterFailuresWithoutLossOrDouble() {
        var failures = new AtomicInteger(3);
        var down = new MigrationException(ErrorCode.SOURCE_UNAVAILABLE, "down");
        List<Piece> script = List.of(
                piece(1, 2, true), piece(3, 2, false), ScriptedSource.FAIL, piece(5, 2, true), piece(7, 1, true));
        CdcConnector connector = start(() -> new ScriptedSource(script, down, failures));
        await().atMost(LIMIT).until(() -> connector.status().watermark().equals(at(7)));
        assertThat(connector.status().captured()).isEqualTo(Map.of("customer_entity", 7L));
        await().atMost(LIMIT).untilAsserted(() -> assertCommitted(7));
    }

    @Test
    void stopsWithTheReasonWhenAPersonIsNeeded() {
        var gone = new MigrationException(ErrorCode.SOURCE_BINLOG_PURGED, "gone");
        var source = source(List.of(piece(1, 1, true), ScriptedSource.FAIL), gone, 1);
        CdcConnector connector = start(() -> source);
        await().atMost(LIMIT).until(() -> connector.status().state() == CaptureState.FAILED);
        assertThat(connector.status().error()).isSameAs(gone);
        assertThat(connector.status().position()).isEqualTo(at(1));
    }

    @Test
    void goesOnAtTheCheckpointOfAnEarlierConnector() {
        List<Piece> script = List.of(piece(1, 2, true), piece(3, 2, false), piece(5, 2, true));
        CdcConnector first = start(() -> source(script.subList(0, 2), null, 0));
        await().atMost(LIMIT).until(() -> first.status().position().equals(at(4)));
        first.close();
        var source = source(script, null, 0);
        CdcConnector second = start(() -> source);
        await().atMost(LIMIT).until(() -> second.status().watermark().equals(at(6)));
        assertThat(source.startedAt.position()).isEqualTo(at(4));
        assertThat(source.startedAt.resume()).isEqualTo(Map.of("file", "4"));
        assertThat(second.status().capturedTotal()).isEqualTo(6);
        await().atMost(LIMIT).untilAsserted(() -> assertCommitted(6));
    }

    @Test
    void leavesTopicsOfAnotherRunAlone() {
        List<Piece> script = List.of(piece(1, 2, true), piece(3, 1, true));
        CdcConnector first = connector("run-1", () -> source(script.subList(0, 1), null, 0));
        first.start();
        await().atMost(LIMIT).until(() -> first.status().position().equals(at(2)));
        first.close();
        CdcConnector other = connector("run-2", () -> source(script, null, 0));
        other.start();
        await().atMost(LIMIT).until(() -> other.status().state() == CaptureState.FAILED);
        assertThat(other.status().error()).hasMessageContaining("written by run run-1, this is run run-2");
        assertThat(other.status().error().code()).isEqualTo(ErrorCode.TOPICS_MISMATCH);
        assertCommitted(2);
    }

    @Test
    void fencesTheConnectorThatItReplaces() {
        var pieces = new ArrayList<Piece>();
        for (int i = 1; i <= 400; i++) {
            pieces.add(piece(i, 1, true));
        }
        CdcConnector first = start(() -> source(pieces, null, 0));
        await().atMost(LIMIT).until(() -> first.status().position().isAfter(at(3)));
        CdcConnector second = start(() -> source(pieces, null, 0));
        await().atMost(LIMIT).until(() -> first.status().state() == CaptureState.FAILED);
        assertThat(first.status().error().code()).isEqualTo(ErrorCode.FENCED);
        await().atMost(LIMIT).until(() -> second.status().watermark().equals(at(400)));
        await().atMost(LIMIT).untilAsserted(() -> assertCommitted(400));
    }

    @Test
    void pausesUntilResumed() {
        List<Piece> script = List.of(piece(1, 1, true), piece(2, 1, true));
        CdcConnector connector = connector(() -> source(script, null, 0));
        connector.pause();
        connector.start();
        await().atMost(LIMIT).until(() -> connector.status().state() == CaptureState.PAUSED);
        assertThat(connector.status().capturedTotal()).isZero();
        connector.resume();
        await().atMost(LIMIT).until(() -> connector.status().watermark().equals(at(2)));
        connector.pause();
        await().atMost(LIMIT).until(() -> connector.status().state() == CaptureState.PAUSED);
        assertThat(connector.status().capturedTotal()).isEqualTo(2);
    }

    @Test
    void parksAChangeThatIsTooLarge() {
        String large = "x".repeat(2 << 20);
        RowChange change = change(1, large);
        Piece piece = new Piece(List.of(change), new Cut(at(1), false, 1), at(1), Map.of("file", "1"));
        CdcConnector connector = start(() -> source(List.of(piece, piece(2, 1, true)), null, 0));
        await().atMost(LIMIT).until(() -> connector.status().watermark().equals(at(2)));
        assertThat(connector.status().oversized()).isEqualTo(1);
        assertThat(connector.status().capturedTotal()).isEqualTo(2);
        await().atMost(LIMIT).untilAsserted(() -> assertThat(read().changes)
                .extracting(RowChange::position)
                .containsExactly(at(2)));
        assertThat(read().parked).singleElement().satisfies(parked -> {
            assertThat(parked.position()).isEqualTo(at(1).toString());
            assertThat(parked.code()).isEqualTo(ErrorCode.RECORD_TOO_LARGE.name());
        });
    }

    private CdcConnector start(Supplier<ChangeSource> sources) {
        CdcConnector connector = connector(sources);
        connector.start();
        return connector;
    }

    private CdcConnector connector(Supplier<ChangeSource> sources) {
        return connector("", sources);
    }

    private CdcConnector connector(String run, Supplier<ChangeSource> sources) {
        var config = new CdcConfig(
                topics, Servers.kafka().bootstrapServers(), 2, Map.of(), 1 << 20, Duration.ofMillis(300), run);
        var initial = new Checkpoint(SourcePosition.START, Map.of(), Map.of(), 0);
        var connector = new CdcConnector(config, tables, registry, sources, initial);
        connectors.add(connector);
        return connector;
    }

    private static ScriptedSource source(List<Piece> script, RuntimeException failure, int failures) {
        return new ScriptedSource(script, failure, new AtomicInteger(failures));
    }

    private static SourcePosition at(int offset) {
        return new SourcePosition(1, offset, 0);
    }

    private static List<SourcePosition> positions(int from, int to) {
        return java.util.stream.IntStream.rangeClosed(from, to)
                .mapToObj(CdcConnectorIT::at)
                .toList();
    }

    private Piece piece(int from, int count, boolean cut) {
        var changes = new ArrayList<RowChange>();
        for (int i = from; i < from + count; i++) {
            changes.add(change(i, "mail"));
        }
        SourcePosition end = at(from + count - 1);
        String resume = Integer.toString(from + count - 1);
        return new Piece(changes, cut ? new Cut(end, false, 1_000L * from) : null, end, Map.of("file", resume));
    }

    private RowChange change(int offset, String email) {
        Row row = Row.full(tables.layout(CUSTOMER), new Object[] {Integer.toString(offset), email});
        return new RowChange("customer_entity", Operation.CREATE, null, row, at(offset), "tx", 1_000_000, 2_000_000);
    }

    /** A committed transaction is visible to readers a moment after the producer was told. */
    private void assertCommitted(int count) {
        List<SourcePosition> found =
                read().changes.stream().map(RowChange::position).toList();
        var missing = new ArrayList<>(positions(1, count));
        missing.removeAll(found);
        assertThat(missing).describedAs("missing").isEmpty();
        assertThat(found).hasSize(count);
    }

    private record Read(List<RowChange> changes, List<Watermark> watermarks, List<ParkedChange> parked) {}

    /** Everything committed in the changes topics. */
    private Read read() {
        var read = new Read(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        var deserializer = new RecordDeserializer(registry);
        var decoder = new ChangeDecoder();
        Map<String, Object> settings =
                Map.of("bootstrap.servers", Servers.kafka().bootstrapServers(), "isolation.level", "read_committed");
        try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = topics.allChanges().stream()
                    .flatMap(t -> List.of(new TopicPartition(t, 0), new TopicPartition(t, 1)).stream())
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            awaitCommitMarkers(consumer, partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> {
                    GenericRecord event = deserializer.deserialize(record.topic(), record.value());
                    if (EventSchemas.isWatermark(event)) {
                        read.watermarks.add(Watermark.from(event));
                    } else if (EventSchemas.isParkedChange(event)) {
                        read.parked.add(ParkedChange.from(event));
                    } else {
                        read.changes.add(decoder.decode(event));
                    }
                });
            }
        }
        return read;
    }

    /** A commit is durable before every partition shows it. */
    private static void awaitCommitMarkers(KafkaConsumer<byte[], byte[]> committed, List<TopicPartition> partitions) {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", Servers.kafka().bootstrapServers());
        try (var all = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            await().atMost(LIMIT)
                    .pollInSameThread()
                    .until(() -> committed.endOffsets(partitions).equals(all.endOffsets(partitions)));
        }
    }
}
