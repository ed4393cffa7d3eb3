package dev.gangway.app.run;

import dev.gangway.app.command.Console;
import dev.gangway.app.command.ExitCode;
import dev.gangway.core.error.MigrationException;
import dev.gangway.core.position.SourcePosition;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Watches a running stream for a person: progress now and then, until Ctrl-C, a failure, or everything is carried over. */
public final class DeltaLoop {
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final int LOOKS_PER_LINE = 10;
    private static final Duration STOP_LIMIT = Duration.ofSeconds(60);

    private final MigrationContext context;
    private final Console console;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final CountDownLatch stopped = new CountDownLatch(1);

    public DeltaLoop(MigrationContext context, Console console) {
        this.context = context;
        this.console = console;
    }

    /** Runs the stream; returns the exit code. */
    public int run(boolean untilDrained) {
        Thread hook = new Thread(this::stopFromOutside, "delta-stop-1");
        Runtime.getRuntime().addShutdownHook(hook);
        try (StreamRun stream = StreamRun.start(context)) {
            stream.binlogReach().ifPresent(console::say);
            console.say(
                    "Changes are carried" + (untilDrained ? " until source and target are level" : "; Ctrl-C ends it"));
            if (untilDrained) {
                drain(stream);
            } else {
                watch(stream);
            }
            return exitCode(stream);
        } finally {
            stopped.countDown();
            forget(hook);
        }
    }

    private void forget(Thread hook) {
        if (!isStopped()) {
            Runtime.getRuntime().removeShutdownHook(hook);
        }
    }

    private void drain(StreamRun stream) {
        awaitCapture(stream);
        if (isStopped()) {
            return;
        }
        SourcePosition end = stream.drainTarget();
        int looks = 0;
        while (!isStopped() && !stream.awaitApplied(end, LOOK)) {
            tell(stream, looks++);
        }
    }

    /** Capture that waits for its source is waited for, however long it takes. */
    private void awaitCapture(StreamRun stream) {
        int looks = 0;
        while (!isStopped() && !stream.isCapturing()) {
            throwFailure(stream);
            tell(stream, looks++);
            pause();
        }
    }

    private void watch(StreamRun stream) {
        int looks = 0;
        while (!isStopped()) {
            throwFailure(stream);
            tell(stream, looks++);
            pause();
        }
    }

    private static void throwFailure(StreamRun stream) {
        Optional<MigrationException> failure = stream.failure();
        if (failure.isPresent()) {
            throw failure.get();
        }
    }

    private void tell(StreamRun stream, int looks) {
        if (looks % LOOKS_PER_LINE == 0) {
            StreamRun.Progress p = stream.progress();
            console.say("capture %s, transform %s, sink %s: %,d captured, %,d applied now, lag %,d, delay %d ms%s"
                    .formatted(
                            p.capture(),
                            p.transform(),
                            p.sink(),
                            p.captured(),
                            p.applied(),
                            p.lag(),
                            p.delayMs(),
                            stream.reason().map(r -> " (" + r + ")").orElse("")));
        }
    }

    private int exitCode(StreamRun stream) {
        StreamRun.Totals totals = stream.totals();
        var outcome = totals.outcome();
        console.say("%,d captured = %,d applied + %,d coalesced + %,d filtered + %,d parked"
                .formatted(
                        totals.captured(),
                        outcome.applied(),
                        outcome.coalesced(),
                        outcome.filtered(),
                        outcome.parked()));
        return outcome.parked() > 0 ? ExitCode.PARKED : ExitCode.DONE;
    }

    private boolean isStopped() {
        return stop.getCount() == 0;
    }

    private void pause() {
        try {
            if (stop.await(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
                console.say("Stopping ...");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stop.countDown();
        }
    }

    private void stopFromOutside() {
        stop.countDown();
        try {
            stopped.await(STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
