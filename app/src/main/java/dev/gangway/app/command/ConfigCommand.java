package dev.gangway.app.command;

import dev.gangway.core.error.ErrorCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code gangway config}: commands about the configuration file itself. */
@Command(name = "config", description = "Check the configuration file, or bring an older one up to date.")
public final class ConfigCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec command;

    @Override
    public void run() {
        throw new ParameterException(
                command.commandLine(), "Write gangway config check --config FILE, or gangway config upgrade FILE");
    }

    /** {@code gangway config check}: every mistake of the configuration and its rule files, without a database. */
    @Command(
            name = "check",
            description = "Read the configuration with all its rule files and list every mistake; needs no database.")
    public static final class Check implements Callable<Integer> {
        private final Console console;

        @Mixin
        private final ConfigFile file = new ConfigFile();

        public Check(Console console) {
            this.console = console;
        }

        @Override
        public Integer call() {
            Path path = file.path();
            if (!Files.isRegularFile(path)) {
                file.load(console);
            }
            ConfigCheck check = ConfigCheck.of(path);
            check.complain(path, console);
            if (check.mistakes().isEmpty()) {
                console.say(path + " is right");
                return ExitCode.DONE;
            }
            return ErrorCode.CONFIG_INVALID.type().exitCode();
        }
    }
}
