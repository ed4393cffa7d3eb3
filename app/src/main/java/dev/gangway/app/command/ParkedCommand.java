package dev.gangway.app.command;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code gangway parked}: what was put aside, and what a person decides about it. */
@Command(name = "parked", description = "List, show, retry or drop changes that were put aside.")
public final class ParkedCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec command;

    private ParkedCommand() {}

    /** The command with all of its parts. */
    public static CommandLine of(ParkedOperations operations, Console console) {
        return new CommandLine(new ParkedCommand())
                .addSubcommand(new ParkedListCommand(operations, console))
                .addSubcommand(new ParkedShowCommand(operations, console))
                .addSubcommand(new ParkedRetryCommand(operations, console))
                .addSubcommand(new ParkedDropCommand(operations, console));
    }

    @Override
    public void run() {
        throw new ParameterException(
                command.commandLine(), "Write gangway parked list, show, retry or drop, and --config FILE");
    }
}
