package dev.gangway.sink.read;

import dev.gangway.core.change.MappedChange;
import dev.gangway.core.position.SourcePosition;
import dev.gangway.events.envelope.Watermark;
import org.apache.kafka.common.TopicPartition;

/** One record of a rows topic. */
public sealed interface RowEvent {

    TopicPartition partition();

    long offset();

    /** The size of the record as it came. */
    int bytes();

    /** A change, mapped or rejected. */
    record Change(TopicPartition partition, long offset, int bytes, MappedChange change) implements RowEvent {
        SourcePosition position() {
            return change.position();
        }
    }

    /** A cut: nothing up to its position follows in this partition. */
    record Cut(TopicPartition partition, long offset, int bytes, Watermark watermark) implements RowEvent {}

    /** A record that is no event and has no place in the order: it is parked as it is. */
    record Stray(TopicPartition partition, long offset, byte[] value, String reason) implements RowEvent {
        @Override
        public int bytes() {
            return value.length;
        }
    }
}
