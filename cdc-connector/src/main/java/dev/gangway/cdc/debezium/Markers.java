package dev.gangway.cdc.debezium;

import com.github.shyiko.mysql.binlog.event.Event;
import com.github.shyiko.mysql.binlog.event.EventType;
import dev.gangway.cdc.events.Unreadable;
import dev.gangway.cdc.structure.TableShape;
import io.debezium.connector.binlog.BinlogOffsetContext;
import io.debezium.pipeline.ErrorHandler;
import io.debezium.pipeline.EventDispatcher;
import io.debezium.pipeline.spi.Partition;
import io.debezium.relational.TableId;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/**
 * Puts records of our own between Debezium's change records, in the order of the binlog: a cut wherever every transaction
 * before it is complete, and a notice of what a captured table looks like. Confined to the binlog client's
 * thread. After a failure nothing is marked any more: what failed must not be jumped over.
 */
public final class Markers<P extends Partition> {
    /** Topic of a cut; its offset is where capture goes on. */
    public static final String CUT = "gangway.cut";
    /** Topic of a notice of what a table looks like from here on. */
    public static final String STRUCTURE = "gangway.structure";
    /** Topic of changes that cannot be carried. */
    public static final String UNREADABLE = "gangway.unreadable";

    /** Field of a marker's value: the source's time in milliseconds. */
    public static final String TIME = "time";
    /** Field of a marker's value: the real names of the tables it speaks of, one a line; null for a cut. */
    public static final String TABLE = "table";
    /** Field of a marker's value: what changed, or null for a cut. */
    public static final String CHANGE = "change";
    /** Field of a marker's value: how to keep it from coming again; may be empty. */
    public static final String REMEDY = "remedy";
    /** Field of a marker's value: the table's structure up to here, as text; null when it was not there. */
    public static final String BEFORE = "before";
    /** Field of a marker's value: the table's structure from here on, as text; null when it is gone. */
    public static final String AFTER = "after";
    /** Field of a marker's value: the binlog file that the marker stands in. */
    public static final String FILE = "file";
    /** Field of a marker's value: where it stands in that file. */
    public static final String OFFSET = "offset";

    // Debezium measures the size of a record's value, which works for a Struct with a named schema only.
    private static final Schema MARKER = SchemaBuilder.struct()
            .name("dev.gangway.Marker")
            .field(TIME, Schema.INT64_SCHEMA)
            .field(TABLE, Schema.OPTIONAL_STRING_SCHEMA)
            .field(CHANGE, Schema.OPTIONAL_STRING_SCHEMA)
            .field(REMEDY, Schema.OPTIONAL_STRING_SCHEMA)
            .field(BEFORE, Schema.OPTIONAL_STRING_SCHEMA)
            .field(AFTER, Schema.OPTIONAL_STRING_SCHEMA)
            .field(FILE, Schema.OPTIONAL_STRING_SCHEMA)
            .field(OFFSET, Schema.OPTIONAL_INT64_SCHEMA)
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

    /** Runs something in the binlog client's thread, which would swallow what is thrown. */
    void guard(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            failed = true;
            errors.setProducerThrowable(e);
        }
    }

    /**
     * To be called after Debezium handled the event.
     *
     * @param undecided where a restart must begin instead of here, or null
     */
    void after(Event event, P partition, BinlogOffsetContext<?> offset, @Nullable Map<String, ?> undecided) {
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
            Map<String, ?> here = offset.getOffset();
            Struct cut = marker(time > 0 ? time : System.currentTimeMillis())
                    .put(FILE, here.get("file"))
                    .put(OFFSET, here.get("pos"));
            enqueue(record(partition, undecided == null ? here : undecided, CUT, cut));
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

    void structure(Structure structure, P partition, BinlogOffsetContext<?> offset) {
        Struct marker = marker(System.currentTimeMillis())
                .put(TABLE, structure.table())
                .put(CHANGE, structure.change().name())
                .put(
                        BEFORE,
                        structure.before() == null ? null : structure.before().toText())
                .put(AFTER, structure.after() == null ? null : structure.after().toText())
                .put(FILE, structure.file())
                .put(OFFSET, structure.offset());
        enqueue(record(partition, offset.getOffset(), STRUCTURE, marker));
    }

    /**
     * What a table looks like at a place.
     *
     * @param table its real name
     */
    record Structure(
            String table,
            Change change,
            @Nullable TableShape before,
            @Nullable TableShape after,
            String file,
            long offset) {}

    /** How a table came to look as it does. */
    public enum Change {
        /** It looked so when reading began. */
        FOUND,
        /** A statement changed it. */
        ALTERED,
        /** Another table took its name, whose rows may be others. */
        REPLACED,
        /** A statement changed it that could not be read: it is taken to be as it is today. */
        GUESSED
    }

    void unreadable(Unreadable place, P partition, BinlogOffsetContext<?> offset) {
        Struct marker = marker(System.currentTimeMillis())
                .put(TABLE, String.join("\n", place.tables()))
                .put(CHANGE, place.what())
                .put(REMEDY, place.remedy())
                .put(FILE, place.file())
                .put(OFFSET, place.offset());
        enqueue(record(partition, offset.getOffset(), UNREADABLE, marker));
    }

    private static Struct marker(long time) {
        return new Struct(MARKER).put(TIME, time);
    }

    private SourceRecord record(P partition, Map<String, ?> resume, String topic, Struct marker) {
        return new SourceRecord(partition.getSourcePartition(), resume, topic, MARKER, marker);
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
