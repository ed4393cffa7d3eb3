package dev.gangway.app.run;

import dev.gangway.app.command.Console;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * That the work of this process shall end: by Ctrl-C, which then waits until it has, by an order, or by an interrupt of the thread
 * that watches it. Given from any thread; begun, waited for and ended by the one that watches.
 */
final class StopSignal {
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final Console console;
    private final Thread hook;
    private final CountDownLatch given = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private boolean isInterrupted;

    /**
     * @param thread the name of the thread that the end of the process waits in
     */
    StopSignal(Console console, String thread) {
        this.console = console;
        this.hook = new Thread(this::stopFromOutside, thread);
    }

    /** From now on the end of the process gives the signal. */
    void begin() {
        Runtime.getRuntime().addShutdownHook(hook);
    }

    void give() {
        given.countDown();
    }

    boolean isGiven() {
        return given.getCount() == 0;
    }

    /** Waits a second, or less when the signal comes. */
    void untilNextLook() {
        try {
            if (given.await(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
                console.say("Stopping ...");
            }
        } catch (InterruptedException e) {
            isInterrupted = true; // the flag is set when all parts have ended in their order
            give();
        }
    }

    /** All parts have ended. */
    void end() {
        ended.countDown();
        if (!isGiven()) {
            Runtime.getRuntime().removeShutdownHook(hook);
        }
        if (isInterrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void stopFromOutside() {
        give();
        try {
            ended.await(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
