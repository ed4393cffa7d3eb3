package dev.gangway.cdc.debezium;

import com.github.shyiko.mysql.binlog.BinaryLogClient;
import com.github.shyiko.mysql.binlog.event.EventType;
import io.debezium.DebeziumException;
import io.debezium.pipeline.ErrorHandler;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Finds a connection that is open and silent: an idle server tells every heartbeat where it is, so that nothing for three of them
 * means that nothing gets through. The connection is then given up, which makes capture connect anew. Time in which we are
 * busy with what came does not count. Thread-safe.
 */
final class SilenceWatch extends BinaryLogClient.AbstractLifecycleListener {
    /** What a server sends of a file before it looks for the place in it. */
    private static final Set<EventType> HEAD_OF_A_FILE = EnumSet.of(
            EventType.ROTATE,
            EventType.FORMAT_DESCRIPTION,
            EventType.PREVIOUS_GTIDS,
            EventType.MARIADB_GTID_LIST,
            EventType.BINLOG_CHECKPOINT);

    private static final int HEARTBEATS = 3;
    private static final Duration SHORTEST = Duration.ofSeconds(6);
    /** A server may first have to search its logs for the place, by GTID event by event, and says nothing meanwhile. */
    private static final Duration WHILE_SEEKING = Duration.ofMinutes(5);

    private final ErrorHandler errors;
    private final Duration limit;
    private final LongSupplier clock;
    private volatile @Nullable ScheduledExecutorService timer;
    private volatile boolean busy;
    private volatile boolean found;
    private volatile long lastSign;

    SilenceWatch(ErrorHandler errors, Duration heartbeat) {
        this(errors, heartbeat, System::nanoTime);
    }

    /** {@code clock}: nanoseconds that only rise. */
    SilenceWatch(ErrorHandler errors, Duration heartbeat, LongSupplier clock) {
        this.errors = errors;
        this.clock = clock;
        this.lastSign = clock.getAsLong();
        Duration three = heartbeat.multipliedBy(HEARTBEATS);
        this.limit = three.compareTo(SHORTEST) > 0 ? three : SHORTEST;
    }

    /** Bytes came in. */
    void sign() {
        lastSign = clock.getAsLong();
    }

    /** Does something with an event. */
    void whileBusy(EventType type, Runnable work) {
        busy = true;
        try {
            work.run();
        } finally {
            found |= !HEAD_OF_A_FILE.contains(type);
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

    /** Gives the connection up when it was silent for too long. */
    void look(BinaryLogClient client) {
        long allowed = (found ? limit : WHILE_SEEKING).toNanos();
        long silent = clock.getAsLong() - lastSign;
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
