package dev.gangway.app;

import dev.gangway.app.command.Console;
import dev.gangway.app.command.ExitCode;
import dev.gangway.app.command.Operations.ResetChoice;
import dev.gangway.app.run.Cleanup;
import dev.gangway.core.config.MigrationConfig;
import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;

/** Says what a cleanup removes, asks, does it, and looks whether it is gone. */
final class CleanupOperation {
    private final MigrationConfig config;
    private final Console console;

    CleanupOperation(MigrationConfig config, Console console) {
        this.config = config;
        this.console = console;
    }

    /**
     * Cleans up; with a dry run only says what that would mean.
     *
     * @throws MigrationException USAGE when nobody said yes
     */
    int run(ResetChoice choice) {
        Cleanup cleanup = Cleanup.find(config);
        if (cleanup.isNothing()) {
            console.complain("Nothing to clean up: source-id " + config.sourceId() + " has left nothing behind");
            return ExitCode.DONE;
        }
        console.complain("A cleanup of source-id " + config.sourceId() + " removes:");
        cleanup.lines(choice.dryRun()).forEach(line -> console.complain("  " + line));
        console.complain("The rows of both shops stay. After it nothing can be carried, reset or taken back any more.");
        if (choice.dryRun()) {
            console.complain("Nothing was changed (--dry-run)");
            return ExitCode.DONE;
        }
        if (!choice.yes()) {
            ask();
        }
        cleanup.perform(line -> console.say("removed: " + line));
        console.say("Cleaned up: looked again, nothing is left");
        return ExitCode.DONE;
    }

    private void ask() {
        boolean yes = console.confirm("Remove this?")
                .orElseThrow(() -> new MigrationException(
                        ErrorCode.USAGE,
                        "Nothing is removed without a yes, and no terminal is there to ask: add --yes, or --dry-run to see"
                                + " what would be removed"));
        if (!yes) {
            throw new MigrationException(ErrorCode.USAGE, "Not confirmed: nothing was changed");
        }
    }
}
