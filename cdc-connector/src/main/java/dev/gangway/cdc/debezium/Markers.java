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
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;

/**
 * Puts records of our own between Debezium's change records, in the order of the binlog: a cut wherever every transaction
 * before it is complete, and a notice when a statement changed a captured table's structure. Confined to the binlog client's
 * thread. After a failure nothing is marked any more: what failed must not be jumped over.
 */
public final class Markers<P extends Partition> {
    /** Topic of a cut; its offset is where capture goes on. */
    public static final String CUT = "gangway.cut";
    /** Topic of a change of structure that capture can go on with. */
    public static final String SCHEMA_TOLERATED = "gangway.schema.tolerated";
    /** Topic of a change of structure that capture cannot go on with. */
    public static final String SCHEMA_BROKEN = "gangway.schema.broken";

    /** Field of a marker's value: the source's time in milliseconds. */
    public static final String TIME = "time";
    /** Field of a marker's value: the table's real name, or null for a cut. */
    public static final String TABLE = "table";
    /** Field of a marker's value: what changed, or null for a cut. */
    public static final String CHANGE = "change";

    // Debezium measures the size of a record's value, which works for a Struct with a named schema only.
    private static final Schema MARKER = SchemaBuilder.struct()
            .name("dev.gangway.Marker")
            .field(TIME, Schema.INT64_SCHEMA)
            .field(TABLE, Schema.OPTIONAL_STRING_SCHEMA)
            .field(CHANGE, Schema.OPTIONAL_STRING_SCHEMA)
            .build();
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

    /** To be called after Debezium handled the event. What is thrown here would be swallowed by the binlog client. */
    void after(Event event, P partition, BinlogOffsetContext<?> offset) {
        try {
            mark(event, partition, offset);
        } catch (RuntimeException e) {
            failed = true;
            errors.setProducerThrowable(e);
        }
    }

    private void mark(Event event, P partition, BinlogOffsetContext<?> offset) {
        if (haveFailed()) {
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
            enqueue(record(partition, offset, CUT, marker(time > 0 ? time : System.currentTimeMillis())));
        }
    }

    /** True when nothing more may be handled: something before it is missing. */
    boolean haveFailed() {
        failed |=
                errors.getProducerThrowable() != null || Thread.currentThread().isInterrupted();
        return failed;
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
                Struct marker = marker(System.currentTimeMillis())
                        .put(TABLE, id.table())
                        .put(CHANGE, String.join("; ", changes));
                enqueue(record(partition, offset, topic, marker));
            }
        });
    }

    private static Struct marker(long time) {
        return new Struct(MARKER).put(TIME, time);
    }

    private SourceRecord record(P partition, BinlogOffsetContext<?> offset, String topic, Struct marker) {
        return new SourceRecord(partition.getSourcePartition(), offset.getOffset(), topic, MARKER, marker);
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
