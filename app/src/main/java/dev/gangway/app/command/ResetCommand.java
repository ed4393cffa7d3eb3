package dev.gangway.app.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code gangway reset}: undoes what earlier runs did. */
@Command(name = "reset", description = "Undo what earlier runs did to source and target; says first what that is.")
public final class ResetCommand implements Callable<Integer> {
    private final Operations operations;
    private final Console console;

    @Mixin
    private final ConfigFile file = new ConfigFile();

    @Mixin
    private final ResetOptions options = new ResetOptions();

    @Option(names = "--data-only", description = "Undo the data mode and the stream; keep what the settings mode did.")
    private boolean dataOnly;

    public ResetCommand(Operations operations, Console console) {
        this.operations = operations;
        this.console = console;
    }

    @Override
    public Integer call() {
        return operations.reset(file.load(console), dataOnly, options.choice(), console);
    }
}
