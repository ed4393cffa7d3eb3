package dev.gangway.app.command;

import dev.gangway.core.config.MigrationConfig;
import dev.gangway.core.config.OptionName;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of the commands that move data. */
final class RunOptions {
    @Mixin
    private final ConfigFile file = new ConfigFile();

    @Option(
            names = {"-a", "--auto"},
            description = "Take integrity findings as warnings and go on.")
    private boolean auto;

    @Option(
            names = {"-r", "--reset"},
            description = "Undo what earlier runs did and start from the beginning; says first what that is.")
    private boolean reset;

    @Mixin
    private final ResetOptions resetOptions = new ResetOptions();

    /** Without a load there is nothing to try but a reset. */
    Operations.Request request(Console console) {
        resetOptions.refuseDryRunWithout(reset);
        return request(console, false);
    }

    Operations.Request request(Console console, boolean json) {
        Optional<Operations.ResetChoice> choice = resetOptions.choice(reset);
        MigrationConfig config = file.load(console);
        MigrationConfig decided = auto ? config.withOption(OptionName.AUTO_RESOLVE, "1") : config;
        boolean accepted = decided.options().isOn(OptionName.AUTO_RESOLVE);
        return new Operations.Request(
                decided, accepted, choice, json, resetOptions.choice().dryRun() && choice.isEmpty());
    }
}
