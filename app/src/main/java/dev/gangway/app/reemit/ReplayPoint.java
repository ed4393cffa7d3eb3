package dev.gangway.app.reemit;

import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;

/**
 * Finds where in the changes topics a replay begins, and refuses a point that they no longer reach back to.
 *
 * <p>One thread at a time, the consumer's.
 */
final class ReplayPoint {
    private static final String EARLIEST = "earliest";
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final Consumer<byte[], byte[]> consumer;
    private final List<TopicPartition> partitions;

    ReplayPoint(Consumer<byte[], byte[]> consumer, List<TopicPartition> partitions) {
        this.consumer = consumer;
        this.partitions = partitions;
    }

    /**
     * The first offset to be read of every partition.
     *
     * @throws MigrationException USAGE when the point is none, or lies before what the topics still hold
     */
    Map<TopicPartition, Long> offsets(String from) {
        Map<TopicPartition, Long> first = consumer.beginningOffsets(partitions, LIMIT);
        if (from.equals(EARLIEST)) {
            return first;
        }
        String[] parts = from.split(":", -1);
        boolean isPlace =
                parts.length == 3 && partitions.stream().anyMatch(p -> p.topic().equals(parts[0]));
        return isPlace ? at(parts, first) : since(time(from), first, from);
    }

    /** Everything from one record on, and of the other partitions what is not older than that record. */
    private Map<TopicPartition, Long> at(String[] parts, Map<TopicPartition, Long> first) {
        TopicPartition partition;
        long offset;
        try {
            partition = new TopicPartition(parts[0], Integer.parseInt(parts[1]));
            offset = Long.parseLong(parts[2]);
        } catch (NumberFormatException e) {
            throw usage("\"" + String.join(":", parts) + "\" is no place in a topic: write TOPIC:PARTITION:OFFSET");
        }
        Long earliest = first.get(partition);
        if (earliest == null) {
            throw usage("Topic " + parts[0] + " has no partition " + parts[1]);
        }
        if (offset < earliest) {
            throw tooFarBack(
                    String.join(":", parts), parts[0] + ":" + parts[1] + ":" + earliest + " for this partition");
        }
        OptionalLong timeMs = timeOf(partition, offset);
        if (timeMs.isEmpty()) {
            throw usage("Partition " + parts[1] + " of topic " + parts[0] + " ends before offset " + offset);
        }
        var offsets = new HashMap<>(since(timeMs.getAsLong(), first, String.join(":", parts)));
        offsets.put(partition, offset);
        return offsets;
    }

    private Map<TopicPartition, Long> since(long timeMs, Map<TopicPartition, Long> first, String asked) {
        requireReach(timeMs, first, asked);
        var wanted = new HashMap<TopicPartition, Long>();
        partitions.forEach(partition -> wanted.put(partition, timeMs));
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, LIMIT);
        Map<TopicPartition, OffsetAndTimestamp> found = consumer.offsetsForTimes(wanted, LIMIT);
        var offsets = new HashMap<TopicPartition, Long>();
        for (TopicPartition partition : partitions) {
            OffsetAndTimestamp at = found.get(partition);
            offsets.put(partition, at == null ? ends.getOrDefault(partition, 0L) : (Long) at.offset());
        }
        return offsets;
    }

    /** Where records were deleted, the oldest one that is left must not be younger than the point. */
    private void requireReach(long timeMs, Map<TopicPartition, Long> first, String asked) {
        long reach = Long.MIN_VALUE;
        for (Map.Entry<TopicPartition, Long> entry : first.entrySet()) {
            if (entry.getValue() > 0) {
                reach = Math.max(reach, timeOf(entry.getKey(), entry.getValue()).orElse(Long.MIN_VALUE));
            }
        }
        if (reach > timeMs) {
            throw tooFarBack(asked, Instant.ofEpochMilli(reach).toString());
        }
    }

    /** When the first record from an offset on was made; empty when there is none. */
    private OptionalLong timeOf(TopicPartition partition, long offset) {
        consumer.assign(List.of(partition));
        consumer.seek(partition, offset);
        long end = consumer.endOffsets(List.of(partition), LIMIT).getOrDefault(partition, 0L);
        while (consumer.position(partition, LIMIT) < end) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                return OptionalLong.of(record.timestamp());
            }
        }
        return OptionalLong.empty();
    }

    private static MigrationException tooFarBack(String asked, String earliest) {
        return usage(
                "The changes topics no longer reach back to " + asked + ": the earliest possible point is " + earliest
                        + ". Replay from there (or --from earliest); what changed before it gangway diff finds and gangway repair"
                        + " sends, or gangway backfill --table TABLE without a comparison");
    }

    private static long time(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant().toEpochMilli();
        } catch (DateTimeParseException e) {
            return withoutOffset(text);
        }
    }

    /** Without an offset it is UTC, as all times of the program are. */
    private static long withoutOffset(String text) {
        try {
            return text.contains("T")
                    ? LocalDateTime.parse(text).toInstant(ZoneOffset.UTC).toEpochMilli()
                    : LocalDate.parse(text)
                            .atStartOfDay()
                            .toInstant(ZoneOffset.UTC)
                            .toEpochMilli();
        } catch (DateTimeParseException e) {
            throw usage("\"" + text + "\" is no point to replay from: write a time such as 2026-11-29T20:00:00Z,"
                    + " TOPIC:PARTITION:OFFSET of a changes topic, or earliest");
        }
    }

    private static MigrationException usage(String message) {
        return new MigrationException(ErrorCode.USAGE, message);
    }
}
