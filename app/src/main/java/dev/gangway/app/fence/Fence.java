package dev.gangway.app.fence;

import java.util.List;

/** Keeps everybody from writing to the source. What it does can be undone by another process that only knows its memory. */
public interface Fence {

    /** How a person chose it, such as {@code read-only}; another process makes the same fence of it. */
    String choice();

    /** What setting it does, for a person. */
    String description();

    /** Why it cannot be set, each with the way out; empty when it can. Changes nothing. */
    List<String> obstacles();

    /** What lifting must know of the time before: to be kept safe before it is set. */
    String memory();

    /**
     * Sets it, waiting for others no longer than the deadline; what was begun when it fails is for {@link #lift} to undo.
     *
     * @throws dev.gangway.core.error.MigrationException FENCE_NOT_SET saying what stood in the way
     */
    void set(Deadline deadline);

    /** True when it is there, as far as one can see. */
    boolean isSet();

    /**
     * Lets writes through again, and looks whether they are; may be repeated.
     *
     * @throws dev.gangway.core.error.MigrationException when they are not
     */
    void lift(String memory);

    /** What a person runs when lifting fails. */
    List<String> byHand(String memory);
}
