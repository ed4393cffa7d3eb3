package dev.gangway.cdc.debezium;

import com.github.shyiko.mysql.binlog.event.Event;
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
        this.watch = new StreamWatch<>(around, config, context);
    }

    @Override
    protected void handleEvent(
            MySqlPartition partition, MySqlOffsetContext offset, ChangeEventSourceContext context, Event event) {
        watch.event(
                event,
                partition,
                offset,
                context,
                certain -> {
                    takeTime(certain);
                    super.handleEvent(partition, offset, context, certain);
                },
                definition -> super.handleQueryEvent(partition, offset, definition));
    }

    @Override
    protected void handleQueryEvent(MySqlPartition partition, MySqlOffsetContext offset, Event event)
            throws InterruptedException {
        watch.statement(event, partition, offset, statement -> super.handleQueryEvent(partition, offset, statement));
    }

    /** Debezium takes the time of an event after it handled it, and only of those it sees coming. */
    private void takeTime(Event event) {
        long time = event.getHeader().getTimestamp();
        if (time > 0) {
            setEventTimestamp(event, time);
        }
    }
}
