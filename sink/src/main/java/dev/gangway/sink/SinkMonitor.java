package dev.gangway.sink;

import dev.gangway.core.error.MigrationException;
import dev.gangway.core.position.SourcePosition;
import dev.gangway.core.retry.Trouble;
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
    private long accounted;
    private long sourceTimeMs;
    private long lagRecords;
    private long bufferedBytes;
    private @Nullable Trouble trouble;

    SinkMonitor(Clock clock) {
        this.clock = clock;
    }

    synchronized void connected(Progress progress) {
        state = SinkState.RUNNING;
        trouble = null;
        accounted = progress.accounted();
        moved(progress.position(), progress.sourceTimeMs(), progress.complete());
    }

    synchronized void wrote(Batch batch, Written result) {
        long now = clock.millis();
        batch.changes().forEach(change -> delays.add(now - change.committedAtMicros() / 1000, 1));
        written = written.plus(result);
        accounted += result.total();
        moved(
                batch.watermark().position(),
                batch.watermark().timestampMs(),
                batch.watermark().endsTransaction());
    }

    private void moved(SourcePosition newPosition, long newSourceTimeMs, boolean complete) {
        position = newPosition;
        sourceTimeMs = newSourceTimeMs;
        atCut = complete;
        notifyAll();
    }

    synchronized void read(long lag, long bytes) {
        lagRecords = lag;
        bufferedBytes = bytes;
    }

    synchronized void waiting(Trouble cause) {
        if (isOver()) {
            return; // stopped meanwhile
        }
        state = SinkState.WAITING;
        trouble = cause;
        notifyAll();
    }

    synchronized void paused() {
        if (!isOver()) {
            state = SinkState.PAUSED;
            trouble = null;
        }
    }

    synchronized void failed(Trouble cause) {
        state = SinkState.FAILED;
        trouble = cause;
        notifyAll();
    }

    synchronized void stopped() {
        if (state != SinkState.FAILED) {
            state = SinkState.STOPPED;
        }
        notifyAll();
    }

    synchronized Optional<MigrationException> failure() {
        return state == SinkState.FAILED ? Optional.ofNullable(trouble).map(Trouble::error) : Optional.empty();
    }

    synchronized boolean isOver() {
        return state == SinkState.FAILED || state == SinkState.STOPPED;
    }

    synchronized SinkStatus status() {
        var delay = new SinkStatus.Delay(delays.percentile(0.5), delays.percentile(0.95), delays.percentile(0.99));
        return new SinkStatus(
                state,
                position,
                sourceTimeMs,
                atCut,
                written,
                accounted,
                lagRecords,
                bufferedBytes,
                delay,
                Optional.ofNullable(trouble));
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
}
