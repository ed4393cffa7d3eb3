package dev.gangway.events.envelope;

import dev.gangway.core.position.SourcePosition;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;

/**
 * A cut of the stream: every change up to and including {@code position} stands before it in every partition.
 *
 * @param sequence rises by one with every cut
 * @param partition the partition this copy was written to
 * @param captured changes captured since the start, per source table
 * @param heartbeat true when no change happened since the last cut
 * @param endsTransaction false inside a source transaction that is too large for one cut
 */
public record Watermark(
        SourcePosition position,
        long sequence,
        int partition,
        long timestampMs,
        Map<String, Long> captured,
        boolean heartbeat,
        boolean endsTransaction) {

    public Watermark {
        captured = Map.copyOf(captured);
    }

    /** The copy for one partition, with the counts that belong there. */
    public Watermark copyFor(int newPartition, Map<String, Long> counts) {
        return new Watermark(position, sequence, newPartition, timestampMs, counts, heartbeat, endsTransaction);
    }

    public GenericRecord toRecord() {
        var record = new GenericData.Record(EventSchemas.WATERMARK);
        Positions.put(record, position);
        record.put("sequence", sequence);
        record.put("partition", partition);
        record.put("ts", timestampMs);
        record.put("captured", captured);
        record.put("heartbeat", heartbeat);
        record.put("endsTransaction", endsTransaction);
        return record;
    }

    public static Watermark from(GenericRecord record) {
        var captured = new LinkedHashMap<String, Long>();
        ((Map<?, ?>) record.get("captured")).forEach((table, count) -> captured.put(table.toString(), (Long) count));
        return new Watermark(
                Positions.get(record),
                (Long) record.get("sequence"),
                (Integer) record.get("partition"),
                (Long) record.get("ts"),
                captured,
                (Boolean) record.get("heartbeat"),
                (Boolean) record.get("endsTransaction"));
    }
}
