package dev.gangway.app.command;

import dev.gangway.core.config.MigrationConfig;
import dev.gangway.core.config.OptionName;
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
            description = "Forget the progress of earlier runs and start from the beginning.")
    private boolean reset;

    Operations.Request request(Console console) {
        return request(console, false);
    }

    Operations.Request request(Console console, boolean json) {
        MigrationConfig config = file.load(console);
        MigrationConfig decided = auto ? config.withOption(OptionName.AUTO_RESOLVE, "1") : config;
        return new Operations.Request(decided, auto, reset, json);
    }
}
