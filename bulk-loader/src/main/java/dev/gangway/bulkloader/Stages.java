package dev.gangway.bulkloader;

import dev.gangway.bulkloader.progress.BulkListener;
import dev.gangway.bulkloader.progress.BulkListener.StageRef;
import dev.gangway.bulkloader.progress.Finding;
import dev.gangway.core.config.Stage;
import dev.gangway.mysql.state.RunStore;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Begins and ends stages: tells the listener and the log, and remembers in the state which are finished. Thread-safe. */
final class Stages {
    private static final Logger LOGGER = LoggerFactory.getLogger(Stages.class);

    private final RunStore runs;
    private final BulkListener listener;

    Stages(RunStore runs, BulkListener listener) {
        this.runs = runs;
        this.listener = listener;
    }

    /** Runs a stage unless an earlier run has finished it; it counts as finished when {@code work} says so. */
    void run(ConfiguredStep step, Stage stage, BooleanSupplier work) {
        StageRef ref = StageRef.of(step.mode(), step.title(), stage);
        if (isFinished(step, stage)) {
            listener.stageSkipped(ref);
            return;
        }
        LOGGER.atDebug()
                .addKeyValue("mode", ref.mode().word())
                .addKeyValue("step", ref.step())
                .addKeyValue("stage", ref.stage())
                .log("Stage started");
        listener.stageStarted(ref);
        long start = System.nanoTime();
        if (work.getAsBoolean()) {
            runs.finish(step.mode().word(), step.title(), stage.word());
        }
        end(ref, start);
    }

    private void end(StageRef ref, long start) {
        long millis = (System.nanoTime() - start) / 1_000_000;
        LOGGER.atInfo()
                .addKeyValue("mode", ref.mode().word())
                .addKeyValue("step", ref.step())
                .addKeyValue("stage", ref.stage())
                .addKeyValue("durationMs", millis)
                .log("Stage finished");
        listener.stageFinished(ref, millis);
    }

    boolean isFinished(ConfiguredStep step, Stage stage) {
        return runs.isFinished(step.mode().word(), step.title(), stage.word());
    }

    /** The next run does the stage again. */
    void reopen(ConfiguredStep step, Stage stage) {
        runs.reopen(step.mode().word(), step.title(), stage.word());
    }

    void findings(ConfiguredStep step, Stage stage, List<Finding> findings) {
        listener.findings(StageRef.of(step.mode(), step.title(), stage), findings);
    }
}
