package dev.gangway.cdc.debezium;

import com.github.shyiko.mysql.binlog.event.Event;
import io.debezium.connector.mysql.MySqlConnectorConfig;
import io.debezium.connector.mysql.MySqlDatabaseSchema;
import io.debezium.connector.mysql.MySqlOffsetContext;
import io.debezium.connector.mysql.MySqlPartition;
import io.debezium.connector.mysql.MySqlStreamingChangeEventSource;
import io.debezium.connector.mysql.MySqlStreamingChangeEventSourceMetrics;
import io.debezium.connector.mysql.MySqlTaskContext;
import io.debezium.connector.mysql.antlr.MySqlAntlrDdlParser;
import io.debezium.util.Clock;
import java.time.Instant;

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
        this.watch = new StreamWatch<>(around, config, context, new MySqlAntlrDdlParser());
    }

    @Override
    protected void handleEvent(
            MySqlPartition partition, MySqlOffsetContext offset, ChangeEventSourceContext context, Event event) {
        watch.event(event, partition, offset, context, new DebeziumStream() {
            @Override
            public Instant takeTime(Event certain) {
                return takeTimeOf(certain);
            }

            @Override
            public void handle(Event certain) {
                ExactMySqlStream.super.handleEvent(partition, offset, context, certain);
            }

            @Override
            public void define(Event statement) {
                try {
                    ExactMySqlStream.super.handleQueryEvent(partition, offset, statement);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        });
    }

    @Override
    protected void handleQueryEvent(MySqlPartition partition, MySqlOffsetContext offset, Event event)
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
