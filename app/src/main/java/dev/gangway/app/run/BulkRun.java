package dev.gangway.app.run;

import dev.gangway.bulkloader.BulkLoader;
import dev.gangway.bulkloader.CaptureStart;
import dev.gangway.bulkloader.StepRegistry;
import dev.gangway.bulkloader.progress.BulkListener;
import dev.gangway.core.config.Mode;
import dev.gangway.core.config.Stage;
import dev.gangway.core.config.StepConfig;
import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import dev.gangway.mysql.state.RunLock;
import dev.gangway.mysql.state.RunStore;
import dev.gangway.mysql.state.TargetTriggers;
import java.util.List;

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
                requireSettings();
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

    /** Rows name websites and stores by their id: without the settings mode they would belong to others, or to none. */
    private void requireSettings() {
        var runs = new RunStore(context.databases().state());
        List<String> missing = context.config().steps(Mode.SETTINGS).stream()
                .filter(step -> step.stage(Stage.DATA).isPresent())
                .map(StepConfig::title)
                .filter(title -> !runs.isFinished(Mode.SETTINGS.word(), title, Stage.DATA.word()))
                .toList();
        if (!missing.isEmpty()) {
            throw new MigrationException(
                    ErrorCode.SETTINGS_NOT_LOADED,
                    "The settings mode is not finished (" + String.join(", ", missing) + "): the target "
                            + context.databases().target().config().address()
                            + " has no websites and stores for the rows that would be loaded. Run gangway settings --config "
                            + context.config().file()
                            + " first; if the target got its stores in another way, take the settings mode's steps out of"
                            + " the configuration");
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
}
