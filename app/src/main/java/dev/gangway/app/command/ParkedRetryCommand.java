package dev.gangway.app.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code gangway parked retry}: has rows read anew and mapped by today's rules. */
@Command(
        name = "retry",
        description = "Read the rows of parked changes anew from the source and map them by today's rules;"
                + " what waits behind them follows by itself.")
final class ParkedRetryCommand implements Callable<Integer> {
    private final ParkedOperations operations;
    private final Console console;

    @Mixin
    private final ConfigFile file = new ConfigFile();

    @Mixin
    private final ParkedChoice choice = new ParkedChoice();

    @Option(names = "--all", description = "Everything that waits.")
    private boolean all;

    @Option(names = "--preview", description = "Only say what would happen, per class.")
    private boolean preview;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    ParkedRetryCommand(ParkedOperations operations, Console console) {
        this.operations = operations;
        this.console = console;
    }

    @Override
    public Integer call() {
        return operations.retry(
                file.load(console), choice.selection(all), preview, new ParkedOperations.Output(json, console));
    }
}
