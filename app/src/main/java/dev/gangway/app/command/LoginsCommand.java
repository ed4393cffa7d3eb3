package dev.gangway.app.command;

import dev.gangway.core.config.MigrationConfig;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code gangway logins}: which customers can log in to Magento 2 with their old password. */
@Command(
        name = "logins",
        description = "Count customers by what their passwords are stored as, and list who cannot log in to Magento 2.")
public final class LoginsCommand implements Callable<Integer> {
    private final Operation operation;
    private final Console console;

    @Mixin
    private final ConfigFile file = new ConfigFile();

    @Option(
            names = "--export",
            paramLabel = "FILE",
            description =
                    "Write id, website, e-mail address and kind of those who cannot log in; only you may read the file.")
    private @Nullable Path export;

    @Option(names = "--force", description = "Overwrite the file.")
    private boolean force;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    /** What the command is asked for. */
    public record Request(MigrationConfig config, Optional<Path> export, boolean force, boolean json) {}

    /** Does it and returns the exit code. */
    public interface Operation {
        int run(Request request, Console console);
    }

    public LoginsCommand(Operation operation, Console console) {
        this.operation = operation;
        this.console = console;
    }

    @Override
    public Integer call() {
        return operation.run(new Request(file.load(console), Optional.ofNullable(export), force, json), console);
    }
}
