package dev.gangway.embedded;

import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Lets a new broker do what streams ask of it: a topic, a transaction, a consumer group. */
final class KafkaTraining {
    private static final String TOPIC = "training";
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private KafkaTraining() {}

    static void run(String bootstrapServers) {
        try {
            create(bootstrapServers);
            write(bootstrapServers);
            read(bootstrapServers);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MigrationException(ErrorCode.INTERRUPTED, "Interrupted while preparing Kafka", e);
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            throw new MigrationException(ErrorCode.SERVER_START_FAILED, "Kafka did not take a record: " + e, e);
        }
    }

    private static Map<String, Object> client(String bootstrapServers) {
        Map<String, Object> settings = new HashMap<>();
        settings.put("bootstrap.servers", bootstrapServers);
        settings.put("default.api.timeout.ms", (int) LIMIT.toMillis());
        return settings;
    }

    private static void create(String bootstrapServers)
            throws InterruptedException, ExecutionException, TimeoutException {
        try (Admin admin = Admin.create(client(bootstrapServers))) {
            var topic = new NewTopic(TOPIC, Optional.of(1), Optional.empty());
            admin.createTopics(List.of(topic)).all().get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private static void write(String bootstrapServers)
            throws InterruptedException, ExecutionException, TimeoutException {
        Map<String, Object> settings = client(bootstrapServers);
        settings.put("transactional.id", TOPIC);
        settings.put("compression.type", "lz4");
        settings.put("max.block.ms", LIMIT.toMillis());
        settings.remove("default.api.timeout.ms");
        byte[] record = "training".getBytes(StandardCharsets.UTF_8);
        try (var producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            var sent = producer.send(new ProducerRecord<>(TOPIC, record, record));
            producer.commitTransaction();
            sent.get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private static void read(String bootstrapServers) {
        Map<String, Object> settings = client(bootstrapServers);
        settings.put("group.id", TOPIC);
        settings.put("auto.offset.reset", "earliest");
        settings.put("isolation.level", "read_committed");
        try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.subscribe(List.of(TOPIC));
            consumer.poll(LIMIT);
            consumer.commitSync(LIMIT);
        }
    }
}
