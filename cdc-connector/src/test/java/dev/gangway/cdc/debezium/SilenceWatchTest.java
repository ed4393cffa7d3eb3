package dev.gangway.cdc.debezium;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.shyiko.mysql.binlog.BinaryLogClient;
import com.github.shyiko.mysql.binlog.event.EventType;
import io.debezium.config.Configuration;
import io.debezium.connector.base.ChangeEventQueue;
import io.debezium.connector.base.DefaultQueueProvider;
import io.debezium.connector.mysql.MySqlConnectorConfig;
import io.debezium.connector.mysql.MySqlErrorHandler;
import io.debezium.pipeline.DataChangeEvent;
import io.debezium.pipeline.ErrorHandler;
import io.debezium.util.LoggingContext;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SilenceWatchTest {
    private final BinaryLogClient client = new BinaryLogClient("127.0.0.1", 1, "nobody", "");
    private final ErrorHandler errors = errors();
    private long now;
    private final SilenceWatch watch = new SilenceWatch(errors, Duration.ofMillis(500), () -> now);

    private static ErrorHandler errors() {
        var config = new MySqlConnectorConfig(Configuration.create()
                .with("topic.prefix", "test")
                .with("database.hostname", "127.0.0.1")
                .build());
        var queue = new ChangeEventQueue.Builder<DataChangeEvent>()
                .pollInterval(Duration.ofMillis(1))
                .maxBatchSize(1)
                .maxQueueSize(2)
                .queueProvider(new DefaultQueueProvider<>(2))
                .loggingContextSupplier(() -> LoggingContext.forConnector("test", "test", "test"))
                .build();
        return new MySqlErrorHandler(config, queue, null);
    }

    private void comes(EventType type) {
        watch.whileBusy(type, () -> {});
    }

    private boolean givesUpAfter(Duration silence) {
        now += silence.toNanos();
        watch.look(client);
        return errors.getProducerThrowable() != null;
    }

    @Test
    void waitsWhileAServerSeeksThePlaceOfAGtid() {
        comes(EventType.ROTATE);
        comes(EventType.FORMAT_DESCRIPTION);
        comes(EventType.MARIADB_GTID_LIST);

        assertThat(givesUpAfter(Duration.ofMinutes(4))).isFalse();
        assertThat(givesUpAfter(Duration.ofMinutes(2))).isTrue();
    }

    @Test
    void givesAConnectionUpThatFallsSilentAfterItHadFoundThePlace() {
        comes(EventType.ROTATE);
        comes(EventType.HEARTBEAT);

        assertThat(givesUpAfter(Duration.ofSeconds(5))).isFalse();
        watch.sign();
        assertThat(givesUpAfter(Duration.ofSeconds(5))).isFalse();
        assertThat(givesUpAfter(Duration.ofSeconds(2))).isTrue();
        assertThat(errors.getProducerThrowable())
                .hasRootCauseMessage("the connection that carries the binlog is open and silent for 7 s");
    }
}
