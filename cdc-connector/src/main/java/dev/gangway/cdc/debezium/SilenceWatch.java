package dev.gangway.cdc.debezium;

import com.github.shyiko.mysql.binlog.BinaryLogClient;
import io.debezium.DebeziumException;
import io.debezium.pipeline.ErrorHandler;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Finds a connection that is open and silent: an idle server tells every heartbeat where it is, so that nothing for three of them
 * means that nothing gets through. The connection is then given up, which makes capture connect anew. Time in which we are
 * busy with what came does not count. Thread-safe.
 */
final class SilenceWatch extends BinaryLogClient.AbstractLifecycleListener {
    private static final int HEARTBEATS = 3;
    private static final Duration SHORTEST = Duration.ofSeconds(6);
    /** A server may first have to search its logs for the place. */
    private static final Duration BEFORE_FIRST_EVENT = Duration.ofSeconds(60);

    private final ErrorHandler errors;
    private final Duration limit;
    private volatile @Nullable ScheduledExecutorService timer;
    private volatile boolean busy;
    private volatile boolean heard;
    private volatile long lastSign = System.nanoTime();

    SilenceWatch(ErrorHandler errors, Duration heartbeat) {
        this.errors = errors;
        Duration three = heartbeat.multipliedBy(HEARTBEATS);
        this.limit = three.compareTo(SHORTEST) > 0 ? three : SHORTEST;
    }

    /** Bytes came in. */
    void sign() {
        lastSign = System.nanoTime();
    }

    /** Does something with an event. */
    void whileBusy(Runnable work) {
        busy = true;
        try {
            work.run();
        } finally {
            heard = true;
            sign();
            busy = false;
        }
    }

    @Override
    public void onConnect(BinaryLogClient client) {
        sign();
        var watching = Executors.newSingleThreadScheduledExecutor(work -> {
            var thread = new Thread(work, "cdc-silence-1");
            thread.setDaemon(true);
            return thread;
        });
        timer = watching;
        long pause = limit.toMillis() / (2 * HEARTBEATS);
        var unused = watching.scheduleWithFixedDelay(() -> look(client), pause, pause, TimeUnit.MILLISECONDS);
    }

    private void look(BinaryLogClient client) {
        long allowed = (heard ? limit : BEFORE_FIRST_EVENT).toNanos();
        long silent = System.nanoTime() - lastSign;
        if (busy || silent <= allowed) {
            return;
        }
        stop();
        if (errors.getProducerThrowable() == null) {
            errors.setProducerThrowable(new DebeziumException(
                    new SocketTimeoutException("the connection that carries the binlog is open and silent for "
                            + Duration.ofNanos(silent).toSeconds() + " s")));
        }
        try {
            client.disconnect();
        } catch (IOException e) {
            errors.setProducerThrowable(new DebeziumException(e));
        }
    }

    private void stop() {
        ScheduledExecutorService watching = timer;
        if (watching != null) {
            watching.shutdown();
        }
    }

    @Override
    public void onDisconnect(BinaryLogClient client) {
        stop();
    }
}
