package dev.gangway.sink.write;

import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import dev.gangway.events.KafkaErrors;
import dev.gangway.events.Topics;
import dev.gangway.events.envelope.ParkedChange;
import dev.gangway.events.registry.RecordSerializer;
import dev.gangway.events.registry.SchemaRegistry;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Copies what the sink parks to the parked topic: at least once, before the target's transaction commits. */
public final class ParkedPublisher implements AutoCloseable {
    private final Producer<byte[], byte[]> producer;
    private final RecordSerializer serializer;
    private final String topic;

    public ParkedPublisher(Producer<byte[], byte[]> producer, SchemaRegistry registry, Topics topics) {
        this.producer = producer;
        this.serializer = new RecordSerializer(registry);
        this.topic = topics.parked();
    }

    /** Returns when the cluster has all of them. */
    public void publish(List<ParkedChange> parked) {
        var sent = new ArrayList<Future<?>>(parked.size());
        for (ParkedChange change : parked) {
            byte[] key = change.table().getBytes(StandardCharsets.UTF_8);
            byte[] value = serializer.serialize(topic, change.toRecord());
            sent.add(producer.send(new ProducerRecord<>(topic, 0, change.timestampMs(), key, value)));
        }
        try {
            for (Future<?> future : sent) {
                future.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MigrationException(ErrorCode.INTERRUPTED, "Interrupted while copying parked changes", e);
        } catch (ExecutionException e) {
            throw KafkaErrors.explain(e, "copying parked changes to " + topic, "the sink");
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
