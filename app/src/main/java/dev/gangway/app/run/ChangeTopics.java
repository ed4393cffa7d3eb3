package dev.gangway.app.run;

import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import dev.gangway.events.Topics;
import dev.gangway.events.registry.SchemaRegistry;
import dev.gangway.mysql.state.RunLock;
import dev.gangway.mysql.state.StreamLock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * The migration's topics for a command that only reads them, whether a stream runs meanwhile or not: an embedded broker is
 * shared with the stream's process on this machine, or started for as long as this is open.
 */
public final class ChangeTopics implements AutoCloseable {
    private static final int FETCH_BYTES = 8 << 20;
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final Topics topics;
    private final Broker broker;
    private final @Nullable RunLock lock;

    private ChangeTopics(Topics topics, Broker broker, @Nullable RunLock lock) {
        this.topics = topics;
        this.broker = broker;
        this.lock = lock;
    }

    /**
     * Reaches the broker.
     *
     * @throws MigrationException STATE_LOCKED when the stream runs on another machine with a broker of its own
     */
    public static ChangeTopics open(MigrationContext context) {
        var config = context.config();
        var topics = new Topics(config.sourceId());
        if (!config.kafka().isEmbedded()) {
            return new ChangeTopics(topics, Broker.open(config, topics), null);
        }
        RunLock own = null;
        try {
            own = StreamLock.takeAlone(context.databases().state());
            return new ChangeTopics(topics, Broker.open(config, topics), own);
        } catch (MigrationException e) {
            if (own != null) {
                own.close();
            }
            if (e.code() != ErrorCode.STATE_LOCKED) {
                throw e;
            }
            return new ChangeTopics(topics, Broker.running(config).orElseThrow(() -> e), null);
        }
    }

    public Topics topics() {
        return topics;
    }

    public SchemaRegistry registry() {
        return broker.registry();
    }

    /** A consumer of committed records without a group; the caller closes it. */
    public Consumer<byte[], byte[]> consumer() {
        Map<String, Object> settings = new HashMap<>(broker.client());
        settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers());
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        settings.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, FETCH_BYTES);
        return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** All partitions of these topics. */
    public static List<TopicPartition> partitions(Consumer<byte[], byte[]> consumer, Collection<String> names) {
        return names.stream()
                .flatMap(name -> consumer.partitionsFor(name, LIMIT).stream()
                        .map(info -> new TopicPartition(name, info.partition())))
                .toList();
    }

    @Override
    public void close() {
        broker.close();
        if (lock != null) {
            lock.close();
        }
    }
}
