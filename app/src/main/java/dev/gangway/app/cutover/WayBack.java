package dev.gangway.app.cutover;

import dev.gangway.app.command.Console;
import dev.gangway.app.command.CutoverOperations.CutoverRequest;
import dev.gangway.app.fence.Fences;
import dev.gangway.app.fence.LeftFence;
import dev.gangway.app.wiring.Databases;
import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import dev.gangway.mysql.state.Cutover;
import dev.gangway.mysql.state.CutoverStore;
import dev.gangway.mysql.state.RunLock;
import dev.gangway.mysql.state.WantedState;
import dev.gangway.mysql.state.WantedStateStore;
import java.util.Optional;

/** Lets writes through to the source again: after a cutover that was killed, or after the switch, when a person says so. */
final class WayBack {
    private final CutoverRequest request;
    private final Console console;
    private final Journal journal;
    private final Databases databases;

    WayBack(CutoverRequest request, Console console, Journal journal) {
        this.request = request;
        this.console = console;
        this.journal = journal;
        this.databases = Databases.of(request.config());
    }

    /** Lifts what a dead cutover left, and says so; does nothing when there is none. */
    boolean liftLeft() {
        Optional<LeftFence> left = LeftFence.find(databases);
        left.ifPresent(fence -> {
            journal.warn(fence.text() + "; it is lifted");
            fence.lift();
        });
        return left.isPresent();
    }

    /**
     * Goes back.
     *
     * @throws MigrationException STATE_LOCKED while a cutover runs, USAGE when nobody said yes
     */
    void go() {
        if (!databases.state().exists()) {
            journal.warn("Nothing to go back from: nothing was migrated yet");
            return;
        }
        if (liftLeft()) {
            journal.say("The source takes writes again, the stream goes on");
            return;
        }
        try (RunLock lock = RunLock.take(databases.state(), LeftFence.ROLE)) {
            Optional<Cutover> switched = new CutoverStore(databases.state())
                    .last()
                    .filter(last -> last.outcome() == Cutover.Outcome.SWITCHED);
            if (switched.isEmpty()) {
                journal.warn("Nothing to go back from: no cutover holds the source");
                return;
            }
            confirm();
            goBack(switched.get());
        }
    }

    private void confirm() {
        journal.warn(
                "The shop is switched. Going back lets the source sell again; what the new shop has taken since the switch"
                        + " is not brought back to it.");
        boolean yes = request.yes()
                || console.confirm("Go back?")
                        .orElseThrow(() -> new MigrationException(
                                ErrorCode.USAGE,
                                "Nobody goes back without a yes, and no terminal is there to ask: add --yes"));
        if (!yes) {
            throw new MigrationException(ErrorCode.USAGE, "Not confirmed: nothing was changed");
        }
    }

    private void goBack(Cutover cutover) {
        var store = new CutoverStore(databases.state());
        // First the note: whoever is killed from here on leaves a fence that nobody means.
        store.finish(cutover.id(), Cutover.Outcome.RETURNED, cutover.position(), "a person went back");
        LeftFence.lift(
                Fences.left(cutover.fence().choice(), databases),
                cutover.fence().memory());
        store.fenceLifted(cutover.id(), System.currentTimeMillis());
        new WantedStateStore(databases.state()).want(WantedState.RUN, Attempt.CAUSE, "");
        journal.say("The source takes writes again. The stream carries them to the target as before");
    }
}
