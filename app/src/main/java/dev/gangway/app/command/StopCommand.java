package dev.gangway.app.command;

import dev.gangway.mysql.state.WantedState;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code gangway stop}: ends the process that carries changes. */
@Command(name = "stop", description = "End the running stream after the batch in work, as Ctrl-C does.")
public final class StopCommand implements Callable<Integer> {
    private final StreamWishes wishes;
    private final Console console;

    @Mixin
    private final WishOptions options = new WishOptions();

    public StopCommand(StreamWishes wishes, Console console) {
        this.wishes = wishes;
        this.console = console;
    }

    @Override
    public Integer call() {
        return options.want(wishes, WantedState.STOP, console);
    }
}
