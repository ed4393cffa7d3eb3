package dev.gangway.events.envelope;

import dev.gangway.core.change.RowChange;
import dev.gangway.core.change.SourceKey;
import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.row.Row;
import dev.gangway.core.schema.Table;
import dev.gangway.events.Domain;
import dev.gangway.events.DomainRouter;
import dev.gangway.events.Route;
import dev.gangway.events.Topics;
import dev.gangway.events.registry.RecordSerializer;
import dev.gangway.events.registry.SchemaRegistry;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.utils.Utils;

/**
 * Makes the Kafka records that a connector writes: changes, watermarks and parked changes, ready for a producer of bytes.
 * One thread at a time.
 */
public final class ChangeRecords {
    private final Topics topics;
    private final int partitions;
    private final DomainRouter router = new DomainRouter();
    private final RecordSerializer serializer;
    private final Map<Table, Kind> kinds = new IdentityHashMap<>();

    public ChangeRecords(Topics topics, int partitions, SchemaRegistry registry) {
        this.topics = topics;
        this.partitions = partitions;
        this.serializer = new RecordSerializer(registry);
    }

    /**
     * What registers the schema of each table's changes, so that no change has to wait for that; it may run on another thread while
     * changes are encoded.
     */
    public List<Runnable> registrations(Collection<Table> tables) {
        return tables.stream()
                .map(this::kind)
                .<Runnable>map(kind ->
                        () -> serializer.prepare(kind.topic(), kind.encoder().schema()))
                .toList();
    }

    /**
     * The record of one change. {@code table} describes the columns as they were at that position; pass the same instance
     * until it changes: it is found by identity.
     *
     * @throws dev.gangway.core.error.MigrationException {@code ROW_REJECTED} when a value does not fit its column
     */
    public ProducerRecord<byte[], byte[]> change(Table table, RowChange change, Origin origin) {
        Kind kind = kind(table);
        ChangeEncoder encoder = kind.encoder();
        byte[] value = serializer.serialize(kind.topic(), encoder.schema(), out -> encoder.write(change, origin, out));
        return record(kind, change, value);
    }

    /**
     * A record that stands in the place of a change which cannot be sent itself, because it is too large or a value does not
     * fit: it is counted like the change, and parked with this reason by the next stage.
     */
    public ProducerRecord<byte[], byte[]> substitute(Table table, RowChange change, ErrorCode code, String reason) {
        Kind kind = kind(table);
        var parked = new ParkedChange(
                "capture",
                code.name(),
                reason,
                change.table(),
                key(table, change),
                change.position().toString(),
                "",
                0,
                0,
                change.committedAtMicros() / 1000);
        byte[] value = Objects.requireNonNull(serializer.serialize(kind.topic(), parked.toRecord()));
        return record(kind, change, value);
    }

    private static String key(Table table, RowChange change) {
        Row row = change.after() != null ? change.after() : change.before();
        return row == null ? "*" : SourceKey.text(table.identity(), row);
    }

    private Kind kind(Table table) {
        return kinds.computeIfAbsent(table, t -> {
            Route route = router.route(t);
            return new Kind(new ChangeEncoder(t), route, topics.changes(route.domain()));
        });
    }

    private ProducerRecord<byte[], byte[]> record(Kind kind, RowChange change, byte[] value) {
        byte[] key = kind.route().key(change).getBytes(StandardCharsets.UTF_8);
        var headers = new RecordHeaders();
        EventHeaders.put(headers, change);
        return new ProducerRecord<>(
                kind.topic(), partition(key), change.committedAtMicros() / 1000, key, value, headers);
    }

    /** One copy for every partition of every domain; counts stand in partition 0 of their table's domain. */
    public List<ProducerRecord<byte[], byte[]>> watermarks(Watermark watermark) {
        Map<Domain, Map<String, Long>> counts = new HashMap<>();
        watermark.captured().forEach((table, count) -> counts.computeIfAbsent(
                        router.domain(table), d -> new HashMap<>())
                .put(table, count));
        var records = new ArrayList<ProducerRecord<byte[], byte[]>>();
        for (Domain domain : Domain.values()) {
            String topic = topics.changes(domain);
            for (int p = 0; p < partitions; p++) {
                Map<String, Long> own = p == 0 ? counts.getOrDefault(domain, Map.of()) : Map.of();
                byte[] value =
                        serializer.serialize(topic, watermark.copyFor(p, own).toRecord());
                records.add(new ProducerRecord<>(topic, p, watermark.timestampMs(), null, value));
            }
        }
        return records;
    }

    public ProducerRecord<byte[], byte[]> parked(ParkedChange parked) {
        byte[] key = parked.table().getBytes(StandardCharsets.UTF_8);
        byte[] value = serializer.serialize(topics.parked(), parked.toRecord());
        return new ProducerRecord<>(topics.parked(), 0, parked.timestampMs(), key, value);
    }

    private int partition(byte[] key) {
        return Utils.toPositive(Utils.murmur2(key)) % partitions;
    }

    private record Kind(ChangeEncoder encoder, Route route, String topic) {}
}
