package dev.gangway.cdc.debezium;

import com.github.shyiko.mysql.binlog.event.Event;
import io.debezium.connector.mariadb.MariaDbConnectorConfig;
import io.debezium.connector.mariadb.MariaDbDatabaseSchema;
import io.debezium.connector.mariadb.MariaDbOffsetContext;
import io.debezium.connector.mariadb.MariaDbPartition;
import io.debezium.connector.mariadb.MariaDbStreamingChangeEventSource;
import io.debezium.connector.mariadb.MariaDbTaskContext;
import io.debezium.connector.mariadb.antlr.MariaDbAntlrDdlParser;
import io.debezium.connector.mariadb.metrics.MariaDbStreamingChangeEventSourceMetrics;
import io.debezium.util.Clock;
import java.time.Instant;

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
        this.watch = new StreamWatch<>(around, config, context, new MariaDbAntlrDdlParser());
    }

    @Override
    protected void handleEvent(
            MariaDbPartition partition, MariaDbOffsetContext offset, ChangeEventSourceContext context, Event event) {
        positions.complete(event);
        watch.event(event, partition, offset, context, new DebeziumStream() {
            @Override
            public Instant takeTime(Event certain) {
                return takeTimeOf(certain);
            }

            @Override
            public void handle(Event certain) {
                ExactMariaDbStream.super.handleEvent(partition, offset, context, certain);
                standalone.after(certain, offset);
            }

            @Override
            public void define(Event statement) {
                try {
                    ExactMariaDbStream.super.handleQueryEvent(partition, offset, statement);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        });
    }

    @Override
    protected void handleQueryEvent(MariaDbPartition partition, MariaDbOffsetContext offset, Event event)
            throws InterruptedException {
        watch.statement(event, partition, offset, statement -> super.handleQueryEvent(partition, offset, statement));
    }

    /** Debezium takes the time of an event after it handled it, and only of those it sees coming. */
    private Instant takeTimeOf(Event event) {
        long time = event.getHeader().getTimestamp();
        if (time > 0) {
            setEventTimestamp(event, time);
        }
        return eventTimestamp == null ? Instant.EPOCH : eventTimestamp;
    }
}
