package dev.gangway.sink;

import dev.gangway.core.error.MigrationException;
import dev.gangway.core.position.SourcePosition;
import dev.gangway.sink.read.Batch;
import dev.gangway.sink.write.Progress;
import dev.gangway.sink.write.Written;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Keeps what others may see of the sink's thread, and lets them wait for it. Thread-safe. */
final class SinkMonitor {
    private final Clock clock;
    private final DelayHistogram delays = new DelayHistogram();
    private SinkState state = SinkState.STARTING;
    private SourcePosition position = SourcePosition.START;
    private boolean atCut = true;
    private Written written = Written.NOTHING;
    private long lagRecords;
    private long bufferedBytes;
    private @Nullable MigrationException reason;

    SinkMonitor(Clock clock) {
        this.clock = clock;
    }

    synchronized void connected(Progress progress) {
        state = SinkState.RUNNING;
        reason = null;
        moved(progress.position(), progress.complete());
    }

    synchronized void wrote(Batch batch, Written result) {
        long now = clock.millis();
        batch.changes().forEach(change -> delays.add(now - change.committedAtMicros() / 1000, 1));
        written = written.plus(result);
        moved(batch.watermark().position(), batch.watermark().endsTransaction());
    }

    private void moved(SourcePosition newPosition, boolean complete) {
        position = newPosition;
        atCut = complete;
        notifyAll();
    }

    synchronized void read(long lag, long bytes) {
        lagRecords = lag;
        bufferedBytes = bytes;
    }

    synchronized void waiting(MigrationException cause) {
        state = SinkState.WAITING;
        reason = cause;
        notifyAll();
    }

    synchronized void failed(MigrationException cause) {
        state = SinkState.FAILED;
        reason = cause;
        notifyAll();
    }

    synchronized void stopped() {
        if (state != SinkState.FAILED) {
            state = SinkState.STOPPED;
        }
        notifyAll();
    }

    synchronized Optional<MigrationException> failure() {
        return state == SinkState.FAILED ? Optional.ofNullable(reason) : Optional.empty();
    }

    synchronized boolean isOver() {
        return state == SinkState.FAILED || state == SinkState.STOPPED;
    }

    synchronized SinkStatus status() {
        var delay = new SinkStatus.Delay(delays.percentile(0.5), delays.percentile(0.95), delays.percentile(0.99));
        Optional<String> why = Optional.ofNullable(reason).map(e -> String.valueOf(e.getMessage()));
        return new SinkStatus(state, position, atCut, written, lagRecords, bufferedBytes, delay, why);
    }

    /** True as soon as everything up to {@code wanted} is in the target; false when time is up or the sink ended before. */
    synchronized boolean awaitPosition(SourcePosition wanted, Duration timeout) throws InterruptedException {
        long deadline = System.nanoTime() + timeout.toNanos();
        while (wanted.isAfter(position) || !atCut) {
            long leftMs = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (leftMs <= 0 || isOver()) {
                return false;
            }
            wait(leftMs);
        }
        return true;
    }

    /** Pauses the caller between attempts; ends early when {@link #stopped()} is called. */
    synchronized void pause(Duration duration) throws InterruptedException {
        long deadline = System.nanoTime() + duration.toNanos();
        long leftMs = duration.toMillis();
        while (leftMs > 0 && !isOver()) {
            wait(leftMs);
            leftMs = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        }
    }
}
