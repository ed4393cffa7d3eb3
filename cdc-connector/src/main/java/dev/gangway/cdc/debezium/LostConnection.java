package dev.gangway.cdc.debezium;

import com.github.shyiko.mysql.binlog.BinaryLogClient;
import io.debezium.DebeziumException;
import io.debezium.pipeline.ErrorHandler;
import io.debezium.pipeline.source.spi.ChangeEventSource.ChangeEventSourceContext;
import java.io.EOFException;
import org.jspecify.annotations.Nullable;

/**
 * Makes a lost connection a failure. By itself the binlog client connects again without telling, and goes on in the middle of
 * a transaction or repeats one; we go on at our checkpoint.
 */
final class LostConnection extends BinaryLogClient.AbstractLifecycleListener {
    private final ErrorHandler errors;
    private volatile @Nullable ChangeEventSourceContext context;

    LostConnection(ErrorHandler errors) {
        this.errors = errors;
    }

    /** The context tells an orderly stop from a loss. */
    void runningIn(ChangeEventSourceContext running) {
        context = running;
    }

    @Override
    public void onDisconnect(BinaryLogClient client) {
        ChangeEventSourceContext running = context;
        if (errors.getProducerThrowable() == null && (running == null || running.isRunning())) {
            errors.setProducerThrowable(new DebeziumException(
                    new EOFException("the server closed the connection that carries the binlog")));
        }
    }
}
