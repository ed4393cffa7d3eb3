package dev.gangway.app.diff;

import dev.gangway.app.command.Console;
import dev.gangway.proof.run.DiffListener;

/** Tells a person at the terminal how far a comparison is, a line every few seconds. Thread-safe. */
final class DiffProgress implements DiffListener {
    private static final long EVERY_NANOS = 5_000_000_000L;

    private final Console console;
    private long last = System.nanoTime();

    private DiffProgress(Console console) {
        this.console = console;
    }

    static DiffListener on(Console console) {
        return new DiffProgress(console);
    }

    @Override
    public synchronized void progress(Progress at) {
        long now = System.nanoTime();
        if (now - last >= EVERY_NANOS) {
            last = now;
            console.say(text(at));
        }
    }

    static String text(Progress at) {
        long left = at.millisLeft();
        return "%,d of %,d rows compared, %,d rows/s%s (%s)"
                .formatted(
                        at.rows(),
                        at.total(),
                        at.rowsHere() * 1000 / Math.max(1, at.millis()),
                        left < 0 ? "" : ", about " + span(left / 1000) + " left",
                        at.unit());
    }

    private static String span(long seconds) {
        return seconds < 60 ? seconds + " s" : "%d:%02d min".formatted(seconds / 60, seconds % 60);
    }
}
