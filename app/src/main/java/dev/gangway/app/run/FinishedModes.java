package dev.gangway.app.run;

import dev.gangway.core.config.Mode;
import dev.gangway.core.config.Stage;
import dev.gangway.core.config.StepConfig;
import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import dev.gangway.mysql.state.RunStore;
import java.util.List;

/** Refuses a mode whose earlier one is not finished: modes build on each other's rows. */
public final class FinishedModes {
    private final MigrationContext context;

    public FinishedModes(MigrationContext context) {
        this.context = context;
    }

    /**
     * Rows name websites and stores by their id: without the settings mode they would belong to others, or to none.
     *
     * @throws MigrationException SETTINGS_NOT_LOADED with the steps that are missing
     */
    void requireSettings() {
        List<String> missing = missing(Mode.SETTINGS);
        if (!missing.isEmpty()) {
            throw new MigrationException(
                    ErrorCode.SETTINGS_NOT_LOADED,
                    "The settings mode is not finished (" + String.join(", ", missing) + "): the target " + target()
                            + " has no websites and stores for the rows that would be loaded. Run gangway settings --config "
                            + context.config().file()
                            + " first; if the target got its stores in another way, take the settings mode's steps out of"
                            + " the configuration");
        }
    }

    /**
     * A change says what became of one row; without the load the target lacks the others.
     *
     * @throws MigrationException DATA_NOT_LOADED with the steps that are missing
     */
    public void requireData() {
        List<String> missing = missing(Mode.DATA);
        if (!missing.isEmpty()) {
            throw new MigrationException(
                    ErrorCode.DATA_NOT_LOADED,
                    "The data mode is not finished (" + String.join(", ", missing) + "): the target " + target()
                            + " lacks the rows that changes refer to. Run gangway data first, which goes on where it"
                            + " stopped: gangway data --config "
                            + context.config().file());
        }
    }

    private String target() {
        return context.databases().target().config().address();
    }

    private List<String> missing(Mode mode) {
        var runs = new RunStore(context.databases().state());
        return context.config().steps(mode).stream()
                .filter(step -> step.stage(Stage.DATA).isPresent())
                .map(StepConfig::title)
                .filter(title -> !runs.isFinished(mode.word(), title, Stage.DATA.word()))
                .toList();
    }
}
