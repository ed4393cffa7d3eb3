package dev.gangway.app.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code gangway settings}: the settings mode. */
@Command(name = "settings", description = "Move stores, websites and configuration values.")
public final class SettingsCommand implements Callable<Integer> {
    private final Operations operations;
    private final Console console;

    @Mixin
    private final LoadOptions options = new LoadOptions();

    public SettingsCommand(Operations operations, Console console) {
        this.operations = operations;
        this.console = console;
    }

    @Override
    public Integer call() {
        return operations.settings(options.request(console), console);
    }
}
