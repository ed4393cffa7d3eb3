package dev.gangway.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gangway.core.change.MappedChange;
import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import dev.gangway.core.position.SourcePosition;
import dev.gangway.events.Domain;
import dev.gangway.events.Topics;
import dev.gangway.events.envelope.MappedChangeCodec;
import dev.gangway.events.envelope.Watermark;
import dev.gangway.events.registry.InMemorySchemaRegistry;
import dev.gangway.events.registry.RecordSerializer;
import dev.gangway.sink.read.Batch;
import dev.gangway.sink.read.ReadLimits;
import dev.gangway.sink.read.RowEventDecoder;
import dev.gangway.sink.read.RowsReader;
import dev.gangway.sink.write.Progress;
import dev.gangway.sink.write.Target;
import dev.gangway.sink.write.Written;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
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
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SinkLoopTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final Topics topics = new Topics("shop");
    private final InMemorySchemaRegistry registry = new InMemorySchemaRegistry();
    private final RecordSerializer serializer = new RecordSerializer(registry);
    private final LoggedConsumer consumer = new LoggedConsumer();
    private final InMemoryTarget target = new InMemoryTarget();
    private final SinkMonitor monitor = new SinkMonitor(Clock.systemUTC());
    private @Nullable SinkLoop loop;
    private @Nullable Thread thread;

    @AfterEach
    void stop() throws InterruptedException {
        if (loop != null && thread != null) {
            loop.stop();
            thread.join(LIMIT.toMillis());
            assertThat(thread.isAlive()).isFalse();
        }
    }

    @Test
    void appliesUpToTheWatermark() throws InterruptedException {
        write(5);
        watermark(10);
        write(15);
        start();

        assertThat(monitor.awaitPosition(at(10), LIMIT)).isTrue();
        assertThat(target.applied).containsExactly(5L);
        assertThat(monitor.status().state()).isEqualTo(SinkState.RUNNING);
    }

    @Test
    void goesOnFromTheTargetsOwnStateWhenACommitsOutcomeIsUnknown() throws InterruptedException {
        target.failures.add(new MigrationException(ErrorCode.TARGET_UNAVAILABLE, "gone after the commit"));
        target.commitsBeforeFailing = true;
        write(5);
        watermark(10);
        write(15);
        watermark(20);
        start();

        assertThat(monitor.awaitPosition(at(20), LIMIT)).isTrue();
        assertThat(target.applied).containsExactly(5L, 15L);
    }

    @Test
    void readsAgainWhatWasNotCommitted() throws InterruptedException {
        target.failures.add(new MigrationException(ErrorCode.TARGET_CONFLICT, "deadlock"));
        target.failures.add(new MigrationException(ErrorCode.TARGET_UNAVAILABLE, "gone"));
        write(5);
        watermark(10);
        start();

        assertThat(monitor.awaitPosition(at(10), LIMIT)).isTrue();
        assertThat(target.applied).containsExactly(5L);
        assertThat(target.opened).isEqualTo(3);
    }

    @Test
    void stopsWhenAnotherSinkHasTakenOver() throws InterruptedException {
        target.failures.add(new MigrationException(ErrorCode.FENCED, "another sink"));
        write(5);
        watermark(10);
        start();

        assertThat(monitor.awaitPosition(at(10), LIMIT)).isFalse();
        assertThat(monitor.failure()).get().extracting(MigrationException::code).isEqualTo(ErrorCode.FENCED);
        assertThat(target.applied).isEmpty();
    }

    @Test
    void appliesNothingWhilePausedAndGoesOnWhereTheTargetIs() throws InterruptedException {
        write(5);
        watermark(10);
        start();
        assertThat(monitor.awaitPosition(at(10), LIMIT)).isTrue();

        running().pause();
        await().atMost(LIMIT).until(() -> monitor.status().state() == SinkState.PAUSED);
        write(15);
        watermark(20);
        assertThat(monitor.awaitPosition(at(20), Duration.ofMillis(500))).isFalse();
        assertThat(target.applied).containsExactly(5L);

        running().resume();
        assertThat(monitor.awaitPosition(at(20), LIMIT)).isTrue();
        assertThat(target.applied).containsExactly(5L, 15L);
        assertThat(monitor.status().state()).isEqualTo(SinkState.RUNNING);
    }

    @Test
    void endsTheWaitForATargetThatIsAwayWhenPausedOrStopped() throws InterruptedException {
        for (int i = 0; i < 60; i++) {
            target.failures.add(new MigrationException(ErrorCode.TARGET_UNAVAILABLE, "gone"));
        }
        write(5);
        watermark(10);
        start();
        await().atMost(LIMIT).until(() -> monitor.status()
                .trouble()
                .filter(trouble -> trouble.tries() >= 5)
                .isPresent()); // the next wait takes seconds

        running().pause();
        await().atMost(Duration.ofSeconds(1)).until(() -> monitor.status().state() == SinkState.PAUSED);
        assertThat(monitor.status().trouble()).isEmpty();
        assertThat(target.applied).isEmpty();
    }

    private SinkLoop running() {
        return Objects.requireNonNull(loop);
    }

    private void start() {
        RowsReader reader = RowsReader.open(consumer, new RowEventDecoder(registry), topics, ReadLimits.DEFAULT);
        loop = new SinkLoop(reader, target, monitor, offsets -> {});
        thread = new Thread(loop, "sink-test");
        thread.start();
    }

    private void write(long position) {
        var change = new MappedChange("t", "k", at(position), "", 0, List.of(), null);
        add(topics.rows(Domain.CMS), new MappedChangeCodec().encode(change));
    }

    private void watermark(long position) {
        var watermark = new Watermark(at(position), position, 0, 0, Map.of(), false, true);
        topics.allRows().forEach(topic -> add(topic, watermark.toRecord()));
    }

    private void add(String topic, GenericRecord event) {
        consumer.log(topic, Objects.requireNonNull(serializer.serialize(topic, event)));
    }

    private static SourcePosition at(long offset) {
        return new SourcePosition(1, offset, 0);
    }

    /** A consumer over records kept in memory that can be read again after a seek. */
    private final class LoggedConsumer extends MockConsumer<byte[], byte[]> {
        private final Map<String, List<byte[]>> records = new HashMap<>();

        LoggedConsumer() {
            super("none");
            for (String topic : topics.allRows()) {
                records.put(topic, new ArrayList<>());
                updatePartitions(topic, List.of(new PartitionInfo(topic, 0, Node.noNode(), null, null)));
                updateBeginningOffsets(Map.of(new TopicPartition(topic, 0), 0L));
            }
        }

        synchronized void log(String topic, byte[] value) {
            Objects.requireNonNull(records.get(topic)).add(value);
        }

        @Override
        public synchronized void seek(TopicPartition partition, long offset) {
            super.seek(partition, offset);
            List<byte[]> values = Objects.requireNonNull(records.get(partition.topic()));
            for (int i = (int) offset; i < values.size(); i++) {
                addRecord(new ConsumerRecord<>(partition.topic(), 0, i, null, values.get(i)));
            }
        }

        @Override
        public synchronized void seekToBeginning(java.util.Collection<TopicPartition> partitions) {
            partitions.forEach(partition -> seek(partition, 0));
        }
    }

    /** A target that keeps offsets like the real one and fails when told to. */
    private static final class InMemoryTarget implements Target {
        private final List<Long> applied = new ArrayList<>();
        private final List<MigrationException> failures = new ArrayList<>();
        private final Map<TopicPartition, Long> offsets = new HashMap<>();
        private SourcePosition position = SourcePosition.START;
        private boolean commitsBeforeFailing;
        private int opened;

        @Override
        public Progress open() {
            opened++;
            return new Progress(offsets, position, 0, true, applied.size());
        }

        @Override
        public Written write(Batch batch) {
            if (!failures.isEmpty() && !commitsBeforeFailing) {
                throw failures.remove(0);
            }
            batch.changes().forEach(change -> applied.add(change.position().offset()));
            offsets.putAll(batch.offsets());
            position = batch.watermark().position();
            if (!failures.isEmpty()) {
                throw failures.remove(0);
            }
            return new Written(batch.changes().size(), 0, 0, 0, 0);
        }

        @Override
        public void close() {}
    }
}
