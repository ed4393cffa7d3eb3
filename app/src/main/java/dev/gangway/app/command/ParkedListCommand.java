package dev.gangway.app.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code gangway parked list}: what waits, by class, then row by row. */
@Command(name = "list", description = "List what waits, by table and reason, then the first rows.")
final class ParkedListCommand implements Callable<Integer> {
    private final ParkedOperations operations;
    private final Console console;

    @Mixin
    private final ConfigFile file = new ConfigFile();

    @Mixin
    private final ParkedChoice choice = new ParkedChoice();

    @Option(names = "--limit", paramLabel = "N", defaultValue = "20", description = "Rows to list (20).")
    private int limit;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    ParkedListCommand(ParkedOperations operations, Console console) {
        this.operations = operations;
        this.console = console;
    }

    @Override
    public Integer call() {
        return operations.list(
                file.load(console), choice.selection(), Math.max(0, limit), new ParkedOperations.Output(json, console));
    }
}
