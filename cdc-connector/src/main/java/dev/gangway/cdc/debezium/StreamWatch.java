package dev.gangway.cdc.debezium;

import com.github.shyiko.mysql.binlog.event.Event;
import com.github.shyiko.mysql.binlog.event.QueryEventData;
import com.github.shyiko.mysql.binlog.event.deserialization.EventDeserializer.EventDataWrapper;
import io.debezium.connector.binlog.BinlogDatabaseSchema;
import io.debezium.connector.binlog.BinlogOffsetContext;
import io.debezium.connector.binlog.BinlogPartition;
import io.debezium.connector.common.CdcSourceTaskContext;
import io.debezium.pipeline.source.spi.ChangeEventSource.ChangeEventSourceContext;
import io.debezium.relational.Table;
import io.debezium.relational.TableId;
import java.util.Map;

/**
 * What both streams do around Debezium's handling of an event: {@link Markers} are placed, a {@link LostConnection} is a
 * failure, and an idle server beats. Confined to the binlog client's thread.
 */
public final class StreamWatch<P extends BinlogPartition> {
    /** Setting of the engine: milliseconds after which an idle server tells where it is. */
    public static final String HEARTBEAT = "gangway.heartbeat.ms";

    private final BinlogDatabaseSchema<?, ?, ?, ?> schema;
    private final Markers<P> markers;
    private final LostConnection lost;

    StreamWatch(
            StreamSurroundings<P, ? extends BinlogDatabaseSchema<?, ?, ?, ?>> around, CdcSourceTaskContext<?> context) {
        this.schema = around.schema();
        this.markers = new Markers<>(around.dispatcher(), around.errors());
        this.lost = new LostConnection(around.errors());
        around.client().registerLifecycleListener(lost);
        around.client().setHeartbeatInterval(context.getRawConfig().getLong(HEARTBEAT));
    }

    /** Lets Debezium handle an event unless something before it is missing, and marks a cut behind it. */
    void event(
            Event event,
            P partition,
            BinlogOffsetContext<?> offset,
            ChangeEventSourceContext context,
            Runnable handle) {
        lost.runningIn(context);
        if (markers.haveFailed()) {
            return;
        }
        handle.run();
        markers.after(event, partition, offset);
    }

    /** Lets Debezium handle a statement, and gives notice of what it changed in the tables' structures. */
    void statement(Event event, P partition, BinlogOffsetContext<?> offset, Handling handle)
            throws InterruptedException {
        if (isTransactionControl(event)) {
            handle.run();
            return;
        }
        Map<TableId, Table> before = Markers.structures(schema);
        handle.run();
        markers.compare(before, Markers.structures(schema), partition, offset);
    }

    private static boolean isTransactionControl(Event event) {
        if (EventDataWrapper.internal(event.getData()) instanceof QueryEventData query) {
            String sql = query.getSql().trim();
            return sql.equalsIgnoreCase("BEGIN") || sql.equalsIgnoreCase("COMMIT");
        }
        return false;
    }

    /** Debezium's own handling of a statement. */
    interface Handling {
        void run() throws InterruptedException;
    }
}
