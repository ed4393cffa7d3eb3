package dev.gangway.streams;

import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;

/** The settings that the transformer's promises rest on. */
final class StreamsProperties {
    private static final int COMMIT_INTERVAL_MS = 100;
    private static final int SESSION_TIMEOUT_MS = 10_000;
    private static final int TRANSACTION_TIMEOUT_MS = 60_000;
    /** Those who take over a killed instance's partitions wait so long for its open transaction. */
    private static final int SHARED_TRANSACTION_TIMEOUT_MS = 20_000;

    private static final int RECORD_OVERHEAD = 64 << 10;

    private StreamsProperties() {}

    static Properties of(TransformConfig config) {
        var p = new Properties();
        p.putAll(config.clientProperties());
        p.put(StreamsConfig.APPLICATION_ID_CONFIG, config.topics().transformGroup());
        p.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, config.bootstrapServers());
        p.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        p.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, COMMIT_INTERVAL_MS);
        p.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, config.threads());
        p.put(StreamsConfig.STATE_DIR_CONFIG, config.stateDirectory().toString());
        p.put(StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
        p.put(StreamsConfig.consumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), SESSION_TIMEOUT_MS);
        // A member that is closed leaves at once: otherwise the next start waits for its session to end.
        p.put(StreamsConfig.consumerPrefix("internal.leave.group.on.close"), true);
        p.put(StreamsConfig.producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG), "lz4");
        p.put(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), 5);
        p.put(
                StreamsConfig.producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG),
                config.shared() ? SHARED_TRANSACTION_TIMEOUT_MS : TRANSACTION_TIMEOUT_MS);
        p.put(
                StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG),
                config.maxRecordBytes() + RECORD_OVERHEAD);
        return p;
    }
}
