package dev.gangway.app.command;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of the commands that load: those of every run, and events for scripts. */
final class LoadOptions {
    @Mixin
    private final RunOptions options = new RunOptions();

    @Option(names = "--json", description = "Print events to standard output, one JSON object per line.")
    private boolean json;

    Operations.Request request(Console console) {
        return options.request(console, json);
    }
}
