package dev.gangway.app.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** {@code gangway}: holds the global options; without a command it says how to go on. */
@Command(
        name = "gangway",
        description = "Moves a running Magento 1 shop onto Magento 2.",
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Exit codes: 0 done, 1 failed, 2 wrong command or configuration, 3 done with parked changes, 4 differences."
        })
public final class GangwayCommand implements Runnable {
    @Mixin
    private final GlobalOptions options = new GlobalOptions();

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Show this help and end.")
    @SuppressWarnings("UnusedVariable") // picocli acts on it
    private boolean help;

    @Option(names = "--version", versionHelp = true, description = "Show the version and end.")
    @SuppressWarnings("UnusedVariable") // picocli acts on it
    private boolean version;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec command;

    public GlobalOptions options() {
        return options;
    }

    @Override
    public void run() {
        throw new ParameterException(command.commandLine(), "Which command? gangway --help lists them");
    }
}
