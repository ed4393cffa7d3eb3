package dev.gangway.app.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code gangway parked show}: one change with its row before and after. */
@Command(name = "show", description = "Show one parked change with its row before and after; secrets are masked.")
final class ParkedShowCommand implements Callable<Integer> {
    private final ParkedOperations operations;
    private final Console console;

    @Mixin
    private final ConfigFile file = new ConfigFile();

    @Option(names = "--id", required = true, paramLabel = "N", description = "The change's number in the list.")
    private long id;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    ParkedShowCommand(ParkedOperations operations, Console console) {
        this.operations = operations;
        this.console = console;
    }

    @Override
    public Integer call() {
        return operations.show(file.load(console), id, new ParkedOperations.Output(json, console));
    }
}
