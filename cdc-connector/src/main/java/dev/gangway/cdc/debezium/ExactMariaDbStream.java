package dev.gangway.cdc.debezium;

import com.github.shyiko.mysql.binlog.event.Event;
import io.debezium.connector.mariadb.MariaDbConnectorConfig;
import io.debezium.connector.mariadb.MariaDbDatabaseSchema;
import io.debezium.connector.mariadb.MariaDbOffsetContext;
import io.debezium.connector.mariadb.MariaDbPartition;
import io.debezium.connector.mariadb.MariaDbStreamingChangeEventSource;
import io.debezium.connector.mariadb.MariaDbTaskContext;
import io.debezium.connector.mariadb.metrics.MariaDbStreamingChangeEventSourceMetrics;
import io.debezium.util.Clock;

/** Reads a MariaDB server's binlog with {@link ExactRows} and under {@link StreamWatch}; completes what MariaDB leaves out. */
final class ExactMariaDbStream extends MariaDbStreamingChangeEventSource {
    private final StreamWatch<MariaDbPartition> watch;
    private final EventPositions positions = new EventPositions();
    private final StandaloneGtid standalone = new StandaloneGtid();

    ExactMariaDbStream(
            MariaDbConnectorConfig config,
            MariaDbTaskContext context,
            StreamSurroundings<MariaDbPartition, MariaDbDatabaseSchema> around,
            MariaDbStreamingChangeEventSourceMetrics metrics) {
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
            MariaDbPartition partition, MariaDbOffsetContext offset, ChangeEventSourceContext context, Event event) {
        positions.complete(event);
        watch.event(
                event,
                partition,
                offset,
                context,
                certain -> {
                    takeTime(certain);
                    super.handleEvent(partition, offset, context, certain);
                    standalone.after(certain, offset);
                },
                definition -> super.handleQueryEvent(partition, offset, definition));
    }

    @Override
    protected void handleQueryEvent(MariaDbPartition partition, MariaDbOffsetContext offset, Event event)
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
