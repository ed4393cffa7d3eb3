package dev.gangway.app.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gangway.bulkloader.progress.BulkListener;
import dev.gangway.bulkloader.progress.CopyTimes;
import dev.gangway.bulkloader.progress.Finding;
import dev.gangway.bulkloader.progress.LoadProgress;
import dev.gangway.bulkloader.progress.LoadSnapshot;
import dev.gangway.bulkloader.progress.StepWork;
import dev.gangway.core.config.Mode;
import dev.gangway.core.error.MigrationException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Tells a script how the bulk load goes on: one JSON object per line, as docs/reference/events.md describes them. A table is
 * reported when it is announced, when it is done and at most once a second between. Thread-safe.
 */
public final class JsonListener implements BulkListener {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long INTERVAL_NANOS = 1_000_000_000L;

    private final Consumer<String> lines;
    private final Clock clock;
    private final LongSupplier nanoTime;
    private final LoadProgress progress;
    private final Map<String, TableProgress> tables = new HashMap<>();
    private final Map<String, Long> reported = new HashMap<>();
    private final Map<String, long[]> stepTotals = new HashMap<>();
    private long lastProgress;

    /** {@code clock} dates the events, {@code nanoTime} measures how long things take. */
    public JsonListener(Consumer<String> lines, Clock clock, LongSupplier nanoTime) {
        this.lines = lines;
        this.clock = clock;
        this.nanoTime = nanoTime;
        this.progress = new LoadProgress(nanoTime);
        this.lastProgress = nanoTime.getAsLong();
    }

    /** Runs a mode between the events {@code started} and {@code finished} or {@code failed}. */
    public void running(Mode mode, Runnable run) {
        long start = nanoTime.getAsLong();
        print(event("started", "mode", mode.word()));
        try {
            run.run();
        } catch (MigrationException e) {
            print(event(
                    "failed", "mode", mode.word(), "code", e.code().name(), "message", String.valueOf(e.getMessage())));
            throw e;
        }
        LoadSnapshot end = progress.snapshot();
        print(event(
                "finished",
                "mode",
                mode.word(),
                "durationMs",
                (nanoTime.getAsLong() - start) / 1_000_000,
                "rows",
                end.rows(),
                "bytes",
                end.bytes(),
                "heapPeakBytes",
                heapPeak(),
                "cpuMs",
                processorMillis()));
    }

    private static long processorMillis() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system
                ? system.getProcessCpuTime() / 1_000_000
                : 0;
    }

    private static long heapPeak() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .map(MemoryPoolMXBean::getPeakUsage)
                .mapToLong(usage -> usage == null ? 0 : usage.getUsed())
                .sum();
    }

    @Override
    public void planned(Mode mode, List<StepWork> work) {
        progress.planned(work);
    }

    @Override
    public synchronized void stageStarted(StageRef stage) {
        progress.stageStarted(stage);
        print(of("stage-started", stage));
    }

    @Override
    public synchronized void stageSkipped(StageRef stage) {
        progress.stageSkipped(stage);
        print(of("stage-skipped", stage));
    }

    @Override
    public synchronized void stageFinished(StageRef stage, long millis) {
        progress.stageFinished(stage);
        Map<String, Object> event = of("stage-finished", stage);
        event.put("durationMs", millis);
        long[] totals = stage.isData() ? stepTotals.remove(stage.step()) : null;
        if (totals != null) {
            event.put("rows", totals[0]);
            event.put("bytes", totals[1]);
        }
        print(event);
        printProgress();
    }

    @Override
    public synchronized void findings(StageRef stage, List<Finding> findings) {
        for (Finding finding : findings) {
            Map<String, Object> event = of("finding", stage);
            event.put("severity", finding.severity().name().toLowerCase(Locale.ROOT));
            event.put("message", finding.message());
            print(event);
        }
    }

    @Override
    public synchronized void tableProgress(TableProgress table) {
        progress.tableProgress(table);
        String key = table.step() + "\n" + table.table();
        TableProgress before = tables.put(key, table);
        long[] totals = stepTotals.computeIfAbsent(table.step(), step -> new long[2]);
        totals[0] += table.rowsDone() - (before == null ? 0 : before.rowsDone());
        totals[1] += table.bytesDone() - (before == null ? 0 : before.bytesDone());
        long now = nanoTime.getAsLong();
        Long last = reported.get(key);
        boolean done = table.chunksDone() >= table.chunks();
        if (last == null || done || now - last >= INTERVAL_NANOS) {
            reported.put(key, now);
            print(of(table));
        }
        if (now - lastProgress >= INTERVAL_NANOS) {
            printProgress();
        }
    }

    private Map<String, Object> of(TableProgress table) {
        return event(
                "table-progress",
                "step",
                table.step(),
                "table",
                table.table(),
                "rows",
                table.rowsDone(),
                "rowsExpected",
                table.rowsExpected(),
                "bytes",
                table.bytesDone(),
                "chunks",
                table.chunksDone(),
                "chunksExpected",
                table.chunks());
    }

    private void printProgress() {
        lastProgress = nanoTime.getAsLong();
        LoadSnapshot now = progress.snapshot();
        Map<String, Object> event = event("progress");
        event.put("percent", Math.round(1000 * now.part()) / 10.0);
        event.put("rows", now.rows());
        event.put("bytes", now.bytes());
        event.put("rowsPerSecond", Math.round(now.rowsPerSecond()));
        Duration left = now.left();
        if (left != null) {
            event.put("secondsLeft", Math.round(left.toMillis() / 100.0) / 10.0);
        }
        print(event);
    }

    @Override
    public synchronized void copied(String step, CopyTimes times) {
        print(event(
                "copied",
                "step",
                step,
                "readMs",
                times.reading().toMillis(),
                "mapMs",
                times.mapping().toMillis(),
                "writeMs",
                times.writing().toMillis()));
    }

    @Override
    public synchronized void triggersRestored(int count) {
        print(event("triggers-restored", "count", count));
    }

    @Override
    public synchronized void warning(String message) {
        print(event("warning", "message", message));
    }

    private Map<String, Object> of(String name, StageRef stage) {
        return event(name, "mode", stage.mode().word(), "step", stage.step(), "stage", stage.stage());
    }

    private Map<String, Object> event(String name, Object... namesAndValues) {
        var event = new LinkedHashMap<String, Object>();
        event.put("event", name);
        event.put("time", clock.instant().truncatedTo(ChronoUnit.MILLIS).toString());
        for (int i = 0; i < namesAndValues.length; i += 2) {
            event.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return event;
    }

    private void print(Map<String, Object> event) {
        try {
            lines.accept(JSON.writeValueAsString(event));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("An event of texts and numbers cannot be written as JSON", e);
        }
    }
}
