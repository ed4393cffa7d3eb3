package dev.gangway.app;

import dev.gangway.app.command.Console;
import dev.gangway.app.command.Operations.ResetChoice;
import dev.gangway.app.run.Reset;
import dev.gangway.core.config.MigrationConfig;
import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import dev.gangway.mysql.state.ResetScope;

/** Says what a reset undoes, asks, and does it. */
final class ResetOperation {
    private final MigrationConfig config;
    private final Console console;

    ResetOperation(MigrationConfig config, Console console) {
        this.config = config;
        this.console = console;
    }

    /**
     * Resets; with a dry run only says what that would mean.
     *
     * @throws MigrationException USAGE when nobody said yes
     */
    void run(ResetScope scope, ResetChoice choice) {
        Reset reset = Reset.find(config, scope);
        if (reset.isNothing()) {
            console.complain("Nothing to undo: source-id " + config.sourceId() + " has left nothing behind");
            return;
        }
        tell(reset, choice.dryRun());
        if (choice.dryRun()) {
            console.complain("Nothing was changed (--dry-run)");
            return;
        }
        if (!choice.yes()) {
            ask();
        }
        perform(reset);
    }

    /** Finishes a reset that was killed, before anything else is done. */
    void finishUnfinished() {
        Reset.unfinished(config).ifPresent(reset -> {
            console.say("An earlier reset was broken off; it is finished first");
            perform(reset);
        });
    }

    /** Told also to those who asked for quiet: it is what they are about to lose. */
    private void tell(Reset reset, boolean all) {
        String what = reset.scope() == ResetScope.ALL ? "all that was done" : "the data mode and the stream";
        console.complain("A reset of source-id " + config.sourceId() + " undoes " + what + ":");
        reset.lines(all).forEach(line -> console.complain("  " + line));
        console.complain("What others wrote into these tables since then is lost too; other tables stay as they are.");
    }

    private void ask() {
        boolean yes = console.confirm("Undo this?")
                .orElseThrow(() -> new MigrationException(
                        ErrorCode.USAGE,
                        "A reset is not done without a yes, and no terminal is there to ask: add --yes, or --dry-run to"
                                + " see what it would undo"));
        if (!yes) {
            throw new MigrationException(ErrorCode.USAGE, "The reset was not confirmed: nothing was changed");
        }
    }

    private void perform(Reset reset) {
        reset.perform(line -> console.say("undone: " + line));
        console.say("The reset is done");
    }
}
