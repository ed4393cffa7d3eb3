package dev.gangway.app.command;

import dev.gangway.mysql.state.WantedState;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code gangway pause}: nothing more is read or written until {@code gangway resume}. */
@Command(
        name = "pause",
        description = "Pause the running stream: nothing more is read from the source or written to the target.")
public final class PauseCommand implements Callable<Integer> {
    private final StreamWishes wishes;
    private final Console console;

    @Mixin
    private final WishOptions options = new WishOptions();

    public PauseCommand(StreamWishes wishes, Console console) {
        this.wishes = wishes;
        this.console = console;
    }

    @Override
    public Integer call() {
        return options.want(wishes, WantedState.PAUSE, console);
    }
}
