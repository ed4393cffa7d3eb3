package dev.gangway.app.run;

import dev.gangway.app.command.Console;
import dev.gangway.bulkloader.StepRegistry;
import dev.gangway.bulkloader.step.CopiedRows;
import dev.gangway.core.config.Mode;
import dev.gangway.core.config.Stage;
import dev.gangway.core.config.StepConfig;
import dev.gangway.mysql.connect.SqlErrors;
import dev.gangway.mysql.state.ParkedStore;
import dev.gangway.mysql.state.RunStore;
import dev.gangway.mysql.state.StateSchema;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How far a mode was before this run, and what a person should know before and after it. */
public final class ModeHistory {
    private final MigrationContext context;
    private final Mode mode;
    private final StateSchema state;
    private final List<String> steps;
    private final List<String> done;
    private final Optional<String> finishedAt;

    /** Reads how far the mode is. */
    public ModeHistory(MigrationContext context, Mode mode) {
        this.context = context;
        this.mode = mode;
        this.state = context.databases().state();
        var registry = StepRegistry.standard();
        this.steps = context.config().steps(mode).stream()
                .filter(step -> step.stage(Stage.DATA).isPresent()
                        && registry.create(step).isPresent())
                .map(StepConfig::title)
                .toList();
        var runs = new RunStore(state);
        this.done = steps.stream()
                .filter(step -> runs.isFinished(mode.word(), step, Stage.DATA.word()))
                .toList();
        this.finishedAt = runs.lastFinished(mode.word());
    }

    private boolean wasFinished() {
        return done.size() == steps.size() && !steps.isEmpty();
    }

    /** Says that this run goes on where an earlier one stopped, or that there is nothing to repeat. */
    public void tellBegin(Console console) {
        if (wasFinished()) {
            console.say("The %s mode was finished%s: its rows are not loaded again"
                    .formatted(
                            mode.word(),
                            finishedAt.map(at -> " at " + at + " UTC").orElse("")));
        } else if (!done.isEmpty()) {
            console.say("Going on where an earlier run stopped: %d of %d steps are done"
                    .formatted(done.size(), steps.size()));
        }
    }

    /** Says how it ended and what to do next. */
    public void tellEnd(Console console) {
        if (wasFinished()) {
            console.say("Nothing was loaded. To undo the %s mode and load again: gangway %s --config %s --reset"
                    .formatted(
                            mode == Mode.DATA ? "data" : "settings and data",
                            mode.word(),
                            context.config().file()));
            return;
        }
        console.say("The " + mode.word() + " mode is done");
    }

    /** Names the tables of which rows were put aside; false when there are none. */
    public boolean tellParked(Console console) {
        Map<String, Long> parked = parked();
        parked.forEach((table, rows) ->
                console.complain("parked: %,d rows of %s are not in the target; their keys and".formatted(rows, table)
                        + " reasons stand in table parked of the state schema " + state.name()));
        return !parked.isEmpty();
    }

    private Map<String, Long> parked() {
        try (Connection connection = state.target().open()) {
            return new ParkedStore(state).count(connection, CopiedRows.POSITION_OF_PARKED);
        } catch (SQLException e) {
            throw SqlErrors.translate(e, state.target().config(), "reading parked rows");
        }
    }
}
