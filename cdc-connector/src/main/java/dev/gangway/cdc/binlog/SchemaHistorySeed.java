package dev.gangway.cdc.binlog;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Tells Debezium what the tables look like where capture starts: without it the first start would read the structures as they
 * are now, which is wrong as soon as a statement changed them in between. Idempotent: a table that the topic already knows is
 * not written again.
 */
final class SchemaHistorySeed {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final Pattern CREATE = Pattern.compile("(?i)\\s*CREATE TABLE `((?:[^`]|``)+)`.*", Pattern.DOTALL);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final BinlogSettings settings;
    private final String database;

    SchemaHistorySeed(BinlogSettings settings, String database) {
        this.settings = settings;
        this.database = database;
    }

    /** The tables, by real name, whose structure the topic holds; makes the topic when it is missing. */
    Set<String> knownTables() {
        try {
            createTopic();
            return readTables();
        } catch (KafkaException e) {
            throw unavailable(e);
        }
    }

    void write(Map<String, String> createStatements, BinlogOffset at) {
        var client = client();
        client.put("acks", "all");
        try (var producer = new KafkaProducer<>(client, new StringSerializer(), new StringSerializer())) {
            var sent = new ArrayList<Future<RecordMetadata>>();
            for (String ddl : createStatements.values()) {
                sent.add(producer.send(new ProducerRecord<>(settings.historyTopic(), 0, null, record(ddl, at))));
            }
            for (Future<RecordMetadata> record : sent) {
                record.get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            throw interrupted(e);
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            throw unavailable(e);
        }
    }

    private String record(String ddl, BinlogOffset at) {
        try {
            Object position = JSON.readValue(at.json(), Map.class);
            return JSON.writeValueAsString(Map.of(
                    "source",
                    Map.of("server", settings.sourceId()),
                    "position",
                    position,
                    "ts_ms",
                    System.currentTimeMillis(),
                    "databaseName",
                    database,
                    "ddl",
                    ddl,
                    "tableChanges",
                    List.of()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A schema history record cannot be written", e);
        }
    }

    private void createTopic() {
        try (Admin admin = Admin.create(client())) {
            NewTopic topic = new NewTopic(settings.historyTopic(), 1, settings.replication())
                    .configs(Map.of("cleanup.policy", "delete", "retention.ms", "-1", "retention.bytes", "-1"));
            admin.createTopics(List.of(topic)).all().get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw unavailable(e);
            }
        } catch (TimeoutException e) {
            throw unavailable(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MigrationException(
                    ErrorCode.INTERRUPTED, "Interrupted while making " + settings.historyTopic(), e);
        }
    }

    private Set<String> readTables() {
        var tables = new HashSet<String>();
        try (var consumer = new KafkaConsumer<>(client(), new StringDeserializer(), new StringDeserializer())) {
            var partition = new TopicPartition(settings.historyTopic(), 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition), TIMEOUT).getOrDefault(partition, 0L);
            while (consumer.position(partition, TIMEOUT) < end) {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> addTable(record.value(), tables));
            }
        }
        return tables;
    }

    private void addTable(String json, Set<String> tables) {
        try {
            var record = JSON.readTree(json);
            Matcher matcher = CREATE.matcher(record.path("ddl").asText());
            if (record.path("databaseName").asText().equals(database) && matcher.matches()) {
                tables.add(matcher.group(1).replace("``", "`"));
            }
        } catch (JsonProcessingException e) {
            throw new MigrationException(
                    ErrorCode.RECORD_UNREADABLE,
                    "Topic " + settings.historyTopic() + " holds a record that is not JSON: delete the topic and start"
                            + " capture from a fresh start point",
                    e);
        }
    }

    private Map<String, Object> client() {
        var client = new HashMap<String, Object>(settings.kafkaClient());
        client.put("bootstrap.servers", settings.bootstrapServers());
        return client;
    }

    private MigrationException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new MigrationException(ErrorCode.INTERRUPTED, "Interrupted while writing " + settings.historyTopic(), e);
    }

    private MigrationException unavailable(Exception e) {
        return new MigrationException(
                ErrorCode.BROKER_UNAVAILABLE,
                "Kafka at " + settings.bootstrapServers() + " did not take the table structures for "
                        + settings.historyTopic() + ": check bootstrap-servers in <kafka> and that the brokers are up",
                e);
    }
}
