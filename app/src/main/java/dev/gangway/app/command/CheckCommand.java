package dev.gangway.app.command;

import dev.gangway.core.config.MigrationConfig;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code gangway check}: what the migration needs of its surroundings, with the statement that mends what is missing. */
@Command(
        name = "check",
        description = "Look at source, target, Kafka, registry, disk and clock, and name the statement that mends what"
                + " is not as it must be.")
public final class CheckCommand implements Callable<Integer> {
    private final Operation operation;
    private final Console console;

    @Mixin
    private final ConfigFile file = new ConfigFile();

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    /** What the command is asked for. */
    public record Request(MigrationConfig config, boolean json) {}

    /** Does it and returns the exit code. */
    public interface Operation {
        int run(Request request, Console console);
    }

    public CheckCommand(Operation operation, Console console) {
        this.operation = operation;
        this.console = console;
    }

    @Override
    public Integer call() {
        return operation.run(new Request(file.load(console), json), console);
    }
}
