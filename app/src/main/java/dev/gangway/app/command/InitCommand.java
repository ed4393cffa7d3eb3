package dev.gangway.app.command;

import dev.gangway.core.config.CaptureConfig;
import dev.gangway.core.schema.Side;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code gangway init}: writes a configuration for two databases. */
@Command(
        name = "init",
        description = "Look at both databases and write a configuration with the pack that fits.",
        footer = {"", "What is in parentheses is the environment variable that is read where the option is missing."})
public final class InitCommand implements Callable<Integer> {
    private final Operations operations;
    private final Console console;

    private final Map<String, String> environment = System.getenv();
    private final LoginOptions source = new LoginOptions(Side.SOURCE, environment);
    private final LoginOptions target = new LoginOptions(Side.DESTINATION, environment);

    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            defaultValue = "my.xml",
            description = "The file to write (default: my.xml).")
    private Path config = Path.of("my.xml");

    @Option(names = "--source-id", paramLabel = "ID", description = "A name for this migration.")
    private @Nullable String sourceId;

    @Option(
            names = "--pack",
            paramLabel = "PACK",
            description = "A pack instead of the one that is found, such as opensource-to-opensource/1.9.4.2.")
    private @Nullable String pack;

    @Option(
            names = "--release",
            paramLabel = "RELEASE",
            description = "The release of the source, such as 1.9.4.5, when the databases cannot tell it.")
    private @Nullable String release;

    @Option(names = "--capture", paramLabel = "binlog|triggers", description = "How changes are captured.")
    private CaptureConfig.@Nullable Mode capture;

    @Option(names = "--force", description = "Overwrite a file that is there.")
    private boolean force;

    @Option(
            names = "--write-secrets",
            description = "Write passwords and keys into the file instead of the names of environment variables.")
    private boolean writeSecrets;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    private InitCommand(Operations operations, Console console) {
        this.operations = operations;
        this.console = console;
    }

    /** The command with the options of both logins, which have no annotations. */
    public static CommandLine of(Operations operations, Console console) {
        var init = new InitCommand(operations, console);
        var line = new CommandLine(init);
        init.source.addTo(line.getCommandSpec());
        init.target.addTo(line.getCommandSpec());
        return line;
    }

    @Override
    public Integer call() {
        return operations.init(
                new Operations.InitRequest(
                        source.login(),
                        target.login(),
                        config,
                        Optional.ofNullable(sourceId),
                        Optional.ofNullable(pack),
                        Optional.ofNullable(release),
                        Optional.ofNullable(capture),
                        force,
                        writeSecrets,
                        json),
                console);
    }
}
