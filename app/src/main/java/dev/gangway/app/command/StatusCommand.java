package dev.gangway.app.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code gangway status}: how far the migration is, worst news first. */
@Command(name = "status", description = "Show how far the migration is, worst news first.")
public final class StatusCommand implements Callable<Integer> {
    private final Operations operations;
    private final Console console;

    @Mixin
    private final ConfigFile file = new ConfigFile();

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    public StatusCommand(Operations operations, Console console) {
        this.operations = operations;
        this.console = console;
    }

    @Override
    public Integer call() {
        return operations.status(file.load(console), json, console);
    }
}
