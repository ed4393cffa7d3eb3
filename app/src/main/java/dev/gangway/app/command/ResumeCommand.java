package dev.gangway.app.command;

import dev.gangway.mysql.state.WantedState;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code gangway resume}: ends every pause. */
@Command(name = "resume", description = "End a pause, whoever wanted it; the stream goes on where it was.")
public final class ResumeCommand implements Callable<Integer> {
    private final StreamWishes wishes;
    private final Console console;

    @Mixin
    private final WishOptions options = new WishOptions();

    public ResumeCommand(StreamWishes wishes, Console console) {
        this.wishes = wishes;
        this.console = console;
    }

    @Override
    public Integer call() {
        return options.want(wishes, WantedState.RUN, console);
    }
}
