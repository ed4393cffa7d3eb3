package dev.gangway.app.command;

import dev.gangway.core.config.MigrationConfig;
import dev.gangway.core.config.OptionName;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code gangway integrity}: what of the shop does not fit, and a proposal what to do about it. */
@Command(
        name = "integrity",
        description = "Check every step before anything is written: what has no counterpart, by extension and cause.")
public final class IntegrityCommand implements Callable<Integer> {
    private final Operations operations;
    private final Console console;

    @Mixin
    private final ConfigFile file = new ConfigFile();

    @Option(
            names = "--propose",
            paramLabel = "FILE",
            description = "Write an overlay map that makes the check pass, and tell what is left behind by it.")
    private @Nullable Path propose;

    @Option(
            names = "--export-orphans",
            paramLabel = "FILE",
            description = "Write the keys of all rows without a parent as CSV.")
    private @Nullable Path exportOrphans;

    @Option(
            names = {"-a", "--auto"},
            description = "Take all findings as warnings: end with 0.")
    private boolean auto;

    @Option(names = "--force", description = "Overwrite files that are there.")
    private boolean force;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    public IntegrityCommand(Operations operations, Console console) {
        this.operations = operations;
        this.console = console;
    }

    @Override
    public Integer call() {
        MigrationConfig config = file.load(console);
        boolean accepted = auto || config.options().isOn(OptionName.AUTO_RESOLVE);
        return operations.integrity(
                new Operations.IntegrityRequest(
                        config,
                        Optional.ofNullable(propose),
                        Optional.ofNullable(exportOrphans),
                        accepted,
                        force,
                        json),
                console);
    }
}
