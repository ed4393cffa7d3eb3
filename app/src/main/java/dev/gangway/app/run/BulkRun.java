package dev.gangway.app.run;

import dev.gangway.app.wiring.Databases;
import dev.gangway.app.wiring.PlanSource;
import dev.gangway.bulkloader.BulkInput;
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
     * @throws dev.gangway.core.error.MigrationException what stopped it; a rerun goes on there
     */
    public void run(Mode mode) {
        try (RunLock lock = RunLock.take(context.databases().state(), "load")) {
            new BulkLoader(input(), StepRegistry.standard(), captureStart, listener).run(mode);
        }
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

    private BulkInput input() {
        Databases databases = context.databases();
        PlanSource sources = context.sources();
        return new BulkInput(
                context.config(),
                sources.rules(),
                context.plan(),
                sources.environment(),
                PlanSource.handlers(),
                databases.source(),
                databases.target(),
                databases.state());
    }
}
