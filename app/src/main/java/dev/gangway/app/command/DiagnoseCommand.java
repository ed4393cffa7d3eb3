package dev.gangway.app.command;

import dev.gangway.core.config.MigrationConfig;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code gangway diagnose}: what is wrong, and the command or statement that mends it. */
@Command(
        name = "diagnose",
        description =
                "Look from outside at all that a migration uses, say what is wrong, the worst first, and the command"
                        + " or statement that mends it. Exit code 0 when nothing is wrong, else 1.")
public final class DiagnoseCommand implements Callable<Integer> {
    private final Operation operation;
    private final Console console;

    @Mixin
    private final ConfigFile file = new ConfigFile();

    @Option(
            names = "--long-transaction",
            paramLabel = "SECONDS",
            defaultValue = "30",
            description = "From when on a transaction that is open on the source is told; 30 if not given.")
    private int longTransaction;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    /**
     * What the command is asked for.
     *
     * @param longTransaction from when on an open transaction is told
     */
    public record Request(MigrationConfig config, Duration longTransaction, boolean json) {}

    /** Does it and returns the exit code. */
    public interface Operation {
        int run(Request request, Console console);
    }

    public DiagnoseCommand(Operation operation, Console console) {
        this.operation = operation;
        this.console = console;
    }

    @Override
    public Integer call() {
        return operation.run(new Request(file.load(console), Duration.ofSeconds(longTransaction), json), console);
    }
}
