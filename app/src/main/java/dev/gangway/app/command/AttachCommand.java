package dev.gangway.app.command;

import dev.gangway.app.command.AttachOperations.AttachRequest;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code gangway attach}: a new stream for a target whose old one cannot go on. */
@Command(
        name = "attach",
        description =
                "Attach a new stream to a loaded target whose old one cannot go on (binlog purged, topics or triggers lost,"
                        + " target restored from a copy): begin at the present position, compare everything, send again what"
                        + " differs, and carry changes on.")
public final class AttachCommand implements Callable<Integer> {
    private final AttachOperations operations;
    private final Console console;

    @Mixin
    private final ConfigFile file = new ConfigFile();

    @Option(
            names = {"-y", "--yes"},
            description = "Do it without asking; needed where no terminal is.")
    private boolean yes;

    @Option(names = "--dry-run", description = "Only say what would be done.")
    private boolean dryRun;

    @Option(names = "--until-level", description = "End when the target is as the source.")
    private boolean untilLevel;

    public AttachCommand(AttachOperations operations, Console console) {
        this.operations = operations;
        this.console = console;
    }

    @Override
    public Integer call() {
        return operations.attach(new AttachRequest(file.load(console), yes, dryRun, untilLevel), console);
    }
}
