package dev.gangway.app.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code gangway cleanup}: removes what the migration has put beside the shops' own data. */
@Command(
        name = "cleanup",
        description =
                "Remove what the migration put into source, target and Kafka; the migrated rows stay. Says first what.")
public final class CleanupCommand implements Callable<Integer> {
    private final CutoverOperations operations;
    private final Console console;

    @Mixin
    private final ConfigFile file = new ConfigFile();

    @Option(
            names = {"-y", "--yes"},
            description = "Remove without asking; needed where no terminal is.")
    private boolean yes;

    @Option(names = "--dry-run", description = "Only say what would be removed.")
    private boolean dryRun;

    public CleanupCommand(CutoverOperations operations, Console console) {
        this.operations = operations;
        this.console = console;
    }

    @Override
    public Integer call() {
        return operations.cleanup(file.load(console), new Operations.ResetChoice(yes, dryRun), console);
    }
}
