package dev.gangway.demo;

import dev.gangway.app.run.BulkRun;
import dev.gangway.app.run.DiffInputs;
import dev.gangway.app.run.LedgerView;
import dev.gangway.app.run.MigrationContext;
import dev.gangway.app.run.RunFolder;
import dev.gangway.app.run.StreamRun;
import dev.gangway.bulkloader.progress.BulkListener;
import dev.gangway.core.config.MigrationConfig;
import dev.gangway.core.config.Mode;
import dev.gangway.mysql.state.LedgerEntry;
import dev.gangway.proof.run.DiffListener;
import dev.gangway.proof.run.DiffResult;
import dev.gangway.proof.run.DiffRun;
import dev.gangway.proof.store.DiffStore;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One migration on the real stages as the demo drives it, stage by stage. One thread; {@link #progress} from any. */
final class Migration implements AutoCloseable {
    private static final Duration CAPTURE_LIMIT = Duration.ofSeconds(180);

    private final MigrationContext context;
    private final BulkListener listener;
    private volatile @Nullable StreamRun stream;

    Migration(MigrationConfig config, StepClock clock) {
        RunFolder.delete(config); // what a killed demonstration has left
        this.context = MigrationContext.open(config);
        this.listener = new ClockListener(clock);
    }

    /**
     * How far the stream is.
     *
     * @param problem why a stage waits or has stopped
     */
    record Progress(long captured, long applied, Duration delay, Optional<String> problem) {}

    /** What happened to every captured change, and how long it took from commit to commit. */
    record Totals(long captured, long applied, long coalesced, long filtered, long parked, Delays delays) {

        public boolean isBalanced() {
            return captured == applied + coalesced + filtered + parked;
        }
    }

    /** Percentiles of the time between the commit in the source and the commit in the target. */
    record Delays(Duration p50, Duration p95, Duration p99) {}

    /** Passes on what the demo shows. */
    private record ClockListener(StepClock clock) implements BulkListener {
        @Override
        public void stageStarted(StageRef stage) {
            clock.started(stage.step(), stage.stage());
        }

        @Override
        public void stageFinished(StageRef stage, long millis) {
            clock.finished(stage.step(), millis);
        }

        @Override
        public void tableProgress(TableProgress progress) {
            clock.rows(progress.step(), progress.table(), progress.rowsDone());
        }
    }

    /** Runs the settings mode to its end. */
    void settings() {
        new BulkRun(context, context.captureStart(), listener).run(Mode.SETTINGS);
    }

    /** Begins to capture changes and runs the data mode to its end. */
    void data() {
        new BulkRun(context, context.captureStart(), listener).run(Mode.DATA);
    }

    /** Starts capture, transformer and sink; returns when all of them run. */
    void startStream() {
        StreamRun started = StreamRun.start(context);
        stream = started;
        started.awaitCapturing(CAPTURE_LIMIT);
    }

    Progress progress() {
        StreamRun running = running();
        StreamRun.Progress p = running.progress();
        Optional<String> problem =
                running.failure().map(e -> String.valueOf(e.getMessage())).or(running::reason);
        return new Progress(p.captured(), p.applied(), Duration.ofMillis(p.delayMs()), problem);
    }

    /** Waits until everything that was committed in the source before this call is in the target; false when time is up. */
    boolean awaitDrained(Duration limit) {
        StreamRun running = running();
        return running.awaitApplied(running.drainTarget(), limit);
    }

    /** The ledger's sums and the delays, when the stream has drained. */
    Totals totals() {
        LedgerView totals = running().ledger();
        LedgerEntry sum = totals.outcome();
        var delay = running().delay();
        var delays = new Delays(
                Duration.ofMillis(delay.p50Ms()), Duration.ofMillis(delay.p95Ms()), Duration.ofMillis(delay.p99Ms()));
        return new Totals(totals.captured(), sum.applied(), sum.coalesced(), sum.filtered(), sum.parked(), delays);
    }

    /** Compares source and target through the plan. */
    DiffResult compare(DiffListener listening) {
        var diff = new DiffRun(DiffInputs.of(context), listening);
        DiffStore.Run made = diff.create(List.of());
        diff.go(made);
        var store = new DiffStore(context.databases().state());
        return DiffResult.read(store, store.find(made.id()).orElseThrow());
    }

    private StreamRun running() {
        StreamRun running = stream;
        if (running == null) {
            throw new IllegalStateException("The stream was not started");
        }
        return running;
    }

    @Override
    public void close() {
        StreamRun running = stream;
        if (running != null) {
            running.close();
        }
        context.close();
        RunFolder.delete(context.config()); // nothing of a demonstration stays behind
    }
}
