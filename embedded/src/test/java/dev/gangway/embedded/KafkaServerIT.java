package dev.gangway.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaServerIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final TopicPartition PARTITION = new TopicPartition("numbers", 0);

    @Test
    void keepsAcknowledgedRecordsOverKillAndRestart() throws Exception {
        try (KafkaServer kafka = KafkaServer.start(KafkaOptions.defaults())) {
            // Given
            createTopic(kafka);
            produce(kafka, 0, 500);

            // When
            kafka.kill();
            assertThat(kafka.isRunning()).isFalse();
            kafka.restart();
            produce(kafka, 500, 800);
            kafka.restart();
            produce(kafka, 800, 1000);

            // Then
            List<String> expected = new ArrayList<>();
            for (int i = 0; i < 1000; i++) {
                expected.add(String.valueOf(i));
            }
            assertThat(consume(kafka, 1000)).isEqualTo(expected);
        }
    }

    @Test
    void goesOnInAKeptFolder(@TempDir Path folder) throws Exception {
        KafkaOptions options = KafkaOptions.defaults().withFolder(folder.resolve("kafka"));
        try (KafkaServer first = KafkaServer.start(options)) {
            createTopic(first);
            produce(first, 0, 10);
        }

        try (KafkaServer second = KafkaServer.start(options)) {
            produce(second, 10, 20);

            assertThat(consume(second, 20)).hasSize(20).startsWith("0").endsWith("19");
        }
    }

    @Test
    void commitsTransactionsWithLargeRecords() throws Exception {
        KafkaServer kafka = Servers.kafka();
        createTopic(kafka);
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                kafka.bootstrapServers(),
                "transactional.id",
                "embedded-it",
                "max.request.size",
                20_000_000);

        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>("numbers", "x".repeat(12_000_000)))
                    .get(30, TimeUnit.SECONDS);
            producer.commitTransaction();
        }

        assertThat(consume(kafka, 1)).singleElement().asString().hasSize(12_000_000);
    }

    private static void createTopic(KafkaServer kafka) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic("numbers", 1, (short) 1)))
                    .all()
                    .get(30, TimeUnit.SECONDS);
        }
    }

    private static void produce(KafkaServer kafka, int from, int to) throws Exception {
        Map<String, Object> settings = Map.of("bootstrap.servers", kafka.bootstrapServers(), "acks", "all");
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            for (int i = from; i < to; i++) {
                var sent = producer.send(new ProducerRecord<>("numbers", String.valueOf(i)));
                if (i == to - 1) {
                    sent.get(30, TimeUnit.SECONDS);
                }
            }
        }
    }

    private static List<String> consume(KafkaServer kafka, int count) {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", kafka.bootstrapServers(), "isolation.level", "read_committed");
        List<String> values = new ArrayList<>();
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.assign(List.of(PARTITION));
            consumer.seekToBeginning(List.of(PARTITION));
            Awaitility.await().atMost(LIMIT).until(() -> {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> values.add(record.value()));
                return values.size() >= count;
            });
        }
        return values;
    }
}
