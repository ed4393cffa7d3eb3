package dev.gangway.app.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code gangway run}: the whole migration. */
@Command(name = "run", description = "Settings, data and delta in one command.")
public final class RunCommand implements Callable<Integer> {
    private final Operations operations;
    private final Console console;

    @Mixin
    private final LoadOptions options = new LoadOptions();

    @Option(names = "--until-drained", description = "End when source and target are level.")
    private boolean untilDrained;

    public RunCommand(Operations operations, Console console) {
        this.operations = operations;
        this.console = console;
    }

    @Override
    public Integer call() {
        return operations.run(options.request(console), untilDrained, console);
    }
}
