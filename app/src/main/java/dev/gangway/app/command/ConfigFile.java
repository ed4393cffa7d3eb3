package dev.gangway.app.command;

import dev.gangway.core.config.ConfigEnvironment;
import dev.gangway.core.config.MigrationConfig;
import dev.gangway.core.config.OptionName;
import dev.gangway.core.problem.Problem;
import dev.gangway.core.problem.Problems;
import dev.gangway.core.problem.Severity;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The configuration file of a command, as {@code --config FILE} or as a plain argument. */
final class ConfigFile {
    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init")
    private CommandSpec command;

    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            description = "The configuration file (config.xml).")
    private @Nullable Path option;

    @Parameters(index = "0", arity = "0..1", paramLabel = "FILE", description = "The same as --config FILE.")
    private @Nullable Path argument;

    @Option(
            names = "--compatibility",
            paramLabel = "correct|strict",
            description = "strict: rows as Magento's own tool gives them, known defects included.")
    private @Nullable String compatibility;

    /** The file's name as given on the command line. */
    Path path() {
        if (option != null && argument != null) {
            throw new ParameterException(
                    command.commandLine(), "The configuration file is given twice, as --config and as an argument");
        }
        Path path = option != null ? option : argument;
        if (path == null) {
            throw new ParameterException(command.commandLine(), "Which configuration file? Add --config FILE");
        }
        return path;
    }

    /** Reads the file; warnings are shown, mistakes end the command with all of them in the message. */
    MigrationConfig load(Console console) {
        if (compatibility != null && !compatibility.equals("strict") && !compatibility.equals("correct")) {
            throw new ParameterException(
                    command.commandLine(),
                    "\"" + compatibility + "\" is no compatibility; write --compatibility strict or correct");
        }
        Problems problems = new Problems();
        MigrationConfig config = MigrationConfig.load(path(), ConfigEnvironment.ofProcess(), problems);
        problems.all().stream()
                .filter(p -> p.severity() == Severity.WARNING)
                .map(Problem::toString)
                .forEach(warning -> console.say("warning: " + warning));
        config.options().text(OptionName.LOG_FILE).map(Path::of).ifPresent(Logging::addFile);
        return compatibility == null ? config : config.withOption(OptionName.COMPATIBILITY, compatibility);
    }
}
