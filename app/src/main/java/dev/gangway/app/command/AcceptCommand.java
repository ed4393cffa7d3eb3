package dev.gangway.app.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code gangway accept}: a person says that what differs is right. */
@Command(
        name = "accept",
        description = "Take a changed source, changed rules or missing rows as right, after telling what differs.")
public final class AcceptCommand implements Callable<Integer> {
    private final Operations operations;
    private final Console console;

    @Mixin
    private final ConfigFile file = new ConfigFile();

    @Option(
            names = {"-y", "--yes"},
            description = "Accept without asking; needed where no terminal is.")
    private boolean yes;

    public AcceptCommand(Operations operations, Console console) {
        this.operations = operations;
        this.console = console;
    }

    @Override
    public Integer call() {
        return operations.accept(file.load(console), yes, console);
    }
}
