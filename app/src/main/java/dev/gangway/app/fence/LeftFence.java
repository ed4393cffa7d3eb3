package dev.gangway.app.fence;

import dev.gangway.app.wiring.Databases;
import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import dev.gangway.mysql.state.Cutover;
import dev.gangway.mysql.state.CutoverStore;
import dev.gangway.mysql.state.RunLock;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A fence that a dead cutover left on the source, or that one could not lift: nobody meant it to stay. */
public final class LeftFence {
    private static final Logger LOGGER = LoggerFactory.getLogger(LeftFence.class);
    private static final Duration LIFT_LIMIT = Duration.ofSeconds(5);

    /** Held by a process for as long as it switches the shop over. */
    public static final String ROLE = "cutover";

    private final Databases databases;
    private final Cutover cutover;

    private LeftFence(Databases databases, Cutover cutover) {
        this.databases = databases;
        this.cutover = cutover;
    }

    /** Looks for one; empty also while a living process works behind its fence. */
    public static Optional<LeftFence> find(Databases databases) {
        return new CutoverStore(databases.state())
                .last()
                .filter(Cutover::holdsFenceWithoutCause)
                .filter(cutover -> !RunLock.isTaken(databases.state(), ROLE))
                .map(cutover -> new LeftFence(databases, cutover));
    }

    /** What is there and why, for a person. */
    public String text() {
        return "A cutover that broke off at stage " + cutover.stage() + " left the source fenced ("
                + cutover.fence().choice() + ")";
    }

    /**
     * Lets writes through again and notes it.
     *
     * @throws MigrationException FENCE_LEFT with the statements that a person has to run
     */
    public void lift() {
        Fence fence = Fences.left(cutover.fence().choice(), databases);
        lift(fence, cutover.fence().memory());
        var store = new CutoverStore(databases.state());
        store.fenceLifted(cutover.id(), System.currentTimeMillis());
        store.finish(cutover.id(), Cutover.Outcome.BACKED_OUT, "", "its process was gone at stage " + cutover.stage());
        LOGGER.atWarn().addKeyValue("stage", cutover.stage()).log("A fence that was left is lifted");
    }

    /**
     * Lifts a fence, trying for a few seconds.
     *
     * @throws MigrationException FENCE_LEFT with the statements that a person has to run
     */
    public static void lift(Fence fence, String memory) {
        Deadline deadline = Deadline.in(LIFT_LIMIT, "the time for lifting the fence");
        boolean interrupted = Thread.interrupted(); // nothing may keep the fence from being lifted
        try {
            while (true) {
                try {
                    fence.lift(memory);
                    return;
                } catch (MigrationException e) {
                    if (deadline.isOver()) {
                        throw left(fence, memory, e);
                    }
                    deadline.pause("lifting the fence");
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static MigrationException left(Fence fence, String memory, MigrationException why) {
        return new MigrationException(
                ErrorCode.FENCE_LEFT,
                "THE SOURCE STILL REFUSES WRITES, the shop cannot sell: lifting the fence failed (" + why.getMessage()
                        + "). Let a person run on the source, now:\n  " + String.join("\n  ", hand(fence, memory)),
                why);
    }

    private static java.util.List<String> hand(Fence fence, String memory) {
        try {
            return fence.byHand(memory);
        } catch (MigrationException e) {
            return java.util.List.of(fence.choice() + " is to be undone; its triggers begin with " + TriggerFence.MARK);
        }
    }
}
