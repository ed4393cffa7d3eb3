package dev.gangway.cdc.debezium;

import com.github.shyiko.mysql.binlog.BinaryLogClient;
import com.github.shyiko.mysql.binlog.event.Event;
import com.github.shyiko.mysql.binlog.event.deserialization.EventDeserializer;
import io.debezium.connector.binlog.jdbc.BinlogConnectorConnection;
import io.debezium.connector.mysql.MySqlConnectorConfig;
import io.debezium.connector.mysql.MySqlDatabaseSchema;
import io.debezium.connector.mysql.MySqlOffsetContext;
import io.debezium.connector.mysql.MySqlPartition;
import io.debezium.connector.mysql.MySqlStreamingChangeEventSource;
import io.debezium.connector.mysql.MySqlStreamingChangeEventSourceMetrics;
import io.debezium.connector.mysql.MySqlTaskContext;
import io.debezium.pipeline.ErrorHandler;
import io.debezium.pipeline.EventDispatcher;
import io.debezium.relational.Table;
import io.debezium.relational.TableId;
import io.debezium.snapshot.SnapshotterService;
import io.debezium.util.Clock;
import java.util.Map;

/** Reads the binlog with {@link ExactRows}, beats twice a second when the source is idle, and places {@link Markers}. */
final class ExactMySqlStream extends MySqlStreamingChangeEventSource {
    private final Markers<MySqlPartition> markers;
    private final MySqlDatabaseSchema schema;
    private final LostConnection lost;

    @SuppressWarnings("checkstyle:ParameterNumber")
    ExactMySqlStream(
            MySqlConnectorConfig config,
            BinlogConnectorConnection connection,
            EventDispatcher<MySqlPartition, TableId> dispatcher,
            ErrorHandler errors,
            MySqlTaskContext context,
            MySqlDatabaseSchema schema,
            MySqlStreamingChangeEventSourceMetrics metrics,
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
            MySqlPartition partition, MySqlOffsetContext offset, ChangeEventSourceContext context, Event event) {
        lost.runningIn(context);
        if (markers.haveFailed()) {
            return;
        }
        super.handleEvent(partition, offset, context, event);
        markers.after(event, partition, offset);
    }

    @Override
    protected void handleQueryEvent(MySqlPartition partition, MySqlOffsetContext offset, Event event)
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
