package dev.gangway.app.fence;

import dev.gangway.app.wiring.Databases;
import dev.gangway.core.position.SourcePosition;
import dev.gangway.core.retry.Bell;
import dev.gangway.mysql.state.DrainMarkStore;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a stream does for a cutover in another process: answers which position its capture has to reach, and lifts the fence
 * when that process has died behind it. A thread of its own; what fails is tried again at the next look.
 */
public final class StreamGuard implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(StreamGuard.class);
    private static final Duration LOOK = Duration.ofMillis(200);
    private static final int LOOKS_PER_FENCE = 10;
    private static final long JOIN_MS = TimeUnit.SECONDS.toMillis(10);

    private final Databases databases;
    private final Supplier<SourcePosition> drainTarget;
    private final Bell bell = new Bell();
    private final Thread thread;
    private volatile boolean closed;

    private StreamGuard(Databases databases, Supplier<SourcePosition> drainTarget) {
        this.databases = databases;
        this.drainTarget = drainTarget;
        this.thread = new Thread(this::run, "stream-guard-1");
    }

    /** {@code drainTarget}: a position that every change committed before the call is at or below. */
    public static StreamGuard start(Databases databases, Supplier<SourcePosition> drainTarget) {
        var guard = new StreamGuard(databases, drainTarget);
        guard.thread.setDaemon(true);
        guard.thread.start();
        return guard;
    }

    private void run() {
        for (long look = 0; !closed && !Thread.currentThread().isInterrupted(); look++) {
            try {
                answer();
                if (look % LOOKS_PER_FENCE == 0) {
                    LeftFence.find(databases).ifPresent(LeftFence::lift);
                }
            } catch (RuntimeException e) {
                LOGGER.atDebug()
                        .addKeyValue("error", String.valueOf(e.getMessage()))
                        .log("The look after a cutover failed");
            }
            bell.await(LOOK, () -> closed);
        }
    }

    private void answer() {
        var marks = new DrainMarkStore(databases.state());
        marks.open().ifPresent(question -> marks.answer(question, drainTarget.get()));
    }

    @Override
    public void close() throws InterruptedException {
        closed = true;
        bell.ring();
        thread.interrupt();
        thread.join(JOIN_MS);
    }
}
