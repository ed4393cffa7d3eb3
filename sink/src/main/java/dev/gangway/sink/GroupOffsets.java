package dev.gangway.sink;

import dev.gangway.core.retry.Bell;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells Kafka once a second how far the target is, as offsets of the sink's group, for those who look with Kafka's own tools.
 * The sink itself goes by what stands in the target, so nothing depends on it, and what fails is told a second later. A thread
 * and a client of its own: the sink never waits for it.
 */
final class GroupOffsets implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(GroupOffsets.class);
    private static final Duration BETWEEN = Duration.ofSeconds(1);
    private static final long LIMIT_SECONDS = 10;
    private static final long CLOSE_SECONDS = 3;

    private final Admin admin;
    private final String group;
    private final Bell bell = new Bell();
    private final Thread thread = new Thread(this::run, "sink-group-1");
    private final Map<TopicPartition, Long> untold = new HashMap<>();
    private volatile boolean closing;
    private boolean failedBefore;

    GroupOffsets(SinkConfig config) {
        this.admin = KafkaClients.admin(config);
        this.group = config.topics().sinkGroup();
        thread.setDaemon(true);
        thread.start();
    }

    /** The target has everything before these offsets. Returns at once. */
    void reached(Map<TopicPartition, Long> offsets) {
        synchronized (untold) {
            untold.putAll(offsets);
        }
    }

    private void run() {
        while (!closing && !Thread.currentThread().isInterrupted()) {
            bell.await(BETWEEN, () -> closing);
            tell(closing ? CLOSE_SECONDS : LIMIT_SECONDS);
        }
    }

    private void tell(long limitSeconds) {
        var offsets = new HashMap<TopicPartition, OffsetAndMetadata>();
        synchronized (untold) {
            untold.forEach((partition, offset) -> offsets.put(partition, new OffsetAndMetadata(offset)));
            untold.clear();
        }
        if (offsets.isEmpty()) {
            return;
        }
        try {
            admin.alterConsumerGroupOffsets(group, offsets).all().get(limitSeconds, TimeUnit.SECONDS);
            failedBefore = false;
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            failed(offsets, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Newer offsets may have come meanwhile. */
    private void failed(Map<TopicPartition, OffsetAndMetadata> offsets, Exception error) {
        synchronized (untold) {
            offsets.forEach((partition, offset) -> untold.putIfAbsent(partition, offset.offset()));
        }
        if (!failedBefore) {
            failedBefore = true;
            LOGGER.atInfo()
                    .addKeyValue("group", group)
                    .addKeyValue("error", String.valueOf(error.getMessage()))
                    .log("The group's offsets cannot be stored now; the sink does not need them");
        }
    }

    /** Tells what is left, if that is a matter of moments. */
    @Override
    public void close() {
        closing = true;
        bell.ring();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(CLOSE_SECONDS + 1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        admin.close(Duration.ZERO);
    }
}
