package dev.gangway.cdc;

import dev.gangway.core.change.RowChange;
import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import dev.gangway.core.schema.Table;
import dev.gangway.events.KafkaErrors;
import dev.gangway.events.envelope.ChangeRecords;
import dev.gangway.events.envelope.Watermark;
import dev.gangway.events.registry.SchemaRegistry;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes pieces durable: changes, a watermark for every partition, and the checkpoint in one Kafka transaction. After a
 * failure it is of no more use; a new one goes on at the last committed checkpoint. One thread at a time.
 */
final class ChangePublisher implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(ChangePublisher.class);
    private static final int RECORD_OVERHEAD = 4096;

    private final CdcConfig config;
    private final ChangeSource source;
    private final Claim claim;
    private final Map<String, Table> tables = new HashMap<>();
    private final ChangeRecords records;
    private final CheckpointTopic checkpoints;
    private final Duration transactionLimit;
    private final KafkaProducer<byte[], byte[]> producer;
    private final Map<String, Long> captured = new HashMap<>();
    private @Nullable SchemaRegistration registration;
    private long sequence;
    private long oversized;

    ChangePublisher(
            CdcConfig config, CapturedTables captured, SchemaRegistry registry, ChangeSource source, Claim claim) {
        this.config = config;
        this.source = source;
        this.claim = claim;
        captured.tables().forEach(table -> tables.put(table.name(), table));
        this.records = new ChangeRecords(config.topics(), config.partitions(), registry);
        this.checkpoints = new CheckpointTopic(config, claim.owner());
        Map<String, Object> settings = producerSettings(config);
        this.transactionLimit = Duration.ofMillis(
                Long.parseLong(String.valueOf(settings.get(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG))));
        this.producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private static Map<String, Object> producerSettings(CdcConfig config) {
        var settings = new HashMap<String, Object>();
        settings.put("compression.type", "lz4");
        settings.put("linger.ms", "5");
        settings.put("batch.size", "131072");
        settings.put("delivery.timeout.ms", "60000");
        settings.put("transaction.timeout.ms", "60000");
        settings.putAll(config.kafkaClient());
        settings.put("bootstrap.servers", config.bootstrapServers());
        settings.put("acks", "all");
        settings.put("enable.idempotence", "true");
        settings.put("max.request.size", Integer.toString(config.maxMessageBytes()));
        settings.put("transactional.id", "gangway-" + config.topics().sourceId() + "-capture");
        return settings;
    }

    /**
     * Ends whatever an earlier connector left open, keeps it from writing any more, and finds out where to go on. A connector that has lost its claim to another does not take it back.
     *
     * @param initial used when nothing was ever committed
     */
    Checkpoint takeOver(Checkpoint initial) {
        if (claim.isMade()) {
            checkpoints.last().ifPresent(stored -> claim.requireOwn(stored.owner()));
        }
        producer.initTransactions();
        Checkpoint last =
                checkpoints.last().map(record -> record.checkpointOf(config)).orElse(initial);
        captured.putAll(last.captured());
        sequence = last.sequence();
        producer.beginTransaction();
        write(checkpoints.record(last));
        producer.commitTransaction();
        claim.made();
        registration = SchemaRegistration.start(records.registrations(tables.values()));
        return last;
    }

    /**
     * A transaction that a stopped machine or a slow broker has kept open for too long is given up by the broker, which then
     * takes this producer for an old one: nobody has taken over, and a new producer goes on.
     */
    void publish(Piece piece) {
        long begin = System.nanoTime();
        try {
            publishAtOnce(piece);
        } catch (KafkaException e) {
            MigrationException error = KafkaErrors.explain(e, "writing changes", "capture");
            Duration took = Duration.ofNanos(System.nanoTime() - begin);
            if (error.code() != ErrorCode.FENCED || took.compareTo(transactionLimit) < 0) {
                throw error;
            }
            String message =
                    "Kafka gave up a transaction of capture that took " + took.toSeconds() + " s: it is repeated";
            throw new MigrationException(ErrorCode.BROKER_UNAVAILABLE, message, e);
        }
    }

    private void publishAtOnce(Piece piece) {
        Objects.requireNonNull(registration, "takeOver comes first").requireNoFailure();
        producer.beginTransaction();
        piece.changes().forEach(this::send);
        if (piece.cut() != null || !piece.changes().isEmpty()) {
            sequence++;
            records.watermarks(watermark(piece)).forEach(this::write);
        }
        write(checkpoints.record(new Checkpoint(piece.position(), piece.resume(), captured, sequence)));
        producer.commitTransaction();
    }

    /** Inside a transaction that is too large for one piece it says so, and readers need not hold all of it. */
    private Watermark watermark(Piece piece) {
        Cut cut = piece.cut();
        if (cut != null) {
            return new Watermark(cut.position(), sequence, 0, cut.timeMs(), captured, cut.heartbeat(), true);
        }
        RowChange last = piece.changes().get(piece.changes().size() - 1);
        long timeMs = last.committedAtMicros() / 1000;
        return new Watermark(last.position(), sequence, 0, timeMs, captured, false, false);
    }

    private void send(RowChange change) {
        Table table = tables.get(change.table());
        if (table == null) {
            throw new IllegalStateException("Table " + change.table() + " is not captured");
        }
        write(record(table, change));
        captured.merge(change.table(), 1L, Long::sum);
    }

    /** The change's record, or its stand-in when it cannot be sent: that is counted and parked by the next stage. */
    private ProducerRecord<byte[], byte[]> record(Table table, RowChange change) {
        try {
            ProducerRecord<byte[], byte[]> record = records.change(table, change, source.origin(change.position()));
            int bytes = record.value().length;
            return bytes <= config.maxMessageBytes() - RECORD_OVERHEAD ? record : oversized(table, change, bytes);
        } catch (MigrationException e) {
            if (e.code() != ErrorCode.ROW_REJECTED) {
                throw e;
            }
            return records.substitute(table, change, e.code(), String.valueOf(e.getMessage()));
        }
    }

    /**
     * What fails later makes the commit fail. What has failed already is told at once: a client that knows no broker any more
     * waits a minute for one with each record.
     */
    private void write(ProducerRecord<byte[], byte[]> record) {
        Future<RecordMetadata> sent = producer.send(record);
        if (!sent.isDone()) {
            return;
        }
        try {
            sent.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException cause ? cause : new KafkaException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private ProducerRecord<byte[], byte[]> oversized(Table table, RowChange change, int bytes) {
        oversized++;
        LOGGER.atWarn()
                .addKeyValue("table", change.table())
                .addKeyValue("position", change.position())
                .addKeyValue("bytes", bytes)
                .log("Change is too large for Kafka; it is parked");
        String reason = "The row has " + bytes + " bytes, the topic takes " + config.maxMessageBytes()
                + ": raise max-message-bytes, or repair this row after the cutover";
        return records.substitute(table, change, ErrorCode.RECORD_TOO_LARGE, reason);
    }

    Map<String, Long> captured() {
        return Map.copyOf(captured);
    }

    long oversized() {
        return oversized;
    }

    /** Open transactions are aborted. */
    @Override
    public void close() {
        if (registration != null) {
            registration.close();
        }
        producer.close(Duration.ofSeconds(10));
    }
}
