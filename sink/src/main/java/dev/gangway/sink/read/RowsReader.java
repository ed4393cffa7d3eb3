package dev.gangway.sink.read;

import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import dev.gangway.events.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;

/**
 * Feeds the buffer from all partitions of all rows topics, from given offsets on. When the buffer is full, only partitions
 * that hold the others up are read. One thread at a time, except {@link #wakeup()}.
 */
public final class RowsReader implements AutoCloseable {
    private final Consumer<byte[], byte[]> consumer;
    private final RowEventDecoder decoder;
    private final List<TopicPartition> partitions;
    private final CutBuffer buffer;
    private final long maxBufferBytes;
    private Set<TopicPartition> paused = Set.of();

    private RowsReader(
            Consumer<byte[], byte[]> consumer,
            RowEventDecoder decoder,
            List<TopicPartition> partitions,
            CutBuffer buffer,
            long maxBufferBytes) {
        this.consumer = consumer;
        this.decoder = decoder;
        this.partitions = partitions;
        this.buffer = buffer;
        this.maxBufferBytes = maxBufferBytes;
    }

    /**
     * Takes over the consumer and assigns it every partition of the rows topics.
     *
     * @throws MigrationException {@link ErrorCode#TOPIC_INVALID} when a topic is missing
     */
    public static RowsReader open(
            Consumer<byte[], byte[]> consumer, RowEventDecoder decoder, Topics topics, ReadLimits limits) {
        var partitions = new ArrayList<TopicPartition>();
        for (String topic : topics.allRows()) {
            List<PartitionInfo> infos = consumer.partitionsFor(topic);
            if (infos == null || infos.isEmpty()) {
                throw new MigrationException(
                        ErrorCode.TOPIC_INVALID,
                        "Topic " + topic + " does not exist: start capture first, it makes the topics");
            }
            infos.forEach(info -> partitions.add(new TopicPartition(topic, info.partition())));
        }
        consumer.assign(partitions);
        var buffer = new CutBuffer(partitions, limits);
        return new RowsReader(consumer, decoder, List.copyOf(partitions), buffer, limits.maxBufferBytes());
    }

    /** Forgets what is buffered and reads from these offsets on; partitions that are not named from their beginning. */
    public void seek(Map<TopicPartition, Long> offsets) {
        buffer.clear();
        consumer.resume(partitions);
        paused = Set.of();
        var fromBeginning = new ArrayList<TopicPartition>();
        for (TopicPartition partition : partitions) {
            Long offset = offsets.get(partition);
            if (offset == null) {
                fromBeginning.add(partition);
            } else {
                consumer.seek(partition, offset);
            }
        }
        if (!fromBeginning.isEmpty()) {
            consumer.seekToBeginning(fromBeginning);
        }
    }

    /** Waits for records, at most {@code timeout}, and adds them to the buffer. */
    public void poll(Duration timeout) {
        try {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(timeout)) {
                buffer.add(decoder.decode(record));
            }
        } catch (OffsetOutOfRangeException e) {
            throw new MigrationException(
                    ErrorCode.CHECKPOINT_MISMATCH,
                    "Records that were not applied yet are gone from " + e.partitions()
                            + ": the topic was deleted or its retention is too short. Begin a new stream on the rows that are there:"
                            + " gangway attach, which finds what was missed by comparing and sends it again; and keep records longer",
                    e);
        }
        balance();
    }

    public CutBuffer buffer() {
        return buffer;
    }

    /** Records written and not yet read, as far as known. */
    public long lag() {
        return partitions.stream()
                .mapToLong(p -> consumer.currentLag(p).orElse(0))
                .sum();
    }

    private void balance() {
        Set<TopicPartition> ahead = buffer.bytes() > maxBufferBytes ? buffer.waiting() : Set.of();
        if (ahead.size() == partitions.size()) {
            ahead = Set.of(); // nobody waits: the next batch empties the buffer
        }
        if (!ahead.equals(paused)) {
            var resumed = new HashSet<>(paused);
            resumed.removeAll(ahead);
            consumer.resume(resumed);
            consumer.pause(ahead);
            paused = ahead;
        }
    }

    /** Ends a running {@link #poll}; may be called from any thread. */
    public void wakeup() {
        consumer.wakeup();
    }

    @Override
    public void close() {
        consumer.close();
    }
}
