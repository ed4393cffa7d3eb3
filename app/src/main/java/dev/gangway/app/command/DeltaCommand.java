package dev.gangway.app.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code gangway delta}: the delta mode. */
@Command(name = "delta", description = "Carry changes of the running shop, from where the data mode started.")
public final class DeltaCommand implements Callable<Integer> {
    private final Operations operations;
    private final Console console;

    @Mixin
    private final RunOptions options = new RunOptions();

    @Option(names = "--until-drained", description = "End when source and target are level.")
    private boolean untilDrained;

    public DeltaCommand(Operations operations, Console console) {
        this.operations = operations;
        this.console = console;
    }

    @Override
    public Integer call() {
        return operations.delta(options.request(console), untilDrained, console);
    }
}
