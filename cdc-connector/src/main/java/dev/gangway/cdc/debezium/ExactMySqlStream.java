package dev.gangway.cdc.debezium;

import com.github.shyiko.mysql.binlog.event.Event;
import com.github.shyiko.mysql.binlog.event.deserialization.EventDeserializer;
import io.debezium.connector.mysql.MySqlConnectorConfig;
import io.debezium.connector.mysql.MySqlDatabaseSchema;
import io.debezium.connector.mysql.MySqlOffsetContext;
import io.debezium.connector.mysql.MySqlPartition;
import io.debezium.connector.mysql.MySqlStreamingChangeEventSource;
import io.debezium.connector.mysql.MySqlStreamingChangeEventSourceMetrics;
import io.debezium.connector.mysql.MySqlTaskContext;
import io.debezium.util.Clock;

/** Reads a MySQL server's binlog with {@link ExactRows} and under {@link StreamWatch}. */
final class ExactMySqlStream extends MySqlStreamingChangeEventSource {
    private final StreamWatch<MySqlPartition> watch;

    ExactMySqlStream(
            MySqlConnectorConfig config,
            MySqlTaskContext context,
            StreamSurroundings<MySqlPartition, MySqlDatabaseSchema> around,
            MySqlStreamingChangeEventSourceMetrics metrics) {
        super(
                config,
                around.connections().mainConnection(),
                around.dispatcher(),
                around.errors(),
                Clock.system(),
                context,
                around.schema(),
                metrics,
                around.snapshotters(),
                around.client());
        this.watch = new StreamWatch<>(around, context);
    }

    @Override
    protected EventDeserializer createEventDeserializer() {
        return ExactRows.install(super.createEventDeserializer());
    }

    @Override
    protected void handleEvent(
            MySqlPartition partition, MySqlOffsetContext offset, ChangeEventSourceContext context, Event event) {
        watch.event(event, partition, offset, context, () -> super.handleEvent(partition, offset, context, event));
    }

    @Override
    protected void handleQueryEvent(MySqlPartition partition, MySqlOffsetContext offset, Event event)
            throws InterruptedException {
        watch.statement(event, partition, offset, () -> super.handleQueryEvent(partition, offset, event));
    }
}
