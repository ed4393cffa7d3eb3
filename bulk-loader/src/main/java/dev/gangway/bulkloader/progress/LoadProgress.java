package dev.gangway.bulkloader.progress;

import dev.gangway.bulkloader.progress.BulkListener.StageRef;
import dev.gangway.bulkloader.progress.BulkListener.TableProgress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Works out from a run's events how far it is and how long it will take. Stages may run side by side. The estimate rests on the
 * speed that this run has shown itself in the second half of its time so far, never on an earlier run's; before there is any,
 * there is no estimate. Thread-safe.
 */
public final class LoadProgress {
    /** What a stage that reports nothing is taken to have done at most until it is finished. */
    private static final double MOST_UNSEEN = 0.95;
    /** Below this share of the work the measured speed says too little. */
    private static final double LEAST_SEEN = 0.02;

    private static final int MOST_SAMPLES = 200;

    /** How much was done at some moment. */
    private record Sample(double nanos, double done) {}

    private final LongSupplier nanoTime;
    private final Map<StageRef, StepWork> ahead = new LinkedHashMap<>();
    private final Map<String, TableProgress> tables = new HashMap<>();
    private final Map<String, Double> before = new HashMap<>();
    private final Map<StageRef, Long> running = new LinkedHashMap<>();
    private final List<Sample> samples = new ArrayList<>();
    private double unitsDone;
    private @Nullable Long begun;
    private long lastFinished;
    private double planned;
    private long earlierRows;
    private long rowsDone;
    private long bytesDone;

    public LoadProgress(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** The run's work, before its first stage; forgets an earlier mode. */
    public synchronized void planned(List<StepWork> work) {
        ahead.clear();
        running.clear();
        tables.clear();
        before.clear();
        samples.clear();
        work.forEach(step -> ahead.put(step.stage(), step));
        planned = work.stream().mapToDouble(StepWork::total).sum();
        unitsDone = 0;
        begun = null;
        rowsDone = 0;
        bytesDone = 0;
        earlierRows = 0;
    }

    public synchronized void stageStarted(StageRef stage) {
        if (ahead.containsKey(stage)) {
            long now = nanoTime.getAsLong();
            running.put(stage, now);
            begun = begun == null ? now : begun;
        }
    }

    public synchronized void stageSkipped(StageRef stage) {
        StepWork work = ahead.remove(stage);
        planned -= work == null ? 0 : work.total();
    }

    public synchronized void stageFinished(StageRef stage) {
        StepWork work = ahead.remove(stage);
        Long start = running.remove(stage);
        if (work != null && start != null) {
            unitsDone += work.total() - earlier(work);
            lastFinished = nanoTime.getAsLong();
        }
    }

    public synchronized void tableProgress(TableProgress progress) {
        String key = key(progress.step(), progress.table());
        TableProgress last = tables.put(key, progress);
        if (last == null) {
            before.put(key, progress.fraction());
            earlierRows += progress.rowsDone();
        }
        rowsDone += progress.rowsDone() - (last == null ? 0 : last.rowsDone());
        bytesDone += progress.bytesDone() - (last == null ? 0 : last.bytesDone());
    }

    private static String key(String step, String table) {
        return step + "\n" + table;
    }

    /** How far the run is now. */
    public synchronized LoadSnapshot snapshot() {
        double nanos = measured();
        double done = unitsDone;
        double left = 0;
        for (StepWork work : ahead.values()) {
            Long start = running.get(work.stage());
            double earlier = earlier(work);
            double now = start == null ? 0 : seen(work);
            done += now;
            left += work.total() - earlier - now;
        }
        double speed = speed(nanos, done);
        left -= unseen(speed);
        boolean known = speed > 0 && done >= LEAST_SEEN * (done + left);
        double part = planned <= 0 ? 0 : 1 - Math.max(0, left) / planned;
        return new LoadSnapshot(
                Math.max(0, Math.min(1, part)),
                rowsDone,
                bytesDone,
                nanos <= 0 ? 0 : (rowsDone - earlierRows) * 1e9 / nanos,
                known ? Duration.ofNanos((long) (Math.max(0, left) / speed)) : null);
    }

    /** The time in which what is known to be done was done: while only stages run that report nothing, it stands still. */
    private double measured() {
        boolean reports = ahead.values().stream()
                .anyMatch(work ->
                        running.containsKey(work.stage()) && !work.tables().isEmpty());
        return begun == null ? 0 : (reports ? nanoTime.getAsLong() : Math.max(begun, lastFinished)) - begun;
    }

    /** Units per nanosecond; a start is slow, and what comes last is most like what came just now. */
    private double speed(double nanos, double done) {
        if (nanos <= 0) {
            return 0;
        }
        var half = new Sample(0, 0);
        for (Sample sample : samples) {
            half = sample.nanos() <= nanos / 2 ? sample : half;
        }
        samples.add(new Sample(nanos, done));
        if (samples.size() > MOST_SAMPLES) {
            for (int i = samples.size() - 2; i >= 0; i -= 2) {
                samples.remove(i);
            }
        }
        return (done - half.done()) / (nanos - half.nanos());
    }

    /** Units that an earlier run did of a stage. */
    private double earlier(StepWork work) {
        double units = 0;
        for (Map.Entry<String, Double> table : work.tables().entrySet()) {
            units += table.getValue() * before.getOrDefault(key(work.stage().step(), table.getKey()), 0.0);
        }
        return units;
    }

    /** Units of a running stage's tables that this run has done. */
    private double seen(StepWork work) {
        double units = -earlier(work);
        for (Map.Entry<String, Double> table : work.tables().entrySet()) {
            TableProgress progress = tables.get(key(work.stage().step(), table.getKey()));
            units += progress == null ? 0 : table.getValue() * progress.fraction();
        }
        return units;
    }

    /** Units that running stages without reports should have done by now, at the speed seen so far. */
    private double unseen(double speed) {
        double units = 0;
        for (Map.Entry<StageRef, Long> stage : running.entrySet()) {
            StepWork work = ahead.get(stage.getKey());
            if (work != null && work.tables().isEmpty()) {
                units += Math.min(MOST_UNSEEN * work.other(), speed * (nanoTime.getAsLong() - stage.getValue()));
            }
        }
        return units;
    }
}
