package dev.gangway.cdc;

import dev.gangway.core.position.SourcePosition;
import dev.gangway.events.envelope.Origin;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.NullUnmarked;

/** A source that delivers given pieces after the checkpoint, or fails on demand. */
@NullUnmarked
final class ScriptedSource implements ChangeSource {
    static final Piece FAIL = new Piece(List.of(), null, SourcePosition.START, java.util.Map.of());

    private final List<Piece> script;
    private final RuntimeException failure;
    private final AtomicInteger failures;
    private final Deque<Piece> left = new ArrayDeque<>();
    final List<Piece> acknowledged = new ArrayList<>();
    volatile Checkpoint startedAt;
    volatile boolean closed;

    ScriptedSource(List<Piece> script, RuntimeException failure, AtomicInteger failures) {
        this.script = script;
        this.failure = failure;
        this.failures = failures;
    }

    @Override
    public void start(Checkpoint from) {
        startedAt = from;
        script.stream()
                .filter(p -> p.equals(FAIL) || p.position().isAfter(from.position()))
                .forEach(left::add);
    }

    @Override
    public Piece poll(Duration wait) {
        Piece next = left.poll();
        if (FAIL.equals(next)) {
            if (failures.getAndDecrement() > 0) {
                throw failure;
            }
            return poll(wait);
        }
        if (next == null) {
            java.util.concurrent.locks.LockSupport.parkNanos(10_000_000);
        }
        return next;
    }

    @Override
    public void acknowledge(Piece piece) {
        acknowledged.add(piece);
    }

    @Override
    public SourcePosition drainTarget() {
        return script.get(script.size() - 1).position();
    }

    @Override
    public Origin origin(SourcePosition position) {
        return new Origin("test", "bin.1");
    }

    @Override
    public void close() {
        closed = true;
    }
}
