package dev.gangway.app.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code gangway data}: the data mode. */
@Command(name = "data", description = "Move all rows; resumes where an earlier run stopped.")
public final class DataCommand implements Callable<Integer> {
    private final Operations operations;
    private final Console console;

    @Mixin
    private final LoadOptions options = new LoadOptions();

    public DataCommand(Operations operations, Console console) {
        this.operations = operations;
        this.console = console;
    }

    @Override
    public Integer call() {
        return operations.data(options.request(console), console);
    }
}
