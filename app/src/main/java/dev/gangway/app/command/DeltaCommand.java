package dev.gangway.app.command;

import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code gangway delta}: the delta mode. */
@Command(name = "delta", description = "Carry changes of the running shop, from where the data mode started.")
public final class DeltaCommand implements Callable<Integer> {
    private final Operations operations;
    private final Console console;

    @Mixin
    private final RunOptions options = new RunOptions();

    @Option(names = "--until-drained", description = "End when source and target are level.")
    private boolean untilDrained;

    @Option(
            names = "--roles",
            paramLabel = "capture|transform|sink|control",
            split = ",",
            description = {
                "What this process does of a stream that several processes share, on a Kafka cluster of your own; comma-separated.",
                "Without it one process does everything."
            })
    private Set<StreamRole> roles = Set.of();

    public DeltaCommand(Operations operations, Console console) {
        this.operations = operations;
        this.console = console;
    }

    @Override
    public Integer call() {
        if (untilDrained && !roles.isEmpty()) {
            throw new MigrationException(
                    ErrorCode.USAGE,
                    "--until-drained is for a stream in one process: leave --roles out, or end the processes with gangway stop"
                            + " when gangway status says that the target is level");
        }
        return operations.delta(options.request(console), untilDrained, roles, console);
    }
}
