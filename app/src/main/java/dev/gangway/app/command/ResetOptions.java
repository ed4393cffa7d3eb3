package dev.gangway.app.command;

import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How the person wants a reset to be done. */
final class ResetOptions {
    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init")
    private CommandSpec command;

    @Option(
            names = {"-y", "--yes"},
            description = "Reset without asking; needed where no terminal is.")
    private boolean yes;

    @Option(
            names = "--dry-run",
            description = "Say what the reset would undo, or else what a load would do; change nothing and end.")
    private boolean dryRun;

    Operations.ResetChoice choice() {
        return new Operations.ResetChoice(yes, dryRun);
    }

    void refuseDryRunWithout(boolean reset) {
        if (dryRun && !reset) {
            throw new ParameterException(
                    command.commandLine(), "--dry-run shows what a reset would undo: add --reset, or leave it out");
        }
    }

    /** The choice when there is a reset to do. */
    Optional<Operations.ResetChoice> choice(boolean reset) {
        return reset ? Optional.of(choice()) : Optional.empty();
    }
}
