package dev.gangway.demo;

import java.io.PrintStream;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Shows how the demo goes on: on a terminal one line that changes in place, elsewhere a plain line now and then. Thread-safe.
 */
final class DemoProgress {
    private static final Duration PLAIN_INTERVAL = Duration.ofSeconds(5);

    private final Consumer<String> lines;
    private final @Nullable PrintStream terminal;
    private final long started = System.nanoTime();
    private long lastPlain = started;
    private int shown;

    /** {@code terminal} is where a line can be overwritten, or null when there is none. */
    DemoProgress(Consumer<String> lines, @Nullable PrintStream terminal) {
        this.lines = lines;
        this.terminal = terminal;
    }

    /** A new phase begins: always a line of its own. */
    synchronized void phase(String text) {
        clear();
        lines.accept(clock() + " " + text);
        lastPlain = System.nanoTime();
    }

    /** Something within the phase has moved on. */
    synchronized void update(String text) {
        if (terminal != null) {
            String line = clock() + "   " + text;
            terminal.print("\r" + line + " ".repeat(Math.max(0, shown - line.length())));
            terminal.flush();
            shown = line.length();
        } else if (System.nanoTime() - lastPlain > PLAIN_INTERVAL.toNanos()) {
            lastPlain = System.nanoTime();
            lines.accept(clock() + "   " + text);
        }
    }

    /** Takes the changing line away. */
    synchronized void clear() {
        if (terminal != null && shown > 0) {
            terminal.print("\r" + " ".repeat(shown) + "\r");
            terminal.flush();
            shown = 0;
        }
    }

    Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - started);
    }

    private String clock() {
        long seconds = elapsed().toSeconds();
        return "%d:%02d".formatted(seconds / 60, seconds % 60);
    }
}
