package dev.gangway.bulkloader;

import dev.gangway.bulkloader.step.Step;
import dev.gangway.bulkloader.step.StepContext;
import dev.gangway.core.config.Mode;
import dev.gangway.core.config.StepConfig;
import dev.gangway.core.config.StepKind;
import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import dev.gangway.mysql.connect.SqlErrors;
import java.sql.SQLException;

/** A step as the configuration names it, with all that it works with. */
record ConfiguredStep(StepConfig config, Step step, StepContext context, StepLosses losses) {

    String title() {
        return config.title();
    }

    Mode mode() {
        return context.run().mode();
    }

    StepKind kind() {
        return config.kind().orElseThrow();
    }

    /** One call of a step; it may fail with the target's exceptions, since it reads the source through the readers. */
    @FunctionalInterface
    interface Call<T> {
        T of(Step step, StepContext context) throws SQLException, InterruptedException;
    }

    /** One call of a step that gives nothing back. */
    @FunctionalInterface
    interface Action {
        void of(Step step, StepContext context) throws SQLException, InterruptedException;
    }

    void run(String doing, Action action) {
        call(doing, (called, with) -> {
            action.of(called, with);
            return true;
        });
    }

    /**
     * Calls the step; {@code doing} says in an error what was tried, such as "migrating data".
     *
     * @throws MigrationException for a failure of the target's server, or INTERRUPTED
     */
    <T> T call(String doing, Call<T> call) {
        try {
            return call.of(step, context);
        } catch (SQLException e) {
            throw SqlErrors.translate(e, context.target().config(), doing + " of step " + title());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MigrationException(
                    ErrorCode.INTERRUPTED, "Step \"" + title() + "\" was stopped; run again to go on", e);
        }
    }
}
