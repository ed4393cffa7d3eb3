package dev.gangway.app.command;

import dev.gangway.core.config.ConfigEnvironment;
import dev.gangway.core.config.MigrationConfig;
import dev.gangway.core.config.RuleFiles;
import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.handler.HandlerRegistry;
import dev.gangway.core.plan.HandlerCheck;
import dev.gangway.core.problem.Problem;
import dev.gangway.core.problem.Problems;
import dev.gangway.core.problem.Severity;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code gangway config}: commands about the configuration file itself. */
@Command(name = "config", description = "Check the configuration file.")
public final class ConfigCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec command;

    @Override
    public void run() {
        throw new ParameterException(command.commandLine(), "Write gangway config check --config FILE");
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
            Problems problems = new Problems();
            MigrationConfig.read(path, ConfigEnvironment.ofProcess(), problems)
                    .ifPresent(config -> new HandlerCheck(HandlerRegistry.load()::find)
                            .check(RuleFiles.read(config, problems), problems));
            for (Problem problem : problems.all()) {
                String kind = problem.severity() == Severity.ERROR ? "error: " : "warning: ";
                console.complain(kind + problem);
            }
            long errors = problems.all().stream()
                    .filter(p -> p.severity() == Severity.ERROR)
                    .count();
            if (errors == 0) {
                console.say(path + " is right");
                return ExitCode.DONE;
            }
            console.complain(errors + (errors == 1 ? " mistake" : " mistakes") + " in " + path);
            return ErrorCode.CONFIG_INVALID.type().exitCode();
        }
    }
}
