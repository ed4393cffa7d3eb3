package dev.gangway.app.command;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code gangway repair}: mends what a comparison has found. */
@Command(
        name = "repair",
        description =
                "Mend the differences that gangway diff has found: send their source rows through the running stream"
                        + " again, compute derived rows anew, and compare them once more.")
public final class RepairCommand implements Callable<Integer> {
    private final RepairOperations operations;
    private final Console console;

    @Mixin
    private final ConfigFile file = new ConfigFile();

    @Option(names = "--run", paramLabel = "ID", description = "Which comparison; the newest when not given.")
    private @Nullable Long run;

    @Option(names = "--yes", description = "Do it without asking.")
    private boolean yes;

    @Option(names = "--dry-run", description = "Only say what would be done.")
    private boolean dryRun;

    public RepairCommand(RepairOperations operations, Console console) {
        this.operations = operations;
        this.console = console;
    }

    @Override
    public Integer call() {
        return operations.repair(file.load(console), run, yes, dryRun, console);
    }
}
