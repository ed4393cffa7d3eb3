package dev.gangway.cdc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import dev.gangway.core.position.SourcePosition;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/** Writes and finds the connector's checkpoint: JSON under the key {@code capture} of the compacted checkpoints topic. */
final class CheckpointTopic {
    private static final String KEY = "capture";
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final long TAIL = 200;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final CdcConfig config;
    private final String owner;

    /** {@code owner} names the connector that writes here. */
    CheckpointTopic(CdcConfig config, String owner) {
        this.config = config;
        this.owner = owner;
    }

    ProducerRecord<byte[], byte[]> record(Checkpoint checkpoint) {
        try {
            byte[] value = JSON.writeValueAsBytes(Map.of(
                    "run", config.runId(),
                    "position", checkpoint.position().toString(),
                    "resume", checkpoint.resume(),
                    "captured", checkpoint.captured(),
                    "sequence", checkpoint.sequence(),
                    "owner", owner));
            return new ProducerRecord<>(topic(), 0, KEY.getBytes(StandardCharsets.UTF_8), value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A checkpoint cannot be written as JSON", e);
        }
    }

    /**
     * The last committed checkpoint, and whose it is.
     *
     * @throws MigrationException CHECKPOINT_CORRUPTED when it cannot be read
     */
    Optional<CaptureRecord> last() {
        var settings = new HashMap<String, Object>(config.kafkaClient());
        settings.put("bootstrap.servers", config.bootstrapServers());
        settings.put("isolation.level", "read_committed");
        settings.put("enable.auto.commit", "false");
        try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            var partition = new TopicPartition(topic(), 0);
            consumer.assign(List.of(partition));
            long end = consumer.endOffsets(List.of(partition), TIMEOUT).getOrDefault(partition, 0L);
            byte[] found = lastFrom(consumer, partition, Math.max(0, end - TAIL), end);
            if (found == null && end > TAIL) {
                found = lastFrom(consumer, partition, 0, end);
            }
            return Optional.ofNullable(found).map(this::parse);
        }
    }

    private static byte @Nullable [] lastFrom(
            KafkaConsumer<byte[], byte[]> consumer, TopicPartition partition, long from, long end) {
        byte[] found = null;
        consumer.seek(partition, from);
        while (consumer.position(partition, TIMEOUT) < end) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                boolean own = record.key() != null && new String(record.key(), StandardCharsets.UTF_8).equals(KEY);
                found = own ? record.value() : found;
            }
        }
        return found;
    }

    private CaptureRecord parse(byte[] json) {
        try {
            JsonNode node = JSON.readTree(json);
            var checkpoint = new Checkpoint(
                    SourcePosition.parse(node.path("position").asText()),
                    JSON.convertValue(node.path("resume"), new TypeReference<Map<String, String>>() {}),
                    JSON.convertValue(node.path("captured"), new TypeReference<Map<String, Long>>() {}),
                    node.path("sequence").asLong());
            return new CaptureRecord(
                    node.path("run").asText(""), node.path("owner").asText(""), checkpoint);
        } catch (IOException | IllegalArgumentException e) {
            throw new MigrationException(
                    ErrorCode.CHECKPOINT_CORRUPTED,
                    "Topic " + topic() + ": the last record with key " + KEY
                            + " is not a checkpoint; delete the topics of" + " this source-id and load the data again",
                    e);
        }
    }

    private String topic() {
        return config.topics().checkpoints();
    }
}
