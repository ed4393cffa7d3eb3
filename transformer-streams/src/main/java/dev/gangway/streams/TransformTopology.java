package dev.gangway.streams;

import dev.gangway.events.Topics;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;

/**
 * Changes of all domains -> plan -> rows of the same domain and partition, with a copy of rejected ones on the parked topic.
 * Pure: builds, never runs. No state store, no repartitioning: a record keeps its partition number, and its order after the
 * records before it.
 */
public final class TransformTopology {
    static final String SOURCE = "read-changes";
    static final String TRANSFORM = "apply-plan";
    static final String SINK = "write-rows";

    private TransformTopology() {}

    /** {@code transform} is shared by all tasks and must be thread-safe. */
    public static Topology build(Topics topics, RecordTransform transform) {
        ProcessorSupplier<byte[], byte[], byte[], Outgoing> processor = () -> new TransformProcessor(transform);
        return new Topology()
                .addSource(
                        SOURCE,
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer(),
                        topics.allChanges().toArray(String[]::new))
                .addProcessor(TRANSFORM, processor, SOURCE)
                .<byte[], Outgoing>addSink(
                        SINK,
                        (key, value, context) -> value.topic(),
                        new ByteArraySerializer(),
                        (topic, value) -> value.value(),
                        (topic, key, value, partitions) -> Optional.of(Set.of(value.partition())),
                        TRANSFORM);
    }
}
