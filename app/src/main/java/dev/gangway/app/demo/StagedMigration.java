package dev.gangway.app.demo;

import dev.gangway.app.run.BulkRun;
import dev.gangway.app.run.MigrationContext;
import dev.gangway.app.run.RunFolder;
import dev.gangway.app.run.StreamRun;
import dev.gangway.bulkloader.progress.BulkListener;
import dev.gangway.core.config.MigrationConfig;
import dev.gangway.core.config.Mode;
import dev.gangway.core.plan.MigrationPlan;
import dev.gangway.mysql.state.LedgerEntry;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The demo's migration on the real stages. */
public final class StagedMigration implements Migration {
    private static final Duration CAPTURE_LIMIT = Duration.ofSeconds(180);

    private final MigrationContext context;
    private final BulkListener listener;
    private volatile @Nullable StreamRun stream;

    public StagedMigration(MigrationConfig config, StepClock clock) {
        this.context = MigrationContext.open(config);
        this.listener = new ClockListener(clock);
    }

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

    @Override
    public void settings() {
        new BulkRun(context, context.captureStart(), listener).run(Mode.SETTINGS);
    }

    @Override
    public void data() {
        new BulkRun(context, context.captureStart(), listener).run(Mode.DATA);
    }

    @Override
    public void startStream() {
        StreamRun started = StreamRun.start(context);
        stream = started;
        started.awaitCapturing(CAPTURE_LIMIT);
    }

    @Override
    public Progress progress() {
        StreamRun running = running();
        StreamRun.Progress p = running.progress();
        Optional<String> problem =
                running.failure().map(e -> String.valueOf(e.getMessage())).or(running::reason);
        return new Progress(p.captured(), p.applied(), Duration.ofMillis(p.delayMs()), problem);
    }

    @Override
    public boolean awaitDrained(Duration limit) {
        StreamRun running = running();
        return running.awaitApplied(running.drainTarget(), limit);
    }

    @Override
    public Totals totals() {
        StreamRun.Totals totals = running().totals();
        LedgerEntry sum = totals.outcome();
        var delay = running().delay();
        var delays = new Delays(
                Duration.ofMillis(delay.p50Ms()), Duration.ofMillis(delay.p95Ms()), Duration.ofMillis(delay.p99Ms()));
        return new Totals(totals.captured(), sum.applied(), sum.coalesced(), sum.filtered(), sum.parked(), delays);
    }

    @Override
    public MigrationPlan plan() {
        return context.plan();
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
