package dev.gangway.app.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code gangway status}: the state in a sentence, what needs attention first. */
@Command(name = "status", description = "Show the state in a sentence, what needs attention first.")
public final class StatusCommand implements Callable<Integer> {
    private final Operations operations;
    private final Console console;

    @Mixin
    private final ConfigFile file = new ConfigFile();

    @Option(names = "--more", description = "Also all that is known of each part: steps, positions, counts, waits.")
    private boolean more;

    @Option(names = "--json", description = "Print JSON, with all that is known.")
    private boolean json;

    public StatusCommand(Operations operations, Console console) {
        this.operations = operations;
        this.console = console;
    }

    @Override
    public Integer call() {
        return operations.status(file.load(console), new Operations.StatusView(more, json), console);
    }
}
