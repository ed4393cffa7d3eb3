package dev.gangway.sink;

import dev.gangway.core.change.MappedChange;
import dev.gangway.core.change.MappedChange.Rejection;
import dev.gangway.core.change.SourceKey;
import dev.gangway.core.change.TargetOperation;
import dev.gangway.core.position.SourcePosition;
import dev.gangway.core.row.Layout;
import dev.gangway.core.row.Row;
import dev.gangway.events.Domain;
import dev.gangway.events.Topics;
import dev.gangway.events.envelope.MappedChangeCodec;
import dev.gangway.events.envelope.Watermark;
import dev.gangway.events.registry.RecordSerializer;
import dev.gangway.events.registry.SchemaRegistry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Writes mapped changes and watermarks as the transformer does, and knows what it wrote. */
final class Feed implements AutoCloseable {
    private final Topics topics;
    private final int partitions;
    private final RecordSerializer serializer;
    private final MappedChangeCodec codec = new MappedChangeCodec();
    private final KafkaProducer<byte[], byte[]> producer;
    private final Map<String, Long> captured = new HashMap<>();
    private final List<Future<RecordMetadata>> sent = new ArrayList<>();
    private boolean losesAlways;
    private long position;
    private long sequence;

    Feed(Topics topics, int partitions, SchemaRegistry registry, String bootstrapServers) {
        this.topics = topics;
        this.partitions = partitions;
        this.serializer = new RecordSerializer(registry);
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers), new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** Each change from here on has a value that the mapping had to change. */
    void losesWithEveryChange() {
        losesAlways = true;
    }

    /** One change of source table {@code s_<table of the first operation>}. */
    void change(TargetOperation... operations) {
        String table = "s_" + operations[0].table();
        changeOf(table, key(operations[0]), operations);
    }

    /** One change of this source row. */
    void changeOf(String table, String key, TargetOperation... operations) {
        var losses = losesAlways ? List.of(new MappedChange.Loss(table, "v", "cut")) : List.<MappedChange.Loss>of();
        write(table, key, List.of(operations), null, losses);
    }

    /** The source row has the key of the target row. */
    private static String key(TargetOperation operation) {
        if (operation instanceof TargetOperation.Upsert upsert) {
            return SourceKey.text(upsert.key(), upsert.row());
        }
        return operation instanceof TargetOperation.Delete delete ? SourceKey.text(List.of("id"), delete.key()) : "*";
    }

    void filtered(String table) {
        write(table, List.of(), null);
    }

    void rejected(String table) {
        write(table, List.of(), new Rejection("ROW_REJECTED", "no such store"));
    }

    /** A change of a row whose value of {@code field} the mapping had to change. */
    void changeThatLost(String field, String reason, TargetOperation operation) {
        String table = "s_" + operation.table();
        write(table, key(operation), List.of(operation), null, List.of(new MappedChange.Loss(table, field, reason)));
    }

    /** A change that the mapping refused, with what is known of its row. */
    void rejected(String table, String key, Rejection rejection) {
        write(table, key, List.of(), rejection, List.of());
    }

    private void write(String table, List<TargetOperation> operations, @Nullable Rejection rejection) {
        write(table, "id=" + (position + 1), operations, rejection, List.of());
    }

    private void write(
            String table,
            String key,
            List<TargetOperation> operations,
            @Nullable Rejection rejection,
            List<MappedChange.Loss> losses) {
        position++;
        captured.merge(table, 1L, Long::sum);
        long micros = System.currentTimeMillis() * 1000;
        var change = new MappedChange(table, key, position(), "tx", micros, operations, rejection, losses);
        Domain domain = Domain.values()[(int) (position % Domain.values().length)];
        send(topics.rows(domain), (int) (position / 10 % partitions), codec.encode(change));
    }

    /** A record that nobody can read. */
    void garbage() {
        sent.add(producer.send(new ProducerRecord<>(topics.rows(Domain.CMS), 0, null, new byte[] {9, 9})));
    }

    /** Ends a cut in every partition and waits until the broker has everything. */
    SourcePosition cut(boolean endsTransaction) {
        sequence++;
        var watermark =
                new Watermark(position(), sequence, 0, System.currentTimeMillis(), captured, false, endsTransaction);
        for (String topic : topics.allRows()) {
            for (int p = 0; p < partitions; p++) {
                send(topic, p, watermark.toRecord());
            }
        }
        sent.forEach(Feed::await);
        sent.clear();
        return position();
    }

    private static void await(Future<RecordMetadata> written) {
        try {
            written.get(60, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new IllegalStateException("A record was not written", e);
        }
    }

    SourcePosition cut() {
        return cut(true);
    }

    SourcePosition position() {
        return new SourcePosition(1, position, 0);
    }

    Map<String, Long> captured() {
        return captured;
    }

    private void send(String topic, int partition, GenericRecord event) {
        byte[] value = serializer.serialize(topic, event);
        sent.add(producer.send(new ProducerRecord<>(topic, partition, null, value)));
    }

    static TargetOperation upsert(String table, @Nullable Object... namesAndValues) {
        return new TargetOperation.Upsert(table, List.of("id"), row(table, namesAndValues));
    }

    static TargetOperation delete(String table, Object id) {
        return new TargetOperation.Delete(table, row(table, "id", id));
    }

    static Row row(String table, @Nullable Object... namesAndValues) {
        var fields = new LinkedHashMap<String, @Nullable Object>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            Object value = namesAndValues[i + 1];
            fields.put(String.valueOf(namesAndValues[i]), value instanceof Integer n ? n.toString() : value);
        }
        var values = new ArrayList<>(fields.values());
        return Row.full(new Layout(table, List.copyOf(fields.keySet())), values.toArray());
    }

    @Override
    public void close() {
        producer.close();
    }
}
