package dev.gangway.cdc.debezium;

import com.github.shyiko.mysql.binlog.event.Event;
import com.github.shyiko.mysql.binlog.event.EventType;
import io.debezium.connector.binlog.BinlogDatabaseSchema;
import io.debezium.connector.binlog.BinlogOffsetContext;
import io.debezium.pipeline.ErrorHandler;
import io.debezium.pipeline.EventDispatcher;
import io.debezium.pipeline.spi.Partition;
import io.debezium.relational.Table;
import io.debezium.relational.TableId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/**
 * Puts records of our own between Debezium's change records, in the order of the binlog: a cut wherever every transaction
 * before it is complete, and a notice when a statement changed a captured table's structure. Confined to the binlog client's
 * thread. After a failure nothing is marked any more: what failed must not be jumped over.
 */
public final class Markers<P extends Partition> {
    /** Topic of a cut; its offset is where capture goes on, its value the source's time in milliseconds. */
    public static final String CUT = "gangway.cut";
    /** Topic of a tolerated change of structure: the key is the table's real name, the value says what changed. */
    public static final String SCHEMA_TOLERATED = "gangway.schema.tolerated";
    /** Topic of a change of structure that capture cannot go on with; key and value as above. */
    public static final String SCHEMA_BROKEN = "gangway.schema.broken";

    private static final long IDLE_NANOS = 200_000_000L;

    private final EventDispatcher<P, TableId> dispatcher;
    private final ErrorHandler errors;
    private boolean failed;
    private boolean rowsSinceCut;
    private long lastCut = System.nanoTime() - IDLE_NANOS;

    Markers(EventDispatcher<P, TableId> dispatcher, ErrorHandler errors) {
        this.dispatcher = dispatcher;
        this.errors = errors;
    }

    /** To be called after Debezium handled the event. */
    void after(Event event, P partition, BinlogOffsetContext<?> offset) {
        if (failed || errors.getProducerThrowable() != null || Thread.currentThread().isInterrupted()) {
            failed = true;
            return;
        }
        EventType type = event.getHeader().getEventType();
        rowsSinceCut |= EventType.isRowMutation(type);
        if (offset.getTransactionId() != null || !mayEndTransaction(type)) {
            return;
        }
        if (type == EventType.QUERY) {
            offset.commitTransaction();
        }
        boolean due = rowsSinceCut || type == EventType.HEARTBEAT || System.nanoTime() - lastCut >= IDLE_NANOS;
        if (due) {
            rowsSinceCut = false;
            lastCut = System.nanoTime();
            long time = event.getHeader().getTimestamp();
            enqueue(record(partition, offset, CUT, null, Schema.INT64_SCHEMA, time > 0 ? time : System.currentTimeMillis()));
        }
    }

    private static boolean mayEndTransaction(EventType type) {
        return type == EventType.XID
                || type == EventType.QUERY
                || type == EventType.HEARTBEAT
                || type == EventType.HEARTBEAT_V2
                || type == EventType.ROTATE;
    }

    /** The structures of the captured tables, to be compared before and after a statement. */
    static Map<TableId, Table> structures(BinlogDatabaseSchema<?, ?, ?, ?> schema) {
        var tables = new LinkedHashMap<TableId, Table>();
        for (TableId id : schema.tableIds()) {
            Table table = schema.tableFor(id);
            if (table != null) {
                tables.put(id, table);
            }
        }
        return tables;
    }

    void compare(Map<TableId, Table> before, Map<TableId, Table> after, P partition, BinlogOffsetContext<?> offset) {
        before.forEach((id, old) -> {
            Table now = after.get(id);
            if (Objects.equals(old, now)) {
                return;
            }
            List<String> broken = StructureChange.broken(old, now);
            String topic = broken.isEmpty() ? SCHEMA_TOLERATED : SCHEMA_BROKEN;
            List<String> changes = broken.isEmpty() && now != null ? StructureChange.tolerated(old, now) : broken;
            if (!changes.isEmpty()) {
                enqueue(record(partition, offset, topic, id.table(), Schema.STRING_SCHEMA, String.join("; ", changes)));
            }
        });
    }

    private SourceRecord record(
            P partition, BinlogOffsetContext<?> offset, String topic, @Nullable String key, Schema schema, Object value) {
        Schema keySchema = key == null ? null : Schema.STRING_SCHEMA;
        return new SourceRecord(
                partition.getSourcePartition(), offset.getOffset(), topic, keySchema, key, schema, value);
    }

    private void enqueue(SourceRecord record) {
        try {
            dispatcher.enqueueNotification(record);
        } catch (InterruptedException e) {
            failed = true;
            Thread.currentThread().interrupt();
        }
    }
}
