package dev.gangway.app.cutover;

import dev.gangway.app.fence.Deadline;
import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import dev.gangway.core.retry.Bell;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ends an attempt whose own thread hangs, and one whose process is told to end: the fence is lifted over another connection.
 * Closing it ends its thread and forgets the process's end.
 */
final class Watchdog implements AutoCloseable {
    private static final Duration LOOK = Duration.ofMillis(200);
    private static final long END_LIMIT_MS = TimeUnit.SECONDS.toMillis(8);

    private final Runner runner;
    private final FenceControl fence;
    private final Bell bell = new Bell();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread thread;
    private final Thread hook;
    private volatile boolean closed;

    private Watchdog(Runner runner, FenceControl fence) {
        this.runner = runner;
        this.fence = fence;
        this.thread = new Thread(this::watch, "cutover-watchdog-1");
        this.hook = new Thread(this::processEnds, "cutover-stop-1");
    }

    static Watchdog over(Runner runner, FenceControl fence) {
        var watchdog = new Watchdog(runner, fence);
        watchdog.thread.setDaemon(true);
        watchdog.thread.start();
        Runtime.getRuntime().addShutdownHook(watchdog.hook);
        return watchdog;
    }

    /** The stages look at the deadline themselves; this is for those that cannot, so it leaves them a moment. */
    private void watch() {
        boolean wasOver = false;
        while (!closed) {
            Optional<Deadline> deadline = fence.deadline();
            boolean isOver = deadline.filter(Deadline::isOver).isPresent() && fence.isUp();
            if (isOver && wasOver) {
                runner.abort(new MigrationException(
                        ErrorCode.CUTOVER_BUDGET, "The budget with writes fenced was over and a stage did not end"));
                return;
            }
            wasOver = isOver;
            bell.await(LOOK, () -> closed);
        }
    }

    private void processEnds() {
        runner.abort(new MigrationException(ErrorCode.INTERRUPTED, "The command was ended from outside"));
        try {
            ended.await(END_LIMIT_MS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed = true;
        bell.ring();
        ended.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is ending, and the hook has done its work.
            closed = true;
        }
    }
}
