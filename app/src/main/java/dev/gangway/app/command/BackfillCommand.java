package dev.gangway.app.command;

import dev.gangway.app.command.ReemitOperations.BackfillRequest;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code gangway backfill}: sends a table, or a range of its keys, through the running stream again. */
@Command(
        name = "backfill",
        description =
                "Send the rows of a table through the running stream again, and wait until they are in the target.")
public final class BackfillCommand implements Callable<Integer> {
    private final ReemitOperations operations;
    private final Console console;

    @Mixin
    private final ConfigFile file = new ConfigFile();

    @Mixin
    private final WaitingOptions waiting = new WaitingOptions();

    @Option(
            names = "--table",
            paramLabel = "TABLE",
            required = true,
            description = "The source's table, without prefix.")
    private String table = "";

    @Option(
            names = "--from-key",
            paramLabel = "KEY",
            description = "The first key, itself included; parts of a key of several columns are separated by commas.")
    private @Nullable String fromKey;

    @Option(names = "--to-key", paramLabel = "KEY", description = "The last key, itself included.")
    private @Nullable String toKey;

    public BackfillCommand(ReemitOperations operations, Console console) {
        this.operations = operations;
        this.console = console;
    }

    @Override
    public Integer call() {
        var request = new BackfillRequest(
                file.load(console), table, Optional.ofNullable(fromKey), Optional.ofNullable(toKey));
        return operations.backfill(request, waiting.waiting(), console);
    }
}
