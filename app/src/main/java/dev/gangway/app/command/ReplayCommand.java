package dev.gangway.app.command;

import dev.gangway.app.command.ReemitOperations.ReplayRequest;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code gangway replay}: makes the target's rows anew of everything that changed since a point. */
@Command(
        name = "replay",
        description = "Send every row that changed since a point through the running stream again, as it is today.")
public final class ReplayCommand implements Callable<Integer> {
    private final ReemitOperations operations;
    private final Console console;

    @Mixin
    private final ConfigFile file = new ConfigFile();

    @Mixin
    private final WaitingOptions waiting = new WaitingOptions();

    @Option(
            names = "--from",
            paramLabel = "POINT",
            required = true,
            description = "A time such as 2026-11-29T20:00:00Z, TOPIC:PARTITION:OFFSET, or earliest.")
    private String from = "";

    @Option(names = "--table", paramLabel = "TABLE", description = "Only this table of the source.")
    private @Nullable String table;

    @Option(names = "--domain", paramLabel = "DOMAIN", description = "Only this group of tables, such as sales.")
    private @Nullable String domain;

    @Option(
            names = "--preview",
            description =
                    "Only tell how many rows of which tables would be sent, and which tables of the target would change.")
    private boolean preview;

    public ReplayCommand(ReemitOperations operations, Console console) {
        this.operations = operations;
        this.console = console;
    }

    @Override
    public Integer call() {
        var request = new ReplayRequest(
                file.load(console), from, Optional.ofNullable(table), Optional.ofNullable(domain), preview);
        return operations.replay(request, waiting.waiting(), console);
    }
}
