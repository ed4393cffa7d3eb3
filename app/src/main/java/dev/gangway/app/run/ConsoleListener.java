package dev.gangway.app.run;

import dev.gangway.app.command.Console;
import dev.gangway.bulkloader.progress.BulkListener;
import dev.gangway.bulkloader.progress.Finding;
import dev.gangway.bulkloader.progress.LoadProgress;
import dev.gangway.bulkloader.progress.LoadSnapshot;
import dev.gangway.bulkloader.progress.StepWork;
import dev.gangway.core.config.Mode;
import java.io.PrintStream;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Tells a waiting person how the bulk load goes on: a line per step and, on a terminal, one line that changes in place with rows,
 * bytes and the time left; elsewhere a plain line now and then, so that a file stays short. Thread-safe.
 */
public final class ConsoleListener implements BulkListener, AutoCloseable {
    private static final long TERMINAL_INTERVAL_NANOS = 500_000_000L;
    private static final long PLAIN_INTERVAL_NANOS = 30_000_000_000L;
    /** A stage that writes no rows is worth a line when it took so long. */
    private static final long LONG_MILLIS = 1_000;

    private final Console console;
    private final @Nullable PrintStream terminal;
    private final LongSupplier nanoTime;
    private final LoadProgress progress;
    private final Map<String, Map<String, TableProgress>> tables = new LinkedHashMap<>();
    private long lastShown;
    private int shown;

    /** {@code terminal} is where a line can be overwritten, or null when there is none. */
    ConsoleListener(Console console, @Nullable PrintStream terminal, LongSupplier nanoTime) {
        this.console = console;
        this.terminal = terminal;
        this.nanoTime = nanoTime;
        this.progress = new LoadProgress(nanoTime);
        this.lastShown = nanoTime.getAsLong();
    }

    /** A listener that finds out by itself whether a person is looking. */
    public static ConsoleListener on(Console console) {
        boolean person = System.console() != null && !console.isQuiet();
        return new ConsoleListener(console, person ? System.err : null, System::nanoTime);
    }

    @Override
    public void planned(Mode mode, List<StepWork> work) {
        progress.planned(work);
    }

    @Override
    public synchronized void stageSkipped(StageRef stage) {
        progress.stageSkipped(stage);
        say(stage.step() + ": " + stage.stage() + " was finished by an earlier run");
    }

    @Override
    public void stageStarted(StageRef stage) {
        progress.stageStarted(stage);
    }

    @Override
    public synchronized void stageFinished(StageRef stage, long millis) {
        progress.stageFinished(stage);
        Map<String, TableProgress> copied = stage.isData() ? tables.remove(stage.step()) : null;
        if (!stage.isData() && millis < LONG_MILLIS) {
            return;
        }
        String what = copied == null ? "" : what(copied, millis);
        say("%s: %s done in %.1f s%s".formatted(stage.step(), stage.stage(), millis / 1000.0, what));
    }

    private static String what(Map<String, TableProgress> copied, long millis) {
        long rows = copied.values().stream().mapToLong(TableProgress::rowsDone).sum();
        long bytes =
                copied.values().stream().mapToLong(TableProgress::bytesDone).sum();
        return ", %,d rows (%s) of %d tables, %,d rows/s"
                .formatted(rows, size(bytes), copied.size(), rows * 1000 / Math.max(1, millis));
    }

    @Override
    public synchronized void findings(StageRef stage, List<Finding> findings) {
        for (Finding finding : findings) {
            String line = stage.step() + ": " + finding.message();
            if (finding.isError()) {
                close();
                console.complain("error: " + line);
            } else {
                say("warning: " + line);
            }
        }
    }

    @Override
    public synchronized void tableProgress(TableProgress table) {
        progress.tableProgress(table);
        tables.computeIfAbsent(table.step(), step -> new LinkedHashMap<>()).put(table.table(), table);
        long now = nanoTime.getAsLong();
        if (now - lastShown < (terminal == null ? PLAIN_INTERVAL_NANOS : TERMINAL_INTERVAL_NANOS)) {
            return;
        }
        lastShown = now;
        String line = line(table.step(), progress.snapshot());
        if (terminal == null) {
            console.say(line);
        } else {
            terminal.print("\r" + line + " ".repeat(Math.max(0, shown - line.length())));
            terminal.flush();
            shown = line.length();
        }
    }

    /** For example {@code Map Step: 612,000 rows, 81 MB, 40 %, 31,250 rows/s, about 0:28 left}. */
    private static String line(String step, LoadSnapshot now) {
        Duration left = now.left();
        return "%s: %,d rows, %s, %.0f %%, %,.0f rows/s%s"
                .formatted(
                        step,
                        now.rows(),
                        size(now.bytes()),
                        100 * now.part(),
                        now.rowsPerSecond(),
                        left == null ? "" : ", about " + clock(left) + " left");
    }

    private static String clock(Duration left) {
        long seconds = left.plusMillis(500).toSeconds();
        return seconds < 3600
                ? "%d:%02d".formatted(seconds / 60, seconds % 60)
                : "%d:%02d:%02d".formatted(seconds / 3600, seconds / 60 % 60, seconds % 60);
    }

    private static String size(long bytes) {
        return bytes < 10_000_000 ? "%,d kB".formatted(bytes / 1000) : "%,d MB".formatted(bytes / 1_000_000);
    }

    @Override
    public void triggersRestored(int count) {
        say("%,d triggers of the target, suspended during the load, are as they were".formatted(count));
    }

    @Override
    public void warning(String message) {
        say("warning: " + message);
    }

    private synchronized void say(String line) {
        close();
        console.say(line);
    }

    /** Takes the changing line away. */
    @Override
    public synchronized void close() {
        if (terminal != null && shown > 0) {
            terminal.print("\r" + " ".repeat(shown) + "\r");
            terminal.flush();
            shown = 0;
        }
    }
}
