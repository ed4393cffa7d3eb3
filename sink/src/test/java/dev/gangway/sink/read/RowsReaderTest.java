package dev.gangway.sink.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gangway.core.change.MappedChange;
import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.position.SourcePosition;
import dev.gangway.events.Domain;
import dev.gangway.events.Topics;
import dev.gangway.events.envelope.MappedChangeCodec;
import dev.gangway.events.envelope.Watermark;
import dev.gangway.events.registry.InMemorySchemaRegistry;
import dev.gangway.events.registry.RecordSerializer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class RowsReaderTest {
    private final Topics topics = new Topics("shop");
    private final InMemorySchemaRegistry registry = new InMemorySchemaRegistry();
    private final RecordSerializer serializer = new RecordSerializer(registry);
    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("none");
    private final Map<TopicPartition, Long> ends = new HashMap<>();

    @Test
    void readsOnlyWhatHoldsTheOthersUpWhenTheBufferIsFull() {
        // Given
        RowsReader reader = open(new ReadLimits(200, 100, 5_000));
        reader.seek(Map.of());
        for (int i = 1; i <= 20; i++) {
            add(topics.rows(Domain.CMS), change(i));
        }
        topics.allRows().stream()
                .filter(t -> !t.equals(topics.rows(Domain.LOG)))
                .forEach(t -> add(t, cut(20)));

        // When
        reader.poll(Duration.ZERO);

        // Then
        assertThat(consumer.paused()).hasSize(9).doesNotContain(new TopicPartition(topics.rows(Domain.LOG), 0));
        add(topics.rows(Domain.LOG), cut(20));
        reader.poll(Duration.ZERO);
        assertThat(reader.buffer().next().orElseThrow().changes()).hasSize(20);
        reader.poll(Duration.ZERO);
        assertThat(consumer.paused()).isEmpty();
    }

    @Test
    void goesOnFromStoredOffsets() {
        RowsReader reader = open(ReadLimits.DEFAULT);
        var partition = new TopicPartition(topics.rows(Domain.CMS), 0);

        reader.seek(Map.of(partition, 42L));

        assertThat(consumer.position(partition)).isEqualTo(42);
        assertThat(consumer.position(new TopicPartition(topics.rows(Domain.LOG), 0)))
                .isZero();
    }

    @Test
    void saysWhichTopicIsMissing() {
        assertThatThrownBy(() -> RowsReader.open(consumer, new RowEventDecoder(registry), topics, ReadLimits.DEFAULT))
                .hasMessageContaining(topics.rows(Domain.CATALOG))
                .extracting("code")
                .isEqualTo(ErrorCode.TOPIC_INVALID);
    }

    private RowsReader open(ReadLimits limits) {
        for (String topic : topics.allRows()) {
            consumer.updatePartitions(topic, List.of(new PartitionInfo(topic, 0, Node.noNode(), null, null)));
            consumer.updateBeginningOffsets(Map.of(new TopicPartition(topic, 0), 0L));
        }
        return RowsReader.open(consumer, new RowEventDecoder(registry), topics, limits);
    }

    private void add(String topic, GenericRecord event) {
        long offset = ends.merge(new TopicPartition(topic, 0), 1L, Long::sum) - 1;
        byte[] value = Objects.requireNonNull(serializer.serialize(topic, event));
        consumer.addRecord(new ConsumerRecord<>(topic, 0, offset, null, value));
    }

    private static GenericRecord change(long position) {
        return new MappedChangeCodec().encode(new MappedChange("t", "k", at(position), "", 0, List.of(), null));
    }

    private static GenericRecord cut(long position) {
        return new Watermark(at(position), 1, 0, 0, Map.of(), false, true).toRecord();
    }

    private static SourcePosition at(long offset) {
        return new SourcePosition(1, offset, 0);
    }
}
