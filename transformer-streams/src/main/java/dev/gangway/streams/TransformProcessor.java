package dev.gangway.streams;

import java.util.Objects;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/** Gives each record to the transform together with the place where it stands. Confined to its task. */
final class TransformProcessor implements Processor<byte[], byte[], byte[], Outgoing> {
    private final RecordTransform transform;
    private @Nullable ProcessorContext<byte[], Outgoing> context;

    TransformProcessor(RecordTransform transform) {
        this.transform = transform;
    }

    @Override
    public void init(ProcessorContext<byte[], Outgoing> newContext) {
        this.context = newContext;
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        ProcessorContext<byte[], Outgoing> current = Objects.requireNonNull(context);
        RecordMetadata place = current.recordMetadata().orElseThrow();
        for (Outgoing outgoing : transform.apply(record, place)) {
            current.forward(record.withValue(outgoing));
        }
    }
}
