package dev.gangway.app.run;

import dev.gangway.app.command.Console;
import dev.gangway.bulkloader.BulkListener;
import dev.gangway.bulkloader.Finding;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Tells a waiting person how the bulk load goes on: a line per stage, and now and then one per step. Thread-safe. */
public final class ConsoleListener implements BulkListener {
    private static final long INTERVAL_NANOS = 5_000_000_000L;

    private final Console console;
    private final Map<String, TableProgress> tables = new LinkedHashMap<>();
    private long lastShown = System.nanoTime();

    public ConsoleListener(Console console) {
        this.console = console;
    }

    @Override
    public void stageSkipped(StageRef stage) {
        console.say(stage.step() + ": " + stage.stage() + " was finished by an earlier run");
    }

    @Override
    public synchronized void stageStarted(StageRef stage) {
        tables.clear();
        lastShown = System.nanoTime();
    }

    @Override
    public synchronized void stageFinished(StageRef stage, long millis) {
        long rows = tables.values().stream().mapToLong(TableProgress::rowsDone).sum();
        String what = rows == 0 ? "" : ", %,d rows of %d tables".formatted(rows, tables.size());
        console.say("%s: %s done in %.1f s%s".formatted(stage.step(), stage.stage(), millis / 1000.0, what));
        tables.clear();
    }

    @Override
    public void findings(StageRef stage, List<Finding> findings) {
        for (Finding finding : findings) {
            String line = stage.step() + ": " + finding.message();
            if (finding.isError()) {
                console.complain("error: " + line);
            } else {
                console.say("warning: " + line);
            }
        }
    }

    @Override
    public synchronized void tableProgress(TableProgress progress) {
        tables.put(progress.table(), progress);
        long now = System.nanoTime();
        if (now - lastShown < INTERVAL_NANOS) {
            return;
        }
        lastShown = now;
        long done = tables.values().stream().mapToLong(TableProgress::rowsDone).sum();
        console.say("%s: %,d rows, at %s (%d of %d parts)"
                .formatted(progress.step(), done, progress.table(), progress.chunksDone(), progress.chunks()));
    }

    @Override
    public void warning(String message) {
        console.say("warning: " + message);
    }
}
