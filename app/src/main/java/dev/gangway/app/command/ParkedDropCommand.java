package dev.gangway.app.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code gangway parked drop}: gives changes up, for good and on record. */
@Command(name = "drop", description = "Give parked changes up for good; who did it, when and why is kept.")
final class ParkedDropCommand implements Callable<Integer> {
    private final ParkedOperations operations;
    private final Console console;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec command;

    @Mixin
    private final ConfigFile file = new ConfigFile();

    @Mixin
    private final ParkedChoice choice = new ParkedChoice();

    @Option(names = "--all", description = "Everything that waits.")
    private boolean all;

    @Option(names = "--yes", description = "Do it: without this nothing is dropped.")
    private boolean yes;

    @Option(names = "--why", paramLabel = "TEXT", defaultValue = "", description = "The reason, kept beside it.")
    private String why = "";

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    ParkedDropCommand(ParkedOperations operations, Console console) {
        this.operations = operations;
        this.console = console;
    }

    @Override
    public Integer call() {
        var selection = choice.selection(all);
        if (!yes) {
            throw new ParameterException(
                    command.commandLine(),
                    "A dropped change never reaches the target: look at it with gangway parked list, then add --yes");
        }
        return operations.drop(file.load(console), selection, why, new ParkedOperations.Output(json, console));
    }
}
