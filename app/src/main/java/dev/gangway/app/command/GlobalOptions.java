package dev.gangway.app.command;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** Options that every command takes, before or after its name. */
public final class GlobalOptions {
    @Option(
            names = "--debug",
            scope = ScopeType.INHERIT,
            description = "Show stack traces of errors, and log as --verbose does.")
    private boolean debug;

    @Option(
            names = {"-q", "--quiet"},
            scope = ScopeType.INHERIT,
            description = "Show errors only.")
    private boolean quiet;

    @Option(
            names = {"-v", "--verbose"},
            scope = ScopeType.INHERIT,
            description =
                    "Show the log here too, in detail: every stage, every server's command, and what libraries tell.")
    private boolean verbose;

    @Option(
            names = "--log-file",
            paramLabel = "FILE",
            scope = ScopeType.INHERIT,
            description = "Also write the log to this file.")
    private @Nullable Path logFile;

    public boolean isDebug() {
        return debug;
    }

    public boolean isQuiet() {
        return quiet;
    }

    /** Whether the log is wanted on the console. */
    public boolean isVerbose() {
        return debug || verbose;
    }

    public @Nullable Path logFile() {
        return logFile;
    }

    public Logging.Level level() {
        if (quiet) {
            return Logging.Level.ERROR;
        }
        return debug || verbose ? Logging.Level.DEBUG : Logging.Level.INFO;
    }
}
