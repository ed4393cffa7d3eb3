package dev.gangway.bulkloader;

import dev.gangway.bulkloader.orphan.ParkedFamilies;
import dev.gangway.bulkloader.progress.BulkListener;
import dev.gangway.bulkloader.progress.Finding;
import dev.gangway.bulkloader.step.Step;
import dev.gangway.core.config.Mode;
import dev.gangway.core.config.Stage;
import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import dev.gangway.mysql.state.ChunkCheckpointStore;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What writes: a step's data stage and, at once, its volume check. Thread-safe for different steps. */
final class DataStages {
    private final BulkInput input;
    private final Stages stages;
    private final BulkListener listener;

    DataStages(BulkInput input, Stages stages, BulkListener listener) {
        this.input = input;
        this.stages = stages;
        this.listener = listener;
    }

    /** True when nothing is left to write of the step. */
    boolean isLoaded(ConfiguredStep step) {
        return step.config().stage(Stage.DATA).isEmpty() || stages.isFinished(step, Stage.DATA);
    }

    /**
     * Goes on with the step where an earlier run left it.
     *
     * @throws MigrationException VOLUME_FAILED, or what stopped the step
     */
    void migrate(ConfiguredStep step) {
        if (step.config().stage(Stage.DATA).isEmpty()) {
            return;
        }
        stages.run(step, Stage.DATA, () -> {
            migrateOrRollBack(step);
            step.losses().store(input.state(), step.mode().word(), step.title());
            return true;
        });
        if (step.config().stage(Stage.VOLUME).isPresent()) {
            checkVolume(step);
        }
    }

    private static void migrateOrRollBack(ConfiguredStep step) {
        step.losses().clear(); // the integrity check maps rows too
        try {
            step.run("migrating data", Step::data);
            step.run("leaving out what hangs on parked rows", (done, context) -> ParkedFamilies.takeAlong(context));
        } catch (MigrationException e) {
            try {
                rollback(step);
            } catch (MigrationException second) {
                e.addSuppressed(second);
            }
            throw e;
        }
    }

    private static void rollback(ConfiguredStep step) {
        step.run("rolling back", Step::rollback);
    }

    private void checkVolume(ConfiguredStep step) {
        var findings = new ArrayList<Finding>();
        stages.run(step, Stage.VOLUME, () -> {
            step.call("checking volume", Step::volume).forEach(mismatch -> findings.add(Finding.error(mismatch)));
            stages.findings(step, Stage.VOLUME, findings);
            return findings.isEmpty();
        });
        if (!findings.isEmpty()) {
            volumeFailed(step, findings);
        }
    }

    /** Only a step that the stream does not look after stops the run: its rows would stay wrong. */
    private void volumeFailed(ConfiguredStep step, List<Finding> findings) {
        boolean delivered = input.config().steps(Mode.DELTA).stream()
                .anyMatch(delta -> delta.title().equals(step.title()));
        if (step.mode() == Mode.SETTINGS || delivered) {
            listener.warning("The volume check of step \"" + step.title() + "\" found differences: see above");
            return;
        }
        stages.reopen(step, Stage.DATA);
        new ChunkCheckpointStore(input.state()).forget(step.title());
        rollback(step);
        throw new MigrationException(
                ErrorCode.VOLUME_FAILED,
                "The volume check of step \"" + step.title() + "\" failed; correct the cause and run again, the step is"
                        + " repeated:\n"
                        + findings.stream().map(f -> "  " + f.message()).collect(Collectors.joining("\n")));
    }
}
