package dev.gangway.proof.run;

import dev.gangway.core.position.SourcePosition;
import dev.gangway.mysql.connect.SqlErrors;
import dev.gangway.mysql.read.PositionReader;
import dev.gangway.mysql.state.BinlogEraStore;
import dev.gangway.mysql.state.SinkStateStore;
import dev.gangway.mysql.state.SinkStateStore.Watermark;
import dev.gangway.mysql.state.StreamLock;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Waits until the stream, in whatever process, has brought into the target what the source holds now. By binlog that is a position;
 * by triggers, whose batches are numbered as they are read, the second batch that ends from now on. Thread-safe.
 */
final class StreamWait {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(100);

    /** Whether the stream still runs is asked less often. */
    private static final int LOOKS_PER_CHECK = 10;

    private final DiffInput input;
    private final SinkStateStore store;
    private final BooleanSupplier stopped;

    StreamWait(DiffInput input, BooleanSupplier stopped) {
        this.input = input;
        this.store = new SinkStateStore(input.state());
        this.stopped = stopped;
    }

    /** How a wait ended. */
    enum Outcome {
        /** The target has all of it. */
        PASSED,
        /** No stream runs: the target stands still. */
        NO_STREAM,
        /** The stream did not come so far in time. */
        TOO_SLOW
    }

    boolean isStreaming() {
        return StreamLock.isTaken(input.state());
    }

    /** Waits for everything committed in the source before this call. */
    Outcome pass() {
        try (Connection connection = input.target().open()) {
            if (!isStreaming()) {
                return Outcome.NO_STREAM;
            }
            return input.byTriggers() ? passBatches(connection) : passPosition(connection);
        } catch (SQLException e) {
            throw SqlErrors.translate(e, input.target().config(), "waiting for the stream");
        }
    }

    private Outcome passPosition(Connection connection) throws SQLException {
        SourcePosition now = new BinlogEraStore(input.state())
                .current()
                .position(new PositionReader(input.source()).current().position());
        return await(connection, mark -> mark.hasPassed(now));
    }

    private Outcome passBatches(Connection connection) throws SQLException {
        long now = System.currentTimeMillis() * 1000;
        Watermark[] ended = new Watermark[1];
        return await(connection, mark -> {
            if (ended[0] == null && mark.sourceMicros() > now) {
                ended[0] = mark;
            }
            return ended[0] != null
                    && mark.position().log() > ended[0].position().log();
        });
    }

    @FunctionalInterface
    private interface Goal {
        boolean isReachedAt(Watermark mark);
    }

    private Outcome await(Connection connection, Goal goal) throws SQLException {
        long end = System.nanoTime() + LIMIT.toNanos();
        for (int look = 1; !stopped.getAsBoolean(); look++) {
            Optional<Watermark> mark = store.watermark(connection);
            if (mark.isPresent() && mark.get().complete() && goal.isReachedAt(mark.get())) {
                return Outcome.PASSED;
            }
            if (look % LOOKS_PER_CHECK == 0 && !isStreaming()) {
                return Outcome.NO_STREAM;
            }
            if (System.nanoTime() > end) {
                return Outcome.TOO_SLOW;
            }
            pause();
        }
        return Outcome.TOO_SLOW;
    }

    private static void pause() {
        try {
            new CountDownLatch(1).await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The comparison was interrupted", e);
        }
    }
}
