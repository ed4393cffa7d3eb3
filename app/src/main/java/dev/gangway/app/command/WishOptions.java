package dev.gangway.app.command;

import dev.gangway.mysql.state.WantedState;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of the commands on a running stream. */
final class WishOptions {
    @Mixin
    private final ConfigFile file = new ConfigFile();

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why, for those who read the status.")
    private String reason = "";

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    int want(StreamWishes wishes, WantedState state, Console console) {
        return wishes.want(file.load(console), state, reason.strip(), json, console);
    }
}
