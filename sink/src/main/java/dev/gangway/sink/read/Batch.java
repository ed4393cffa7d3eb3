package dev.gangway.sink.read;

import dev.gangway.core.change.MappedChange;
import dev.gangway.events.envelope.Watermark;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * What one target transaction applies: everything up to a watermark.
 *
 * @param events changes in position order, with the records that brought them
 * @param strays records without a place in the order
 * @param offsets the next record to read of every partition that moved
 * @param captured changes captured up to the watermark since the start, per source table that was named
 */
public record Batch(
        Watermark watermark,
        List<RowEvent.Change> events,
        List<RowEvent.Stray> strays,
        Map<TopicPartition, Long> offsets,
        Map<String, Long> captured) {

    public Batch {
        events = List.copyOf(events);
        strays = List.copyOf(strays);
        offsets = Map.copyOf(offsets);
        captured = Map.copyOf(captured);
    }

    /** In position order. */
    public List<MappedChange> changes() {
        return events.stream().map(RowEvent.Change::change).toList();
    }

    /** True when applying it changes nothing but offsets. */
    public boolean isEmpty() {
        return events.isEmpty() && strays.isEmpty();
    }
}
