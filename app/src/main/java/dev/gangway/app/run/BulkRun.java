package dev.gangway.app.run;

import dev.gangway.bulkloader.BulkLoader;
import dev.gangway.bulkloader.CaptureStart;
import dev.gangway.bulkloader.StepRegistry;
import dev.gangway.bulkloader.progress.BulkListener;
import dev.gangway.core.config.Mode;
import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import dev.gangway.mysql.state.RunLock;
import dev.gangway.mysql.state.TargetTriggers;

/** Runs the settings and the data mode of one migration. */
public final class BulkRun {
    private final MigrationContext context;
    private final CaptureStart captureStart;
    private final BulkListener listener;

    public BulkRun(MigrationContext context, CaptureStart captureStart, BulkListener listener) {
        this.context = context;
        this.captureStart = captureStart;
        this.listener = listener;
    }

    /**
     * Runs one mode to its end; only one process at a time does so for a source-id.
     *
     * @throws MigrationException SETTINGS_NOT_LOADED before the data mode of a migration whose stores the target does not have
     *     yet, or what stopped it; a rerun goes on there
     */
    public void run(Mode mode) {
        try (RunLock lock = RunLock.take(context.databases().state(), "load")) {
            new TopicsCheck(context).requireNoneBefore();
            if (mode == Mode.SETTINGS) {
                begin(mode);
            } else {
                new FinishedModes(context).requireSettings();
            }
            var input = context.sources().bulkInput(context.databases(), context.plan());
            new BulkLoader(input, StepRegistry.standard(), this::beginData, listener).run(mode);
            context.guard().loadEnds(mode, context.plan());
        }
    }

    /** Only when all checks are passed: before, rules may still change. */
    private void beginData() {
        begin(Mode.DATA);
        captureStart.ensure();
    }

    private void begin(Mode mode) {
        context.guard().loadBegins(mode, context.sources(), context.plan());
    }

    /** Puts the target's triggers back that a killed load left suspended; not while a load runs. */
    public static void restoreTriggers(MigrationContext context, BulkListener listener) {
        try (RunLock lock = RunLock.take(context.databases().state(), "load")) {
            int restored =
                    new TargetTriggers(context.databases().state()).restore().restored();
            if (restored > 0) {
                listener.triggersRestored(restored);
            }
        } catch (MigrationException e) {
            if (e.code() != ErrorCode.STATE_LOCKED) {
                throw e;
            }
        }
    }
}
