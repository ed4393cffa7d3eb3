package dev.gangway.app.command;

import dev.gangway.app.command.ReemitOperations.Waiting;
import picocli.CommandLine.Option;

/** How a command waits that has rows sent again. */
final class WaitingOptions {
    @Option(names = "--json", description = "Print the result as JSON.")
    private boolean json;

    @Option(names = "--detach", description = "Do not wait until the rows are in the target.")
    private boolean detach;

    Waiting waiting() {
        return new Waiting(json, detach);
    }
}
