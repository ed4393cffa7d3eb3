package dev.gangway.cdc.binlog;

import dev.gangway.cdc.Piece;
import dev.gangway.core.error.MigrationException;
import io.debezium.embedded.Connect;
import io.debezium.engine.ChangeEvent;
import io.debezium.engine.DebeziumEngine;
import io.debezium.engine.DebeziumEngine.RecordCommitter;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One run of the embedded engine: its thread fills a short queue of pieces, the caller empties it; a full queue makes the
 * engine wait. Pieces made before a failure are handed out before the failure is.
 */
final class BinlogEngine {
    private static final Logger LOGGER = LoggerFactory.getLogger(BinlogEngine.class);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(30);
    private static final int QUEUE = 4;

    private final BlockingQueue<Piece> pieces = new ArrayBlockingQueue<>(QUEUE);
    private final AtomicReference<@Nullable MigrationException> failure = new AtomicReference<>();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final RecordConsumer consumer;
    private final String address;
    private final DebeziumEngine<ChangeEvent<SourceRecord, SourceRecord>> engine;
    private final Thread thread;
    private volatile boolean closing;

    BinlogEngine(Properties properties, RecordConsumer consumer, String address) {
        this.consumer = consumer;
        this.address = address;
        this.engine = DebeziumEngine.create(Connect.class)
                .using(properties)
                .using(this::completed)
                .notifying(this::handle)
                .build();
        this.thread = new Thread(this::run, "cdc-engine-1");
        this.thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    private void run() {
        try {
            engine.run();
        } catch (RuntimeException e) {
            fail(EngineFailure.explain(e, "", address));
        } finally {
            ended.complete(null);
        }
    }

    private void completed(boolean success, @Nullable String message, @Nullable Throwable error) {
        if (!success && !closing) {
            fail(EngineFailure.explain(error, message == null ? "" : message, address));
        }
    }

    private void fail(MigrationException e) {
        failure.compareAndSet(null, e);
    }

    private void handle(
            List<ChangeEvent<SourceRecord, SourceRecord>> records,
            RecordCommitter<ChangeEvent<SourceRecord, SourceRecord>> committer)
            throws InterruptedException {
        try {
            for (ChangeEvent<SourceRecord, SourceRecord> record : records) {
                consumer.accept(record.value(), this::put);
                committer.markProcessed(record);
            }
            consumer.endOfBatch(this::put);
            committer.markBatchFinished();
        } catch (MigrationException e) {
            fail(e);
            throw e;
        }
    }

    private void put(Piece piece) {
        try {
            while (!closing && !pieces.offer(piece, 100, TimeUnit.MILLISECONDS)) {
                // The reader is slower than the source: wait, and look now and then whether it went away.
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Nullable
    Piece poll(Duration wait) throws InterruptedException {
        Piece piece = pieces.poll();
        if (piece != null) {
            return piece;
        }
        MigrationException error = failure.get();
        if (error != null) {
            piece = pieces.poll();
            if (piece == null) {
                throw error;
            }
            return piece;
        }
        return pieces.poll(wait.toMillis(), TimeUnit.MILLISECONDS);
    }

    void close() {
        closing = true;
        try {
            engine.close();
        } catch (IllegalStateException | IOException e) {
            LOGGER.atDebug().setCause(e).log("Capture engine was not running when it was closed");
        }
        try {
            ended.get(STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOGGER.atWarn().addKeyValue("durationMs", STOP_LIMIT.toMillis()).log("Capture engine did not stop in time");
        }
    }
}
