package dev.gangway.cdc.debezium;

import com.github.shyiko.mysql.binlog.BinaryLogClient;
import com.github.shyiko.mysql.binlog.event.Event;
import com.github.shyiko.mysql.binlog.event.deserialization.EventDeserializer;
import io.debezium.connector.binlog.jdbc.BinlogConnectorConnection;
import io.debezium.connector.mariadb.MariaDbConnectorConfig;
import io.debezium.connector.mariadb.MariaDbDatabaseSchema;
import io.debezium.connector.mariadb.MariaDbOffsetContext;
import io.debezium.connector.mariadb.MariaDbPartition;
import io.debezium.connector.mariadb.MariaDbStreamingChangeEventSource;
import io.debezium.connector.mariadb.MariaDbTaskContext;
import io.debezium.connector.mariadb.metrics.MariaDbStreamingChangeEventSourceMetrics;
import io.debezium.pipeline.ErrorHandler;
import io.debezium.pipeline.EventDispatcher;
import io.debezium.relational.Table;
import io.debezium.relational.TableId;
import io.debezium.snapshot.SnapshotterService;
import io.debezium.util.Clock;
import java.util.Map;

/** Reads the binlog with {@link ExactRows}, beats twice a second when the source is idle, and places {@link Markers}. */
final class ExactMariaDbStream extends MariaDbStreamingChangeEventSource {
    private final Markers<MariaDbPartition> markers;
    private final MariaDbDatabaseSchema schema;
    private final LostConnection lost;
    private final StandaloneGtid standalone = new StandaloneGtid();
    private final EventPositions positions = new EventPositions();

    @SuppressWarnings("checkstyle:ParameterNumber")
    ExactMariaDbStream(
            MariaDbConnectorConfig config,
            BinlogConnectorConnection connection,
            EventDispatcher<MariaDbPartition, TableId> dispatcher,
            ErrorHandler errors,
            MariaDbTaskContext context,
            MariaDbDatabaseSchema schema,
            MariaDbStreamingChangeEventSourceMetrics metrics,
            SnapshotterService snapshotters,
            BinaryLogClient client) {
        super(config, connection, dispatcher, errors, Clock.system(), context, schema, metrics, snapshotters, client);
        this.markers = new Markers<>(dispatcher, errors);
        this.lost = new LostConnection(errors);
        this.schema = schema;
        client.registerLifecycleListener(lost);
        client.setHeartbeatInterval(StreamTimes.heartbeat(context));
    }

    @Override
    protected EventDeserializer createEventDeserializer() {
        return ExactRows.install(super.createEventDeserializer());
    }

    @Override
    protected void handleEvent(
            MariaDbPartition partition, MariaDbOffsetContext offset, ChangeEventSourceContext context, Event event) {
        lost.runningIn(context);
        positions.complete(event);
        if (markers.haveFailed()) {
            return;
        }
        super.handleEvent(partition, offset, context, event);
        standalone.after(event, offset);
        markers.after(event, partition, offset);
    }

    @Override
    protected void handleQueryEvent(MariaDbPartition partition, MariaDbOffsetContext offset, Event event)
            throws InterruptedException {
        if (StreamTimes.isTransactionControl(event)) {
            super.handleQueryEvent(partition, offset, event);
            return;
        }
        Map<TableId, Table> before = Markers.structures(schema);
        super.handleQueryEvent(partition, offset, event);
        markers.compare(before, Markers.structures(schema), partition, offset);
    }
}
