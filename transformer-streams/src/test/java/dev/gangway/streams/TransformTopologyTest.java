package dev.gangway.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gangway.core.change.MappedChange;
import dev.gangway.core.change.MappedChange.Rejection;
import dev.gangway.core.change.Operation;
import dev.gangway.core.change.RowChange;
import dev.gangway.core.change.TargetOperation;
import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import dev.gangway.core.position.SourcePosition;
import dev.gangway.core.row.Layout;
import dev.gangway.core.row.Row;
import dev.gangway.core.schema.Column;
import dev.gangway.core.schema.Table;
import dev.gangway.events.Domain;
import dev.gangway.events.Topics;
import dev.gangway.events.envelope.ChangeRecords;
import dev.gangway.events.envelope.EventSchemas;
import dev.gangway.events.envelope.MappedChangeCodec;
import dev.gangway.events.envelope.Origin;
import dev.gangway.events.envelope.ParkedChange;
import dev.gangway.events.envelope.Watermark;
import dev.gangway.events.registry.InMemorySchemaRegistry;
import dev.gangway.events.registry.RecordDeserializer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.function.Function;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TransformTopologyTest {
    private static final Table PAGE = new Table(
            "cms_page",
            List.of(
                    new Column("page_id", "smallint(6)", false, null, true, false, null),
                    new Column("title", "varchar(255)", true, null, false, false, "utf8")),
            List.of("page_id"),
            List.of(),
            List.of(),
            "InnoDB",
            false,
            0);

    private final Topics topics = new Topics("shop");
    private final InMemorySchemaRegistry registry = new InMemorySchemaRegistry();
    private final ChangeRecords records = new ChangeRecords(topics, 1, registry);
    private final RecordDeserializer deserializer = new RecordDeserializer(registry);
    private final TransformCounters counters = new TransformCounters();
    private @Nullable TopologyTestDriver driver;

    @AfterEach
    void close() {
        if (driver != null) {
            driver.close();
        }
    }

    @Test
    void mapsEveryChangeToOneRecordOfTheSameDomain() {
        start(TransformTopologyTest::upsert);

        pipe(change("1", 10));
        pipe(change("2", 11));

        assertThat(rows()).map(MappedChange::key).containsExactly("1", "2");
        assertThat(counters.mapped()).isEqualTo(2);
    }

    @Test
    void keepsKeyTimestampAndHeaders() {
        start(TransformTopologyTest::upsert);

        pipe(change("1", 10));

        TestRecord<byte[], byte[]> out = output(topics.rows(Domain.CMS)).get(0);
        assertThat(out.key()).asString().isEqualTo("{\"page\":\"1\"}");
        assertThat(out.timestamp()).isEqualTo(5);
        assertThat(out.getHeaders().lastHeader("gangway-table")).isNotNull();
    }

    @Test
    void passesWatermarksAfterTheChangesBeforeThem() {
        start(TransformTopologyTest::upsert);
        var watermark = new Watermark(new SourcePosition(1, 10, 0), 1, 0, 9, Map.of("cms_page", 1L), false, true);

        pipe(change("1", 10));
        records.watermarks(watermark).forEach(this::pipe);

        List<GenericRecord> events = events(topics.rows(Domain.CMS));
        assertThat(EventSchemas.isMappedChange(events.get(0))).isTrue();
        assertThat(Watermark.from(events.get(1))).isEqualTo(watermark);
        assertThat(events(topics.rows(Domain.LOG))).hasSize(1);
    }

    @Test
    void sendsACopyOfARejectedChangeToTheParkedTopic() {
        start(change -> mapped(change, List.of(), new Rejection("ROW_REJECTED", "Store is unknown")));

        pipe(change("7", 10));

        assertThat(rows()).singleElement().extracting(MappedChange::rejection).isNotNull();
        ParkedChange parked = parked();
        assertThat(parked.reason()).isEqualTo("Store is unknown");
        assertThat(parked.topic()).isEqualTo(topics.changes(Domain.CMS));
        assertThat(parked.position()).isEqualTo("1:10:0");
        assertThat(parked.stage()).isEqualTo("transform");
    }

    @Test
    void parksAnUnreadableChangeUnderItsNameSoThatTheLedgerBalances() {
        start(TransformTopologyTest::upsert);
        ProducerRecord<byte[], byte[]> damaged = change("1", 10);
        damaged.value()[3] = 99;

        pipe(damaged);

        MappedChange row = rows().get(0);
        assertThat(row.table()).isEqualTo("cms_page");
        assertThat(row.position()).isEqualTo(new SourcePosition(1, 10, 0));
        assertThat(Objects.requireNonNull(row.rejection()).code()).isEqualTo(ErrorCode.RECORD_UNREADABLE.name());
        assertThat(parked().recordOffset()).isZero();
    }

    @Test
    void parksAForeignRecordWithAPointer() {
        start(TransformTopologyTest::upsert);

        pipe(new ProducerRecord<>(
                topics.changes(Domain.CMS),
                0,
                5L,
                null,
                "hello".getBytes(StandardCharsets.UTF_8),
                new RecordHeaders()));
        pipe(new ProducerRecord<>(topics.changes(Domain.CMS), 0, 5L, null, null, new RecordHeaders()));

        assertThat(output(topics.rows(Domain.CMS))).isEmpty();
        assertThat(events(topics.parked())).hasSize(2);
    }

    @Test
    void parksAMappedChangeThatIsTooLargeForItsTopic() {
        start(change -> mapped(change, List.of(new TargetOperation.Clear("x".repeat(4000))), null));

        pipe(change("1", 10));

        assertThat(Objects.requireNonNull(rows().get(0).rejection()).code())
                .isEqualTo(ErrorCode.RECORD_TOO_LARGE.name());
    }

    @Test
    void parksTheStandInOfAChangeThatCouldNotBeSent() {
        start(TransformTopologyTest::upsert);

        pipe(records.substitute(PAGE, rowChange("1", 10), ErrorCode.RECORD_TOO_LARGE, "20 MB"));

        MappedChange row = rows().get(0);
        assertThat(row.table()).isEqualTo("cms_page");
        assertThat(row.position()).isEqualTo(new SourcePosition(1, 10, 0));
        assertThat(Objects.requireNonNull(row.rejection()).reason()).isEqualTo("20 MB");
        assertThat(parked().code()).isEqualTo(ErrorCode.RECORD_TOO_LARGE.name());
    }

    @Test
    void parksAChangeOnWhichTheMapperFails() {
        start(change -> {
            throw new IllegalStateException("secret");
        });

        pipe(change("1", 10));

        assertThat(parked().code()).isEqualTo(ErrorCode.INTERNAL.name());
        assertThat(parked().reason()).doesNotContain("secret");
    }

    @Test
    void failsInsteadOfParkingWhatMayPassByItself() {
        start(change -> {
            throw new MigrationException(ErrorCode.SOURCE_UNAVAILABLE, "source is down");
        });

        assertThatThrownBy(() -> pipe(change("1", 10))).hasRootCauseMessage("source is down");
    }

    private void start(Function<RowChange, MappedChange> mapper) {
        var transform = new RecordTransform(topics, registry, mapper, 3000, counters);
        var properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "test");
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none:1");
        driver = new TopologyTestDriver(TransformTopology.build(topics, transform), properties);
    }

    private void pipe(ProducerRecord<byte[], byte[]> record) {
        TestInputTopic<byte[], byte[]> topic = Objects.requireNonNull(driver)
                .createInputTopic(record.topic(), new ByteArraySerializer(), new ByteArraySerializer());
        topic.pipeInput(new TestRecord<>(
                record.key(), record.value(), record.headers(), Instant.ofEpochMilli(record.timestamp())));
    }

    private ProducerRecord<byte[], byte[]> change(String id, long offset) {
        return records.change(PAGE, rowChange(id, offset), new Origin("server", "bin.1"));
    }

    private static RowChange rowChange(String id, long offset) {
        Row row = Row.full(Layout.of(PAGE), new Object[] {id, "Title"});
        return new RowChange(
                "cms_page", Operation.CREATE, null, row, new SourcePosition(1, offset, 0), "tx", 5000, 6000);
    }

    private static MappedChange upsert(RowChange change) {
        Row row = Objects.requireNonNull(change.after());
        return mapped(change, List.of(new TargetOperation.Upsert("cms_page", List.of("page_id"), row)), null);
    }

    private static MappedChange mapped(
            RowChange change, List<TargetOperation> operations, @Nullable Rejection rejection) {
        String key =
                Objects.requireNonNull(Objects.requireNonNull(change.after()).text("page_id"));
        return new MappedChange(change.table(), key, change.position(), "tx", 5000, operations, rejection);
    }

    private List<MappedChange> rows() {
        var codec = new MappedChangeCodec();
        return events(topics.rows(Domain.CMS)).stream().map(codec::decode).toList();
    }

    private ParkedChange parked() {
        return parked == null
                ? parked = ParkedChange.from(events(topics.parked()).get(0))
                : parked;
    }

    private @Nullable ParkedChange parked;

    private List<GenericRecord> events(String topic) {
        return output(topic).stream()
                .map(r -> Objects.requireNonNull(deserializer.deserialize(topic, r.value())))
                .toList();
    }

    private List<TestRecord<byte[], byte[]>> output(String topic) {
        return Objects.requireNonNull(driver)
                .createOutputTopic(topic, new ByteArrayDeserializer(), new ByteArrayDeserializer())
                .readRecordsToList();
    }
}
