package dev.gangway.events.envelope;

import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;

/**
 * A change that was put aside for a person, as it stands on the parked topic. Never holds row values; {@code topic},
 * {@code partition} and {@code recordOffset} lead to the record itself.
 *
 * @param stage {@code capture}, {@code transform} or {@code sink}
 * @param table source table, empty when unknown
 * @param key source key, empty when unknown
 * @param position source position as text, empty when unknown
 */
public record ParkedChange(
        String stage,
        String code,
        String reason,
        String table,
        String key,
        String position,
        String topic,
        int partition,
        long recordOffset,
        long timestampMs) {

    public GenericRecord toRecord() {
        var record = new GenericData.Record(EventSchemas.PARKED_CHANGE);
        record.put("stage", stage);
        record.put("code", code);
        record.put("reason", reason);
        record.put("table", table);
        record.put("key", key);
        record.put("position", position);
        record.put("topic", topic);
        record.put("partition", partition);
        record.put("recordOffset", recordOffset);
        record.put("ts", timestampMs);
        return record;
    }

    public static ParkedChange from(GenericRecord record) {
        return new ParkedChange(
                record.get("stage").toString(),
                record.get("code").toString(),
                record.get("reason").toString(),
                record.get("table").toString(),
                record.get("key").toString(),
                record.get("position").toString(),
                record.get("topic").toString(),
                (Integer) record.get("partition"),
                (Long) record.get("recordOffset"),
                (Long) record.get("ts"));
    }
}
